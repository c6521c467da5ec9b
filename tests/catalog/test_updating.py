"""An update of a template reaches a city's own form: by itself where nothing collides, after a decision where it does."""

import copy

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from audit.events import AuditEvent
from audit.models import AuditRecord
from catalog import selectors
from catalog.errors import ActionRefused, DecisionsMissing
from catalog.models import Adoption
from catalog.services.customisation import customise
from catalog.services.publication import publish
from catalog.services.updating import take_update
from shared_forms.language.merge import Choice, Level, Resolution
from shared_forms.language.overlay import Relabel
from shared_forms.language.texts import Text
from tenants.context import in_municipality
from tests.factories.accounts import a_person, an_actor, signed_in
from tests.factories.forms import EVERY_TYPE, a_template, an_adopted_procedure

OURS = Relabel(op="relabel", target="dog_name", text=Text(ja="ワンちゃんのお名前"))


def pages(*, label: str = "犬の名前", more: bool = False) -> list:
    """The template's pages with other words, or one more question."""
    changed = copy.deepcopy(EVERY_TYPE["pages"])
    questions = next(page["questions"] for page in changed if page["id"] == "dog_page")
    questions[0]["label"] = label
    if more:
        questions.append({"id": "colour", "type": "text", "label": "犬の色", "required": False})
    return changed


@pytest.fixture
def procedure(in_sakai):
    row = an_adopted_procedure(a_template())
    publish(row.pk, actor=SYSTEM)
    return row


def definition(procedure):
    return selectors.city_form(procedure).definition


def test_without_a_newer_version_there_is_nothing_to_take(procedure):
    assert selectors.waiting_update(procedure) is None
    with pytest.raises(ActionRefused):
        take_update(procedure.pk, version_id=procedure.adoption.template_version_id, choices={}, actor=SYSTEM)


def test_what_does_not_collide_is_taken_and_what_is_the_city_s_stays(procedure):
    customise(procedure.pk, [OURS], actor=SYSTEM)
    new = a_template(pages=pages(more=True))
    update = selectors.waiting_update(procedure)
    assert update.merge.level is Level.AUTOMATIC

    take_update(procedure.pk, version_id=new.pk, choices={}, actor=SYSTEM)

    form = definition(procedure)
    assert str(form.question("dog_name").label) == "ワンちゃんのお名前"
    assert str(form.question("colour").label) == "犬の色"
    procedure.refresh_from_db()
    assert procedure.current_form.definition["pages"][1]["questions"][0]["label"] == "犬の名前"
    record = AuditRecord.objects.get(event=AuditEvent.UPDATE_TAKEN)
    assert (record.detail["template_version"], record.detail["level"]) == (2, "automatic")
    assert selectors.waiting_update(procedure) is None


@pytest.mark.parametrize(
    ("choice", "label"),
    [
        (Choice(Resolution.OURS), "ワンちゃんのお名前"),
        (Choice(Resolution.THEIRS), "犬の呼び名"),
        (Choice(Resolution.REWRITE, Text(ja="お名前（犬）")), "お名前（犬）"),
    ],
)
def test_where_both_changed_the_words_somebody_decides(procedure, choice, label):
    customise(procedure.pk, [OURS], actor=SYSTEM)
    new = a_template(pages=pages(label="犬の呼び名"))
    (collision,) = selectors.waiting_update(procedure).merge.collisions
    assert (collision.before, collision.theirs, collision.ours) == ("犬の名前", "犬の呼び名", "ワンちゃんのお名前")
    with pytest.raises(DecisionsMissing):
        take_update(procedure.pk, version_id=new.pk, choices={}, actor=SYSTEM)

    take_update(procedure.pk, version_id=new.pk, choices={collision.key: choice}, actor=SYSTEM)

    assert str(definition(procedure).question("dog_name").label) == label


def test_only_editors_take_it_and_only_the_version_they_saw(procedure):
    seen = a_template(pages=pages(more=True))
    for actor in (an_actor(Role.PROCESSOR), an_actor(Role.FORM_EDITOR, departments=(_elsewhere(),))):
        with pytest.raises(ActionRefused):
            take_update(procedure.pk, version_id=seen.pk, choices={}, actor=actor)
    a_template(pages=pages(label="犬の呼び名", more=True))
    with pytest.raises(ActionRefused):
        take_update(procedure.pk, version_id=seen.pk, choices={}, actor=SYSTEM)


def _elsewhere():
    from tests.factories.accounts import a_department

    return a_department("ほかの課")


def test_on_the_screen(sakai, client_at):
    with in_municipality(sakai):
        procedure = an_adopted_procedure(a_template())
        customise(procedure.pk, [OURS], actor=SYSTEM)
        client = signed_in(client_at("sakai.localhost"), a_person(Role.FORM_EDITOR))
    editor, page = f"/staff/procedures/{procedure.pk}/", f"/staff/procedures/{procedure.pk}/update/"
    assert "見て取り込む" not in client.get(editor).text
    assert client.get(page)["Location"] == editor
    new = a_template(pages=pages(label="犬の呼び名", more=True))

    assert "第2版が出ています" in client.get(editor).text
    shown = client.get(page).text
    for words in ("犬の呼び名", "ワンちゃんのお名前", "犬の色", "市のとおりにする", "書き直す"):
        assert words in shown
    with in_municipality(sakai):
        (collision,) = selectors.waiting_update(procedure).merge.collisions
    for wrong in ({}, {collision.key: "burn"}, {collision.key: "rewrite"}):
        assert client.post(page, {"version": new.pk, **wrong}).status_code == 422
    done = client.post(page, {"version": new.pk, collision.key: "theirs"}, follow=True)
    assert "第2版を取り込みました" in done.text
    assert "公開の確認" in done.text
    with in_municipality(sakai):
        assert str(definition(procedure).question("dog_name").label) == "犬の呼び名"


def test_others_are_not_asked(sakai, client_at):
    with in_municipality(sakai):
        procedure = an_adopted_procedure(a_template())
        client = signed_in(client_at("sakai.localhost"), a_person(Role.PROCESSOR))
        a_template(pages=pages(more=True))

    assert "第2版が出ています" not in client.get(f"/staff/procedures/{procedure.pk}/").text
    assert client.get(f"/staff/procedures/{procedure.pk}/update/").status_code == 403


def test_what_asks_nothing_of_anybody_is_taken_at_once(sakai, client_at):
    with in_municipality(sakai):
        nursery = _elsewhere()
        calm = an_adopted_procedure(a_template(), slug="calm")
        wordy = an_adopted_procedure(slug="wordy")
        customise(wordy.pk, [OURS], actor=SYSTEM)
        an_adopted_procedure(slug="foreign", department_id=nursery.pk)
        editor = a_person(Role.FORM_EDITOR, departments=(calm.department, wordy.department))
        client = signed_in(client_at("sakai.localhost"), editor)
    page = "/staff/procedures/updates/"
    assert "取り込むものはありません" in client.get(page).text
    new = a_template(pages=pages(label="犬の呼び名", more=True))

    assert "新しい版の取り込み 3件" in client.get("/staff/procedures/").text
    shown = client.get(page).text
    assert "そのまま取り込めるもの2件、見ておくもの0件、決めることがあるもの1件" in shown
    assert "決めることのない1件をまとめて取り込む" in shown
    done = client.post(page).text

    assert "1件を取り込みました" in done
    assert f"/staff/procedures/{calm.pk}/publish/" in done
    with in_municipality(sakai):
        made_of = dict(Adoption.objects.values_list("procedure__slug", "template_version_id"))
        assert made_of["calm"] == new.pk
        assert made_of["wordy"] == made_of["foreign"] != new.pk
    assert "0件を取り込みました" not in client.post(page).text


def test_the_list_of_updates_is_read_by_all_and_pressed_by_editors(sakai, client_at):
    with in_municipality(sakai):
        an_adopted_procedure(a_template())
        client = signed_in(client_at("sakai.localhost"), a_person(Role.VIEWER))
        a_template(pages=pages(more=True))

    assert "まとめて取り込む" not in client.get("/staff/procedures/updates/").text
    client.post("/staff/procedures/updates/")
    with in_municipality(sakai):
        assert not AuditRecord.objects.filter(event=AuditEvent.UPDATE_TAKEN).exists()
