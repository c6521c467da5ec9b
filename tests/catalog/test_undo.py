"""Every edit can be taken back step by step, and done again (元に戻す・やり直す)."""

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from catalog import selectors
from catalog.errors import ActionRefused
from catalog.models import Adoption
from catalog.services.customisation import customise, redo, revert, undo
from catalog.services.updating import take_update
from shared_forms.language.overlay import EditDoesNotFit, Edits, Hide, Relabel
from shared_forms.language.texts import Text
from tenants.context import in_municipality
from tests.factories.accounts import a_person, an_actor, signed_in
from tests.factories.forms import a_template, an_adopted_procedure


def rename(words: str) -> Relabel:
    return Relabel(op="relabel", target="dog_name", text=Text(ja=words))


@pytest.fixture
def procedure(in_sakai):
    return an_adopted_procedure()


def name(procedure) -> str:
    return str(selectors.city_form(procedure).definition.question("dog_name").label)


def test_back_and_forth(procedure):
    for words in ("ワンちゃん", "お犬さま"):
        customise(procedure.pk, [rename(words)], actor=SYSTEM)
    overlay = Adoption.objects.get().overlay

    assert undo(procedure.pk, actor=SYSTEM)
    assert name(procedure) == "ワンちゃん"
    assert undo(procedure.pk, actor=SYSTEM)
    assert name(procedure) == "犬の名前"
    assert redo(procedure.pk, actor=SYSTEM)
    assert redo(procedure.pk, actor=SYSTEM)
    assert Adoption.objects.get().overlay == overlay
    with pytest.raises(EditDoesNotFit):
        redo(procedure.pk, actor=SYSTEM)


def test_after_something_new_there_is_nothing_to_do_again(procedure):
    customise(procedure.pk, [rename("ワンちゃん")], actor=SYSTEM)
    undo(procedure.pk, actor=SYSTEM)
    customise(procedure.pk, [Hide(op="hide", target="photo")], actor=SYSTEM)

    assert selectors.city_form(procedure).edits.future == ()
    undo(procedure.pk, actor=SYSTEM)
    with pytest.raises(EditDoesNotFit):
        undo(procedure.pk, actor=SYSTEM)


def test_bringing_the_template_back_can_be_taken_back_too(procedure):
    customise(procedure.pk, [rename("ワンちゃん")], actor=SYSTEM)
    revert(procedure.pk, "dog_name", actor=SYSTEM)
    undo(procedure.pk, actor=SYSTEM)

    assert name(procedure) == "ワンちゃん"


def test_the_last_fifty_are_kept(procedure):
    for number in range(Edits.MOST + 3):
        customise(procedure.pk, [rename(f"犬{number}")], actor=SYSTEM)

    assert len(selectors.city_form(procedure).edits.past) == Edits.MOST


def test_edits_of_an_older_version_are_over_once_an_update_is_taken(procedure):
    customise(procedure.pk, [rename("ワンちゃん")], actor=SYSTEM)
    new = a_template(title="犬の登録（新）")
    take_update(procedure.pk, version_id=new.pk, choices={}, actor=SYSTEM)

    with pytest.raises(EditDoesNotFit):
        undo(procedure.pk, actor=SYSTEM)


def test_only_editors_take_back(procedure):
    customise(procedure.pk, [rename("ワンちゃん")], actor=SYSTEM)

    for step in (undo, redo):
        with pytest.raises(ActionRefused):
            step(procedure.pk, actor=an_actor(Role.PROCESSOR))
    assert undo(procedure.pk, actor=an_actor(Role.ADMINISTRATOR))


def test_on_the_screen(sakai, client_at):
    with in_municipality(sakai):
        procedure = an_adopted_procedure()
        client = signed_in(client_at("sakai.localhost"), a_person(Role.FORM_EDITOR))
    page = f"/staff/procedures/{procedure.pk}/"
    assert "元に戻す" not in client.get(page).text
    client.post(f"{page}at/photo/hide/")

    assert "元に戻す" in client.get(page).text
    assert "やり直す" in client.post(f"{page}undo/", follow=True).text
    assert "やり直しました。" in client.post(f"{page}redo/", follow=True).text
    assert "元に戻せません" in client.post(f"{page}redo/", follow=True).text
    assert client.get(f"{page}undo/").status_code == 405
