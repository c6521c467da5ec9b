"""The secretariat edits the next version of a shared form on the screens of the cities: one changes, another publishes, cities keep theirs."""

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from audit.events import AuditEvent
from audit.models import AuditRecord
from shared_forms import selectors as shared_forms
from shared_forms.errors import ActionRefused, DraftOutdated, NothingRevised
from shared_forms.language.overlay import Hide, Relabel
from shared_forms.language.overlay.revising import locks_of
from shared_forms.language.texts import Text
from shared_forms.models import TemplateDraft, TemplateVersion
from shared_forms.services import revision
from tenants.context import in_consortium, in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.billing import a_member
from tests.factories.forms import a_template, an_adopted_procedure

EDITOR, VIEWER = a_member(Role.FORM_EDITOR), a_member(Role.VIEWER)


def relabel(words: str) -> Relabel:
    return Relabel(op="relabel", target="dog_name", text=Text(ja=words))


@pytest.fixture
def version(db) -> TemplateVersion:
    with in_consortium():
        return a_template()


@pytest.fixture
def desk(version, client_at):
    with in_consortium():
        person = a_person(Role.FORM_EDITOR, name="藤原 健")
    client = signed_in(client_at("localhost"), person)
    client.address = f"/templates/{version.template_id}/draft/"
    return client


def test_a_version_is_edited_on_the_screens_and_published(version, desk, sakai):
    with in_municipality(sakai):
        adopted = an_adopted_procedure(version)
    first = desk.get(desk.address)
    assert "項目を選んで変えると、下書きが始まります" in first.text
    element = f"{desk.address}at/dog_name/"
    page = desk.get(element)
    assert 'name="label"' in page.text
    assert 'name="reason"' in page.text

    saved = desk.post(element, {"label": "ワンちゃんのお名前", "help": "", "required": "yes"}, follow=True)
    assert "公開するまで、市町村には見えません" in saved.text
    assert "いまの版のことば" in saved.text
    added = {"type": "text", "label": "犬の色", "required": "no", "after": "dog_name", "show_when": ""}
    assert desk.post(f"{desk.address}add/", added).status_code == 302
    desk.post(f"{element}lock/", {"reason": "狂犬病予防法で決まっています。"})
    shown = desk.get(f"{desk.address}publish/").text
    for words in ("ワンちゃんのお名前", "犬の色", "を固定します。理由：狂犬病予防法"):
        assert words in shown
    assert "犬の色" in "".join(desk.get(f"{desk.address}preview/?page={page_id}").text for page_id in pages_of(version))
    with in_consortium():
        assert TemplateVersion.objects.count() == 1

    response = desk.post(f"{desk.address}publish/", follow=True)

    assert "第2版を公開しました" in response.text
    with in_consortium():
        new = TemplateVersion.objects.get(number=2)
        form = shared_forms.definition_of(new.pk)
        assert not TemplateDraft.objects.exists()
        assert AuditRecord.objects.filter(event=AuditEvent.TEMPLATE_PUBLISHED, subject=new.template.slug).count() == 2
    assert str(form.question("dog_name").label) == "ワンちゃんのお名前"
    assert locks_of(form)["dog_name"] == "狂犬病予防法で決まっています。"
    assert next(each.id for each in form.questions() if str(each.label) == "犬の色").startswith("new_")
    with in_municipality(sakai):
        adopted.refresh_from_db()
        assert adopted.adoption.template_version_id == version.pk


def pages_of(version: TemplateVersion) -> list[str]:
    with in_consortium():
        return [page.id for page in shared_forms.definition_of(version.pk).pages]


def test_what_is_left_out_can_be_brought_back(version, desk):
    target = f"{desk.address}at/dog_name/"
    desk.post(f"{target}hide/")
    page = desk.get(desk.address).text
    assert "<del>" in page
    desk.post(f"{target}revert/")
    desk.post(f"{target}lock/", {"reason": "理由"})
    desk.post(f"{target}lock/", {"reason": ""})

    assert "いまの版と同じです" in desk.get(f"{desk.address}publish/").text
    refused = desk.post(f"{desk.address}publish/")
    assert refused.status_code == 422
    assert "何かを変えてから" in refused.text
    assert desk.post(f"{desk.address}at/nothing/lock/", {"reason": "x"}).status_code == 404
    assert desk.post(f"{target}burn/").status_code == 404


def test_a_draft_is_given_up_after_a_question(version, desk):
    desk.post(f"{desk.address}at/dog_name/hide/")
    assert "もとにはもどせません" in desk.get(f"{desk.address}discard/").text

    assert "下書きをやめました" in desk.post(f"{desk.address}discard/", follow=True).text

    with in_consortium():
        assert not TemplateDraft.objects.exists()


@pytest.mark.parametrize(
    "attempt",
    [
        lambda key: revision.revise(key, [relabel("x")], actor=VIEWER),
        lambda key: revision.take_back(key, "dog_name", actor=VIEWER),
        lambda key: revision.set_lock(key, "dog_name", reason="x", actor=VIEWER),
        lambda key: revision.publish(key, actor=VIEWER),
        lambda key: revision.discard(key, actor=VIEWER),
    ],
)
def test_only_editors_of_the_secretariat_revise(version, attempt):
    with in_consortium(), pytest.raises(ActionRefused):
        attempt(version.template_id)


def test_viewers_look_and_do_nothing(version, client_at):
    with in_consortium():
        client = signed_in(client_at("localhost"), a_person(Role.VIEWER))
    address = f"/templates/{version.template_id}/draft/"

    assert client.get(address).status_code == 200
    assert 'name="label"' not in client.get(f"{address}at/dog_name/").text
    for path in ("publish/", "add/", "discard/"):
        assert client.get(address + path).status_code == 403
    assert client.post(f"{address}at/dog_name/hide/").status_code == 403


def test_a_draft_of_an_older_version_is_not_published(version):
    with in_consortium():
        revision.revise(version.template_id, [relabel("ワンちゃん")], actor=EDITOR)
        a_template(title="犬の登録（新）")

        with pytest.raises(DraftOutdated):
            revision.publish(version.template_id, actor=EDITOR)
        revision.discard(version.template_id, actor=EDITOR)
        revision.revise(version.template_id, [relabel("ワンちゃん")], actor=EDITOR)
        assert revision.publish(version.template_id, actor=EDITOR).number == 3


def test_nothing_changed_is_no_version(version):
    with in_consortium():
        revision.revise(version.template_id, [Hide(op="hide", target="dog_name")], actor=EDITOR)
        revision.take_back(version.template_id, "dog_name", actor=EDITOR)
        with pytest.raises(NothingRevised):
            revision.publish(version.template_id, actor=SYSTEM)


def test_a_note_that_each_city_words_for_itself(version, desk, sakai):
    element = f"{desk.address}at/dog_name/"
    desk.post(f"{element}lock/", {"reason": "法律で決まっています。"})
    shown = desk.post(f"{element}note/", {"note": "yes"}, follow=True).text
    assert "市の案内をやめる" in shown
    assert "市の案内にします" in desk.get(f"{desk.address}publish/").text
    desk.post(f"{desk.address}publish/", {"to": "all"})

    with in_consortium():
        question = shared_forms.definition_of(shared_forms.latest_version(version.template_id).pk).question("dog_name")
        assert (question.local_note, question.locked) == (True, None)
        revision.set_lock(version.template_id, "dog_name", reason="やはり固定", actor=EDITOR)
        assert TemplateDraft.objects.get().notes == {"dog_name": False}
        with pytest.raises(ActionRefused):
            revision.set_local_note(version.template_id, "dog_name", is_note=True, actor=VIEWER)
    assert desk.post(f"{desk.address}at/nowhere/note/", {"note": "yes"}).status_code == 404
