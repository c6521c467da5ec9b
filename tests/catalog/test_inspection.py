"""Before publishing: what must be put right, and what to look at, with the way there."""

import pytest

from accounts.actors import SYSTEM
from catalog import inspection
from catalog.models import PublishedForm
from catalog.selectors import city_form
from catalog.services.customisation import customise
from catalog.services.publication import publish
from shared_forms.language import FaultyForm
from shared_forms.language.overlay import AddQuestion
from tests.factories.forms import a_template, an_adopted_procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_sakai")]

LOCAL = {"department": "課", "phone": "072-000-0145", "fee": "無料", "period": "いつでも"}
NOBODY = {"all": [{"question": "vaccinated", "is": True}, {"question": "vaccinated", "is": False}]}


def remarks(found):
    return [(remark.message[:12], remark.target) for remark in found]


def add(procedure, **attributes):
    question = {"id": "city_q", "type": "text", "label": "散歩", **attributes}
    operation = {"op": "add_question", "after": "vaccinated", "question": question}
    customise(procedure.pk, [AddQuestion.model_validate(operation)], actor=SYSTEM)


def test_what_the_city_alone_knows_is_asked_for():
    procedure = an_adopted_procedure()
    found = inspection.to_look_at(city_form(procedure))

    assert [remark.target for remark in found][:3] == ["facts"] * 3
    for words in ("問い合わせ先も", "手数料が", "受付期間が"):
        assert any(words in remark.message for remark in found)


def test_a_complete_guide_leaves_what_the_analysis_finds():
    procedure = an_adopted_procedure(a_template(guide=LOCAL | {"minutes": 3}))
    found = inspection.to_look_at(city_form(procedure))

    assert remarks(found) == [
        ("『お名前』など個人のこと", ""),
        ("『お名前』に、自動入力の", "owner"),
    ]


def test_a_question_for_nobody_blocks_publication_and_leaves_everything_as_it_is():
    procedure = an_adopted_procedure()
    add(procedure, show_when=NOBODY)

    assert remarks(inspection.to_put_right(city_form(procedure))) == [("『散歩』は、表示条件に合", "city_q")]
    with pytest.raises(FaultyForm):
        publish(procedure.pk, actor=SYSTEM)
    assert not PublishedForm.objects.exists()


def test_a_good_form_has_nothing_to_put_right():
    procedure = an_adopted_procedure()
    add(procedure)

    assert inspection.to_put_right(city_form(procedure)) == ()
    assert publish(procedure.pk, actor=SYSTEM).number == 1
