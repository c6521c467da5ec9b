"""What residents find, and what the staff see."""

import pytest

from accounts.actors import SYSTEM
from catalog import selectors
from catalog.models import Procedure
from catalog.search import search
from catalog.search_words import fold
from catalog.services.customisation import customise, revert
from catalog.services.details import change_details
from catalog.services.publication import publish
from catalog.services.reception import close
from shared_forms.categories import Category
from shared_forms.language.overlay import Relabel
from shared_forms.language.texts import Text
from tenants import context
from tests.factories.accounts import a_department
from tests.factories.forms import a_published_procedure, a_template, an_adopted_procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_sakai")]


def details(procedure, **changes):
    values = {
        "title": procedure.title,
        "category": Category.PETS,
        "keywords": "",
        "department_id": procedure.department_id,
        "position": 1,
        "is_listed": True,
        "life_events": [],
    }
    return change_details(procedure.pk, **values | changes, actor=SYSTEM)


def slugs(procedures):
    return [procedure.slug for procedure in procedures]


def test_fold_keeps_what_is_one_word_together():
    assert fold("ﾜﾝﾁｬﾝ　の　とうろく") == "ワンチャン ノ トウロク"


def test_residents_see_what_is_published_and_listed_also_when_it_is_closed():
    version = a_template()
    an_adopted_procedure(version, slug="unpublished")
    details(a_published_procedure(version, slug="unlisted"), is_listed=False)
    details(a_published_procedure(version, slug="second"), position=2)
    details(a_published_procedure(version, slug="first"), position=1)
    close(details(a_published_procedure(version, slug="closed"), position=3).pk, reason="点検", actor=SYSTEM)

    assert slugs(selectors.procedures_for_residents()) == ["first", "second", "closed"]
    assert slugs(selectors.most_used(6)) == ["first", "second"]
    uses = {Procedure.objects.get(slug="second").pk: 9}
    assert slugs(selectors.most_used(1, uses)) == ["second"]
    assert selectors.procedure_with_form("unlisted").is_open
    with pytest.raises(Procedure.DoesNotExist):
        selectors.procedure_with_form("unpublished")


def test_a_procedure_and_its_warm_form_take_one_query(django_assert_num_queries):
    a_published_procedure(a_template(title="このテストだけの様式"))
    with django_assert_num_queries(2):
        selectors.compiled_form(*form_of(selectors.procedure_with_form("dog")))

    with django_assert_num_queries(1):
        procedure = selectors.procedure_with_form("dog")
        form = selectors.compiled_form(*form_of(procedure))
        assert (procedure.is_open, procedure.department.name) == (True, procedure.department.name)
    assert str(form.definition.title) == "このテストだけの様式"


def form_of(procedure):
    return procedure.current_form_id, procedure.current_form.content_hash


def test_the_staffs_list_says_what_is_not_published_yet():
    procedure = a_published_procedure()
    assert selectors.procedures_for_staff().get().has_changes is False

    customise(procedure.pk, [Relabel(op="relabel", target="sex", text=Text(ja="オスかメスか"))], actor=SYSTEM)
    assert selectors.procedures_for_staff().get().has_changes is True
    assert [each.sentence for each in selectors.city_form(procedure).since_publication] == [
        "『性別』のことばを『オスかメスか』に変えました"
    ]

    revert(procedure.pk, "sex", actor=SYSTEM)
    assert selectors.procedures_for_staff().get().has_changes is False
    assert selectors.city_form(procedure).since_publication == ()


def test_an_unpublished_procedure_has_changes():
    an_adopted_procedure()

    assert selectors.procedures_for_staff().get().has_changes is True


def test_changing_the_details_of_one_city_leaves_the_other_alone(sakai, toyonaka):
    version = a_template()
    procedure = a_published_procedure(version)
    with context.in_municipality(toyonaka):
        an_adopted_procedure(version)
    details(procedure, title="ワンちゃんの登録", department_id=a_department().pk)

    assert Procedure.objects.get().title == "ワンちゃんの登録"
    with context.in_municipality(toyonaka):
        assert Procedure.objects.get().title == "犬の登録"
        publish(Procedure.objects.get().pk, actor=SYSTEM)
        assert search("ワンちゃんの登録").is_partial
