"""Sample answers are replayed before residents see a form: what was in order stays in order, what was wrong stays wrong."""

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from catalog import selectors
from catalog.demo import load_demo_forms
from catalog.errors import ActionRefused, SamplesBroken, SamplesFull
from catalog.models import Procedure, SampleAnswers
from catalog.services.customisation import customise
from catalog.services.publication import publish
from catalog.services.sample_answers import keep_sample, remove_sample
from shared_forms.language.overlay import AddQuestion, Hide, Relabel, Require, SetLimit
from shared_forms.language.texts import Text
from shared_forms.services.library import load_library
from tenants.context import in_consortium, in_municipality
from tests.factories.accounts import a_person, an_actor, signed_in
from tests.factories.forms import an_adopted_procedure

HOME = {"postal_code": "590-0078", "city": "堺市堺区", "street": "南瓦町3-1", "building": ""}
NAME = {"family": "西村", "given": "明日香", "family_kana": "ニシムラ", "given_kana": "アスカ"}
IN_ORDER = {"owner": NAME, "home": HOME, "dog_name": "ポチ", "sex": "male", "vaccinated": "no"}


def keep(procedure, name="きほん", answers=IN_ORDER, refused=(), actor=SYSTEM):
    return keep_sample(procedure.pk, name=name, answers=answers, refused=refused, actor=actor)


def results(procedure):
    return {each.name: each.is_as_before for each in selectors.replayed_samples(procedure)}


@pytest.fixture
def procedure(in_sakai):
    return an_adopted_procedure()


def test_what_was_in_order_must_stay_in_order(procedure):
    keep(procedure)
    assert results(procedure) == {"きほん": True}
    publish(procedure.pk, actor=SYSTEM)
    customise(procedure.pk, [SetLimit(op="set_limit", target="dog_name", limit="max_length", value=1)], actor=SYSTEM)

    (broken,) = selectors.replayed_samples(procedure)
    assert "犬の名前" in broken.faults[0]
    with pytest.raises(SamplesBroken):
        publish(procedure.pk, actor=SYSTEM)


def test_what_was_wrong_must_stay_wrong(procedure):
    without_email = dict(IN_ORDER)
    customise(procedure.pk, [Require(op="require", target="email", required=True)], actor=SYSTEM)
    keep(procedure, "メールなし", without_email, refused=[("email", None, "required")])
    publish(procedure.pk, actor=SYSTEM)
    customise(procedure.pk, [Require(op="require", target="email", required=False)], actor=SYSTEM)

    (broken,) = selectors.replayed_samples(procedure)
    assert broken.missed == ("『メールアドレス』の誤りを、もう見つけません。",)
    with pytest.raises(SamplesBroken):
        publish(procedure.pk, actor=SYSTEM)


def test_what_goes_with_its_question_is_not_missed(procedure):
    customise(procedure.pk, [Require(op="require", target="email", required=True)], actor=SYSTEM)
    keep(procedure, "メールなし", refused=[("email", None, "required")])
    customise(procedure.pk, [Hide(op="hide", target="email")], actor=SYSTEM)

    assert results(procedure) == {"メールなし": True}


def test_only_editors_keep_and_remove_and_only_so_many(procedure):
    viewer = an_actor(Role.VIEWER)
    with pytest.raises(ActionRefused):
        keep(procedure, actor=viewer)
    sample = keep(procedure)
    assert keep(procedure, answers={**IN_ORDER, "dog_name": "シロ"}).pk == sample.pk
    with pytest.raises(ActionRefused):
        remove_sample(procedure.pk, sample.pk, actor=viewer)
    SampleAnswers.MOST, most = 1, SampleAnswers.MOST
    try:
        with pytest.raises(SamplesFull):
            keep(procedure, "もうひとつ")
    finally:
        SampleAnswers.MOST = most
    remove_sample(procedure.pk, sample.pk, actor=SYSTEM)
    assert not SampleAnswers.objects.exists()


@pytest.fixture
def demo(sakai):
    """The demo's forms, each made of a template that comes with answers."""
    with in_consortium():
        load_library(SYSTEM)
    with in_municipality(sakai):
        load_demo_forms("sakai", SYSTEM)
        yield


def test_every_form_of_the_demo_takes_its_template_s_answers(demo):
    for row in Procedure.objects.all():
        replayed = selectors.replayed_samples(row)
        assert len(replayed) >= 5, row.slug
        assert all(each.is_as_before for each in replayed), (row.slug, replayed)


def test_what_the_city_changed_or_added_is_not_the_template_s_to_judge(demo):
    row = Procedure.objects.get(slug="dog-death")
    own = AddQuestion.model_validate(
        {
            "op": "add_question",
            "after": "dog_name",
            "question": {"id": "city_size", "type": "text", "label": "大きさ", "required": True},
        }
    )
    relabel = Relabel(op="relabel", target="dog_name", text=Text(ja="ワンちゃん"))
    short = SetLimit(op="set_limit", target="dog_name", limit="max_length", value=1)
    customise(row.pk, [own, relabel, short], actor=SYSTEM)

    assert all(each.is_as_before for each in selectors.replayed_samples(row))


def test_a_sample_is_made_by_filling_in_the_form(sakai, client_at):
    with in_municipality(sakai):
        procedure = an_adopted_procedure()
        client = signed_in(client_at("sakai.localhost"), a_person(Role.FORM_EDITOR))
    page = f"/staff/procedures/{procedure.pk}/samples/"
    assert "まだ確かめられません" in client.get(page).text
    assert "実在の方の名前や住所は入れないでください" in client.get(f"{page}add/").text
    sent = {
        **{f"owner.{part}": words for part, words in NAME.items()},
        **{f"home.{part}": words for part, words in HOME.items()},
        "dog_name": "ポチ",
        "sex": "male",
        "vaccinated": "no",
    }
    assert client.post(f"{page}add/", sent).status_code == 422
    assert "『きほん』を保存しました" in client.post(f"{page}add/", {**sent, "sample_name": "きほん"}, follow=True).text
    wrong = {**sent, "sample_name": "名前なし", "dog_name": ""}
    refused = client.post(f"{page}add/", wrong)
    assert refused.status_code == 422
    assert "この誤りが出る手本として保存する" in refused.text
    client.post(f"{page}add/", {**wrong, "expect": "1"})

    shown = client.get(page).text
    assert shown.count('label--done">前と同じ') == 2
    with in_municipality(sakai):
        assert SampleAnswers.objects.get(name="名前なし").refused == [["dog_name", None, "required"]]
        sample = SampleAnswers.objects.get(name="きほん")
    assert "手本の回答を消しました" in client.post(f"{page}{sample.pk}/remove/", follow=True).text
    assert "2件の手本" not in client.get(f"/staff/procedures/{procedure.pk}/publish/").text
