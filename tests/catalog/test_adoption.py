"""Taking a shared form over, and making it the city's own."""

import pytest

from accounts.roles import Role
from audit.selectors import history_of
from catalog.errors import ActionRefused, AddressTaken
from catalog.models import Adoption, Procedure
from catalog.selectors import city_form
from catalog.services.adoption import adopt
from catalog.services.customisation import customise, revert
from shared_forms.language.overlay import Hide, OverlayRefused, Relabel
from shared_forms.language.texts import Text
from tests.factories.accounts import a_department, an_actor
from tests.factories.forms import a_template, an_adopted_procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_sakai")]


def relabel(target, words):
    return Relabel(op="relabel", target=target, text=Text(ja=words))


def test_adopting_makes_an_unpublished_procedure_with_the_departments_facts():
    department = a_department("環境薬務課", phone="072-000-0145")
    procedure = adopt(a_template().pk, slug="dog", department_id=department.pk, actor=an_actor(Role.FORM_EDITOR))
    form = city_form(procedure)

    assert (procedure.title, procedure.category, procedure.is_open) == ("犬の登録", "pets", False)
    assert [difference.after for difference in form.from_template] == ["環境薬務課", "072-000-0145"]
    assert form.published is None
    assert history_of("dog").get().detail == {"template": "dog-registration", "template_version": 1}


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PROCESSOR, Role.APPROVER])
def test_others_adopt_nothing(role):
    version, department = a_template(), a_department()
    with pytest.raises(ActionRefused):
        adopt(version.pk, slug="dog", department_id=department.pk, actor=an_actor(role))

    assert not Procedure.objects.exists()
    assert not Adoption.objects.exists()
    assert adopt(version.pk, slug="dog", department_id=department.pk, actor=an_actor(Role.ADMINISTRATOR)).slug == "dog"


def test_an_address_belongs_to_one_procedure():
    version = a_template()
    an_adopted_procedure(version, slug="dog")
    with pytest.raises(AddressTaken):
        an_adopted_procedure(version, slug="dog")

    assert Procedure.objects.count() == Adoption.objects.count() == 1
    assert an_adopted_procedure(version, slug="dog-2").slug == "dog-2"


def test_changes_are_all_carried_out_or_none():
    procedure, editor = an_adopted_procedure(), an_actor(Role.FORM_EDITOR)
    before = Adoption.objects.get().overlay
    with pytest.raises(OverlayRefused, match="狂犬病予防法"):
        customise(procedure.pk, [relabel("dog_name", "愛犬の名前"), relabel("owner", "飼い主")], actor=editor)
    assert Adoption.objects.get().overlay == before
    assert history_of("dog").count() == 1

    customise(procedure.pk, [relabel("dog_name", "愛犬の名前"), Hide(op="hide", target="photo")], actor=editor)

    form = city_form(procedure)
    assert str(form.definition.question("dog_name").label) == "愛犬の名前"
    assert form.definition.question("photo") is None
    assert Adoption.objects.get().changed_by == editor.name
    assert history_of("dog").last().detail == {"targets": "dog_name photo"}


def test_a_change_that_changes_nothing_is_not_recorded():
    procedure, editor = an_adopted_procedure(), an_actor(Role.FORM_EDITOR)
    customise(procedure.pk, [relabel("dog_name", "犬の名前")], actor=editor)

    assert history_of("dog").count() == 1


def test_a_change_can_be_taken_back():
    procedure, editor = an_adopted_procedure(), an_actor(Role.FORM_EDITOR)
    untouched = Adoption.objects.get().overlay
    customise(procedure.pk, [relabel("dog_name", "愛犬の名前")], actor=editor)
    revert(procedure.pk, "dog_name", actor=editor)

    assert Adoption.objects.get().overlay == untouched


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PROCESSOR, Role.APPROVER])
def test_others_change_nothing(role):
    procedure = an_adopted_procedure()
    before = Adoption.objects.get().overlay
    for attempt in (
        lambda actor: customise(procedure.pk, [relabel("dog_name", "愛犬の名前")], actor=actor),
        lambda actor: revert(procedure.pk, "guide.department", actor=actor),
    ):
        with pytest.raises(ActionRefused):
            attempt(an_actor(role))

    assert Adoption.objects.get().overlay == before
    assert history_of("dog").count() == 1
