"""Before the secretariat publishes it sees what that does in each city; then it says to whom, by when and why; and who has not followed."""

import copy
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actors import SYSTEM
from accounts.roles import Role
from audit.events import AuditEvent
from audit.models import AuditRecord
from catalog import selectors, tasks
from catalog.models import Adoption
from catalog.services.city_report import push_report
from catalog.services.customisation import customise
from catalog.services.following import follow
from catalog.services.rehearsing import rehearse as rehearse_here
from catalog.services.updating import set_automatic_updates, take_update
from notifications.models import Notification
from notifications.services import deliver, due_ids
from shared_forms.errors import ActionRefused, NothingRevised
from shared_forms.language.overlay import AddQuestion, Hide, Relabel
from shared_forms.language.texts import Text
from shared_forms.models import Rehearsal, TemplateDraft, VersionRelease
from shared_forms.services import releases, revision
from tenants.context import in_consortium, in_municipality
from tenants.models import RehearsalResult
from tests.factories.accounts import a_person, signed_in
from tests.factories.billing import a_member
from tests.factories.forms import EVERY_TYPE, a_template, an_adopted_procedure

EDITOR, VIEWER = a_member(Role.FORM_EDITOR), a_member(Role.VIEWER)


def relabel(words: str) -> Relabel:
    return Relabel(op="relabel", target="dog_name", text=Text(ja=words))


def deliver_all() -> None:
    for each in due_ids():
        deliver(each)


def adopt_in(city, version, *operations, slug="dog"):
    """A city adopts and changes the form, and tells the consortium of it."""
    with in_municipality(city):
        procedure = an_adopted_procedure(version, slug=slug)
        if operations:
            customise(procedure.pk, operations, actor=SYSTEM)
        push_report()
        deliver_all()
        return procedure


@pytest.fixture
def version(db):
    with in_consortium():
        return a_template()


@pytest.fixture
def desk(version, client_at):
    with in_consortium():
        person = a_person(Role.FORM_EDITOR, name="藤原 健")
    return signed_in(client_at("localhost"), person)


@pytest.fixture
def two_cities(version, sakai, toyonaka):
    """堺 reworded the label that the draft rewords; 豊中 changed something else."""
    return (
        adopt_in(sakai, version, relabel("ワンちゃんのお名前")),
        adopt_in(toyonaka, version, Hide(op="hide", target="photo")),
    )


@pytest.fixture
def draft(version, two_cities):
    with in_consortium():
        return revision.revise(version.template_id, [relabel("犬の呼び名")], actor=EDITOR)


def answer(*cities) -> None:
    """The cities' workers do what they were woken for."""
    with in_consortium():
        rehearsal = Rehearsal.objects.get()
    for city in cities:
        with in_municipality(city):
            assert rehearse_here(rehearsal.pk)
            deliver_all()


# ---- 公開の前の試し ---------------------------------------------------------------------------------------------------
def test_the_cities_answer_in_numbers(draft, desk, version, sakai, toyonaka):
    page = f"/templates/{version.template_id}/draft/publish/"
    assert "採用している2市町村の様式に、この版を試しに合わせます" in desk.get(page).text
    assert (
        "影響を調べてもらっています" in desk.post(f"/templates/{version.template_id}/draft/rehearse/", follow=True).text
    )
    assert "待っているのは、堺市、豊中市です" in desk.get(page).text
    answer(sakai)
    shown = desk.get(page).text
    assert "1市町村から届きました" in shown
    assert 'data-live="2"' in shown
    answer(toyonaka)

    shown = desk.get(page).text
    assert "data-live-done" in shown
    with in_consortium():
        rows = RehearsalResult.objects.order_by("municipality__code")
        assert [(row.level, row.decisions) for row in rows] == [("decision", 1), ("automatic", 0)]
        revision.revise(version.template_id, [Hide(op="hide", target="email")], actor=EDITOR)
    assert "そのあとに下書きが変わりました" in desk.get(page).text


def test_no_word_of_a_city_s_form_leaves_the_city(draft, version, sakai):
    with in_consortium():
        releases.rehearse(version.template_id, actor=EDITOR)
    answer(sakai)

    with in_municipality(sakai):
        told = Notification.objects.get(template="rehearsal")
        assert "ワンちゃん" not in str(told.context)


def test_the_same_answer_twice_counts_once_and_asking_again_forgets_the_first(draft, version, sakai):
    with in_consortium():
        releases.rehearse(version.template_id, actor=EDITOR)
    answer(sakai, sakai)
    with in_consortium():
        assert RehearsalResult.objects.count() == 1
        releases.rehearse(version.template_id, actor=EDITOR)
        assert not RehearsalResult.objects.exists()


def test_only_who_edits_templates_asks_and_there_must_be_a_draft(version, draft):
    with in_consortium():
        with pytest.raises(ActionRefused):
            releases.rehearse(version.template_id, actor=VIEWER)
        TemplateDraft.objects.all().delete()
        with pytest.raises(NothingRevised):
            releases.rehearse(version.template_id, actor=EDITOR)


def test_a_rehearsal_that_is_over_is_nobody_s_work(sakai):
    with in_municipality(sakai):
        assert not rehearse_here("018f0000-0000-7000-8000-000000000000")


# ---- 出しかた ---------------------------------------------------------------------------------------------------------
def test_pilots_see_it_first_and_then_everybody(draft, version, desk, sakai, toyonaka, two_cities):
    page = f"/templates/{version.template_id}/draft/publish/"
    assert desk.post(page, {"to": "pilots"}).status_code == 422
    desk.post(page, {"to": "pilots", "pilots": ["toyonaka"], "summary": "ことばを短くしました"})
    seen = dict.fromkeys((sakai, toyonaka))
    for city, procedure in zip((sakai, toyonaka), two_cities, strict=True):
        with in_municipality(city):
            seen[city] = selectors.waiting_update(procedure)
    assert seen[sakai] is None
    assert seen[toyonaka].version.number == 2
    assert "先に試す市町村：豊中市" in desk.get(f"/templates/{version.template_id}/").text

    desk.post(f"/templates/{version.template_id}/release/", {"to": "all", "summary": ""})

    with in_municipality(sakai):
        assert selectors.waiting_update(two_cities[0]).version.number == 2


def test_a_day_and_a_reason(draft, version, desk, sakai, two_cities, client_at):
    page = f"/templates/{version.template_id}/draft/publish/"
    day = timezone.localdate() + timedelta(days=30)
    assert "期限の理由を入力してください" in desk.post(page, {"to": "all", "due_on": day.isoformat()}).text
    desk.post(page, {"to": "all", "due_on": day.isoformat(), "reason": "規則の様式が変わるため"})

    with in_municipality(sakai):
        client = signed_in(client_at("sakai.localhost"), a_person(Role.FORM_EDITOR))
    for address in ("updates/", f"{two_cities[0].pk}/update/"):
        assert "規則の様式が変わるため" in client.get(f"/staff/procedures/{address}").text
    page = desk.get(f"/templates/{version.template_id}/").text
    assert "まだ取り込んでいない手続（2件）" in page
    assert "期限を過ぎた手続があります" not in page
    with in_consortium():
        VersionRelease.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "期限を過ぎた手続があります" in desk.get(f"/templates/{version.template_id}/").text
    assert "過ぎました" in client.get("/staff/procedures/updates/").text


def test_who_followed_is_not_late(version, sakai, toyonaka, desk):
    calm = adopt_in(sakai, version)
    adopt_in(toyonaka, version)
    new = a_template(pages=_more())
    with in_municipality(sakai):
        take_update(calm.pk, version_id=new.pk, choices={}, actor=SYSTEM)
        push_report()
        deliver_all()

    page = desk.get(f"/templates/{version.template_id}/").text
    assert "1件、まだの手続1件" in page
    assert "豊中市：犬の登録（第1版）" in page


def test_only_who_edits_templates_says_how_it_is_offered(version):
    with in_consortium():
        with pytest.raises(ActionRefused):
            releases.release(version.pk, releases.ReleaseFacts(), actor=VIEWER)
        assert releases.release(version.pk, releases.ReleaseFacts(), actor=EDITOR).pilots == []


# ---- 自動の取り込み ----------------------------------------------------------------------------------------------------
def _more() -> list:
    pages = copy.deepcopy(EVERY_TYPE["pages"])
    pages[1]["questions"].append({"id": "colour", "type": "text", "label": "犬の色", "required": False})
    return pages


@pytest.fixture
def several(version, sakai):
    """Three procedures of 堺 that follow by themselves, one that does not, and one with something to decide."""
    with in_municipality(sakai):
        rows = [an_adopted_procedure(version, slug=slug) for slug in ("one", "two", "three", "by-hand", "own-words")]
        for row in (*rows[:3], rows[4]):
            set_automatic_updates(row.pk, takes_updates=True, actor=SYSTEM)
        own = {"id": "city_colour", "type": "text", "label": "犬の色", "required": False}
        same = AddQuestion.model_validate({"op": "add_question", "question": own, "after": "dog_name"})
        customise(rows[4].pk, [same], actor=SYSTEM)
    a_template(pages=_more())
    return rows


def versions() -> dict[str, int]:
    from shared_forms.selectors import version_numbers

    numbers = version_numbers()
    return {
        each.procedure.slug: numbers[each.template_version_id] for each in Adoption.objects.select_related("procedure")
    }


def test_what_asks_nothing_is_taken_by_itself_where_the_city_wants_it(several, sakai):
    with in_municipality(sakai):
        assert {row.slug for row in follow()} == {"one", "two", "three"}
        assert versions() == {"one": 2, "two": 2, "three": 2, "by-hand": 1, "own-words": 1}
        assert follow() == []
        assert AuditRecord.objects.filter(event=AuditEvent.UPDATE_TAKEN).count() == 3


def test_interrupted_in_the_middle_every_procedure_is_whole_and_the_rest_follows(several, sakai, monkeypatch):
    from catalog.services import updating

    whole, calls = updating.audit.record, []

    def dies(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt  # the worker is stopped
        return whole(*args, **kwargs)

    with in_municipality(sakai):
        monkeypatch.setattr(updating.audit, "record", dies)
        with pytest.raises(KeyboardInterrupt):
            follow()
        after = versions()
        taken = {slug for slug, number in after.items() if number == 2}
        assert len(taken) == 1
        assert AuditRecord.objects.filter(event=AuditEvent.UPDATE_TAKEN).count() == 1
        monkeypatch.setattr(updating.audit, "record", whole)
        assert len(follow()) == 2
        assert sorted(versions().values()) == [1, 1, 2, 2, 2]


def test_the_worker_s_door(several, sakai):
    with in_municipality(sakai):
        tasks.follow.run()
        assert versions()["one"] == 2
        assert Notification.objects.filter(template="city_report").exists()
