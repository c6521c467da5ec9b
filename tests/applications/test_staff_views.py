"""The staff's screens over HTTP: who sees what, what is recorded, what happens on which button."""

import re
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from accounts.roles import Role
from applications import due
from applications.models import Application, Attachment, CorrectionRequest, ReturnComment, SavedView
from applications.previews import Preview
from applications.services import drafts, resubmission
from applications.services.attachments import preview_name
from applications.states import Status
from audit.events import AuditEvent
from audit.models import AuditRecord
from notifications.models import Notification
from tenants import directory
from tenants.context import in_municipality
from tests.factories import accounts as people
from tests.factories.applications import (
    BROWSER,
    DOG_ANSWERS,
    a_draft,
    a_procedure,
    an_application,
    an_application_row,
    applicant,
)
from tests.factories.papers import a_paper

TOKYO = ZoneInfo("Asia/Tokyo")
BY = {"answer_by": (localdate() + timedelta(days=21)).isoformat()}


@pytest.fixture
def office(sakai):
    """環境薬務課 with a dog procedure, one application, and a person for each role; こども企画課 beside it."""
    with in_municipality(sakai):
        animals, children = people.a_department("環境薬務課"), people.a_department("こども企画課")
        procedure = a_procedure(department=animals, standard_days=5)
        return {
            "procedure": procedure,
            "application": an_application(procedure),
            "other_department": children,
            **{role: people.a_person(role, departments=(animals,), name=f"職員 {role.label}") for role in Role},
            "neighbour": people.a_person(Role.PROCESSOR, departments=(children,), name="隣の課"),
        }


@pytest.fixture
def desk(office, client_at):
    """A signed-in client per role: `desk(Role.PROCESSOR)`."""

    def at(who):
        return people.signed_in(client_at("sakai.localhost"), office[who])

    return at


def address(office, *more: str) -> str:
    return "/".join(["/staff/applications", office["application"].receipt_number, *more]) + "/"


def state_of(office, sakai) -> tuple[str, int, int]:
    """Status, audit records about it that are not openings, mails."""
    number = office["application"].receipt_number
    with in_municipality(sakai):
        actions = AuditRecord.objects.filter(subject=number).exclude(event=AuditEvent.APPLICATION_OPENED)
        return Application.objects.get(receipt_number=number).status, actions.count(), Notification.objects.count()


@pytest.mark.parametrize("who", [Role.VIEWER, Role.PROCESSOR, Role.APPROVER])
def test_those_who_handle_applications_see_the_list_and_the_application(office, desk, who):
    client = desk(who)
    number = office["application"].receipt_number

    page = client.get("/staff/").text
    assert "西村 明日香" in page
    assert number in page
    answers = client.get(address(office)).text
    for words in ("飼い主のお名前", "西村 明日香（ニシムラ アスカ）", "ポチ", "12-345"):
        assert words in answers


def test_those_who_do_not_are_led_to_their_own_work(office, desk):
    assert desk(Role.ADMINISTRATOR).get("/staff/")["Location"] == "/staff/people/"
    assert desk(Role.FORM_EDITOR).get("/staff/")["Location"] == "/staff/procedures/"
    for role in (Role.ADMINISTRATOR, Role.FORM_EDITOR):
        assert desk(role).get(address(office)).status_code == 404


def test_another_department_and_another_city_see_nothing(office, desk, toyonaka, client_at):
    neighbour = desk("neighbour")
    assert "西村 明日香" not in neighbour.get("/staff/", {"state": "all"}).text
    with in_municipality(toyonaka):
        stranger = people.a_person(Role.APPROVER)
    elsewhere = people.signed_in(client_at("toyonaka.localhost"), stranger)

    for client in (neighbour, elsewhere):
        for path in (address(office), address(office, "return"), address(office, "approve"), address(office, "reject")):
            assert client.get(path).status_code == 404
        for action in ("start", "return", "approve", "reject", "close"):
            assert client.post(address(office, action), {"reason": "x", "comment.": "x"}).status_code == 404
    assert client_at("sakai.localhost").get(address(office)).status_code == 302


def test_every_look_at_personal_data_is_recorded(office, desk, sakai):
    client = desk(Role.VIEWER)
    client.get("/staff/")
    client.get(address(office))
    client.get(address(office))

    with in_municipality(sakai):
        listed = AuditRecord.objects.get(event=AuditEvent.WORKLIST_OPENED)
        assert (listed.actor_name, listed.detail) == ("職員 閲覧", {"rows": 1})
        opened = AuditRecord.objects.filter(event=AuditEvent.APPLICATION_OPENED)
        assert (
            list(opened.values_list("subject", "actor_name"))
            == [(office["application"].receipt_number, "職員 閲覧")] * 2
        )


def test_a_refused_look_is_not_recorded_as_a_look(office, desk, sakai):
    desk("neighbour").get(address(office))

    with in_municipality(sakai):
        assert not AuditRecord.objects.filter(event=AuditEvent.APPLICATION_OPENED).exists()


def test_the_list_costs_the_same_for_many_rows(office, desk, sakai):
    client = desk(Role.PROCESSOR)
    client.get("/staff/")
    with in_municipality(sakai):
        for number in range(2, 4):
            an_application_row(office["procedure"], number)
    directory.forget()  # or it may be asked again in one of the two
    with CaptureQueriesContext(connection) as few:
        client.get("/staff/")
    with in_municipality(sakai):
        for number in range(4, 64):
            an_application_row(office["procedure"], number)

    directory.forget()
    with CaptureQueriesContext(connection) as many:
        page = client.get("/staff/").text
    assert len(many) == len(few)
    assert page.count('role="rowheader"') == 50
    following = re.search(r'href="([^"]+)" rel="next"', page)
    assert client.get("/staff/" + unescape(following[1])).text.count('role="rowheader"') == 13


def test_the_application_costs_the_same_for_many_answers_and_comments(office, desk, sakai):
    client = desk(Role.PROCESSOR)
    client.get(address(office))
    with CaptureQueriesContext(connection) as few:
        client.get(address(office))
    with in_municipality(sakai):
        for question in ("", "owner", "dog_name"):
            ReturnComment.objects.create(
                application=office["application"],
                answer_version=1,
                question=question,
                comment="x",
                made_at=datetime(2026, 11, 20, 10, tzinfo=TOKYO),
                made_by="中西",
            )

    with CaptureQueriesContext(connection) as many:
        client.get(address(office))
    assert len(many) == len(few)


def test_finding_an_application(office, desk, sakai):
    client = desk(Role.PROCESSOR)
    number = office["application"].receipt_number

    assert client.get("/staff/", {"q": number.lower().replace("-", " ")})["Location"] == address(office)
    assert "西村 明日香" in client.get("/staff/", {"q": "西村"}).text
    nothing = client.get("/staff/", {"q": "\0いない人"})
    assert "あてはまる申請はありません" in nothing.text
    assert "西村 明日香" not in client.get("/staff/", {"state": "returned"}).text


def test_a_filter_gets_a_name_and_loses_it_again(office, desk, sakai):
    client, colleague = desk(Role.PROCESSOR), desk(Role.APPROVER)
    filtered = "?state=returned&due=near"

    assert "この条件に名前を付けて残す" in client.get(f"/staff/{filtered}").text
    kept = client.post(f"/staff/applications/views/{filtered}&q=西村", {"name": "急ぎの修正"}, follow=True)
    assert kept.redirect_chain == [(f"/staff/{filtered}", 302)]
    assert f'<a href="{filtered.replace("&", "&amp;")}" aria-current="page">急ぎの修正</a>' in kept.text
    with in_municipality(sakai):
        assert [view.query for view in SavedView.objects.all()] == [filtered]  # without the name searched for
        key = SavedView.objects.get().pk
    assert "急ぎの修正" not in colleague.get("/staff/").text

    colleague.post(f"/staff/applications/views/{key}/forget/")
    assert "急ぎの修正" in client.get("/staff/").text
    assert "急ぎの修正" not in client.post(f"/staff/applications/views/{key}/forget/", follow=True).text
    for name, words in (("", "入力してください"), ("長" * 21, "20文字まで")):
        assert words in client.post(f"/staff/applications/views/{filtered}", {"name": name}, follow=True).text
    for number in range(13):
        answer = client.post(f"/staff/applications/views/{filtered}", {"name": f"見かた{number}"}, follow=True)
    assert "12個までです" in answer.text
    with in_municipality(sakai):
        assert SavedView.objects.count() == 12


def test_an_empty_desk_teaches_how_applications_come(office, desk):
    page = desk("neighbour").get("/staff/").text

    assert "申請はまだありません" in page
    assert "http://sakai.localhost" in page
    assert "data:image/svg+xml" in page


def test_due_days_in_words(office, desk, sakai):
    with in_municipality(sakai):
        due_on = Application.objects.get().due_on
        assert due_on == due.due_on(localdate(), 5)
        Application.objects.update(due_on=localdate() - timedelta(days=60))
    assert "60日超過" in desk(Role.PROCESSOR).get("/staff/").text
    assert "60日超過" in desk(Role.PROCESSOR).get(address(office)).text

    with in_municipality(sakai):
        Application.objects.update(status=Status.RETURNED, accepted_at=now(), returned_at=now())
    assert "日超過" not in desk(Role.PROCESSOR).get("/staff/").text
    assert "日超過" not in desk(Role.PROCESSOR).get(address(office)).text


def test_next_and_previous_stay_in_the_filter(office, desk, sakai):
    with in_municipality(sakai):
        first, last = (
            an_application_row(office["procedure"], number, arrived_at=datetime(2026, month, 1, tzinfo=TOKYO))
            for number, month in ((7, 1), (8, 2))
        )
    page = desk(Role.PROCESSOR).get(f"/staff/applications/{last.receipt_number}/?state=received&order=newest").text

    assert f'href="/staff/applications/{first.receipt_number}/?state=received&amp;order=newest">次の申請' in page
    assert f'href="/staff/applications/{office["application"].receipt_number}/?' in page
    assert 'href="/staff/?state=received&amp;order=newest">一覧にもどる' in page


@pytest.mark.parametrize("who", [Role.VIEWER, Role.APPROVER])
def test_only_processors_start_a_review(office, desk, sakai, who):
    before = state_of(office, sakai)
    assert "審査を始める" not in desk(who).get(address(office)).text
    refused = desk(who).post(address(office, "start"), follow=True)
    assert "この操作はできません" in refused.text
    assert state_of(office, sakai) == before

    assert "審査を始める" in desk(Role.PROCESSOR).get(address(office)).text
    done = desk(Role.PROCESSOR).post(address(office, "start") + "?state=received", follow=True)
    assert done.redirect_chain == [(address(office) + "?state=received", 302)]
    assert state_of(office, sakai)[0] == Status.IN_REVIEW


@pytest.fixture
def in_review(office, desk):
    desk(Role.PROCESSOR).post(address(office, "start"))
    return office


def test_returning_with_a_comment_per_question(in_review, desk, sakai):
    client, before = desk(Role.PROCESSOR), state_of(in_review, sakai)
    form = client.get(address(in_review, "return") + "?question=dog_name").text
    assert 'id="comment-dog_name" open' in form
    assert 'name="comment.owner"' in form

    empty = client.post(address(in_review, "return"), {"comment.owner": "  ", **BY})
    assert empty.status_code == 422
    assert "一つ以上書いてください" in empty.text
    too_long = client.post(address(in_review, "return"), {"comment.owner": "あ" * 2001, **BY})
    assert too_long.status_code == 422
    assert "2000文字まで" in too_long.text
    assert "あ" * 2001 in too_long.text
    assert state_of(in_review, sakai) == before

    said = {
        "comment.dog_name": "登録のお名前を書いてください。",
        "comment.unknown": "x",
        "comment.": "ほかは結構です。",
        **BY,
    }
    done = client.post(address(in_review, "return"), said, follow=True)
    assert "修正のお願いを送りました" in done.text
    assert "登録のお名前を書いてください。" in done.text
    assert "修正を待っています" in done.text
    status, actions, mails = state_of(in_review, sakai)
    assert (status, actions, mails) == (Status.RETURNED, before[1] + 1, before[2] + 1)
    with in_municipality(sakai):
        assert set(ReturnComment.objects.values_list("question", "comment")) == {
            ("dog_name", "登録のお名前を書いてください。"),
            ("", "ほかは結構です。"),
        }


def test_a_deadline_that_is_no_day_to_come_is_said_beside_its_field(in_review, desk, sakai):
    client, before = desk(Role.PROCESSOR), state_of(in_review, sakai)
    for answer_by, words in (("", "期限の日を入力"), ("あした", "のように入力"), ("2020-01-01", "3か月以内の日に")):
        said = {"comment.dog_name": "登録のお名前を", "answer_by": answer_by}
        page = client.post(address(in_review, "return"), said)
        assert (page.status_code, words in page.text) == (422, True)
    assert state_of(in_review, sakai) == before


def test_a_request_that_nobody_answers_is_late_and_can_be_taken_back(in_review, desk, sakai):
    client = desk(Role.PROCESSOR)
    client.post(address(in_review, "return"), {"comment.dog_name": "登録のお名前を", **BY})
    page = client.get(address(in_review)).text
    assert "修正の期限" in page
    assert "期限を過ぎました" not in page
    assert "お願いを取り消す…" not in desk(Role.VIEWER).get(address(in_review)).text
    with in_municipality(sakai):
        CorrectionRequest.objects.update(answer_by=localdate() - timedelta(days=1))
    assert "期限を過ぎました" in client.get(address(in_review)).text
    assert state_of(in_review, sakai)[0] == Status.RETURNED

    assert "登録のお名前を" in client.get(address(in_review, "return", "revoke")).text
    done = client.post(address(in_review, "return", "revoke"), follow=True)
    assert "修正のお願いを取り消しました。" in done.text
    assert "修正のお願い（取り消しました）" in done.text
    assert state_of(in_review, sakai)[0] == Status.IN_REVIEW
    again = client.post(address(in_review, "return", "revoke"), follow=True)
    assert "この操作はできません" in again.text


def test_a_resubmission_shows_old_and_new_side_by_side(in_review, desk, sakai):
    desk(Role.PROCESSOR).post(address(in_review, "return"), {"comment.dog_name": "登録のお名前を", **BY})
    with in_municipality(sakai):
        application = Application.objects.select_related("procedure").get(pk=in_review["application"].pk)
        draft = drafts.start_correction(application, actor=applicant(application), browser_hash=BROWSER)
        draft.answers = {**DOG_ANSWERS, "dog_name": "ポチ二世"}
        draft.save()
        resubmission.resubmit_correction(draft, actor=applicant(application))

    assert "修正の提出あり" in desk(Role.PROCESSOR).get("/staff/").text
    page = desk(Role.APPROVER).get(address(in_review)).text
    assert "修正で変わったところ" in page
    assert "<del>ポチ</del>" in page
    assert "<ins>ポチ二世</ins>" in page
    assert "鑑札の番号" not in page.split("修正で変わったところ")[1].split("</section>")[0]


@pytest.mark.parametrize("who", [Role.VIEWER, Role.PROCESSOR])
def test_only_approvers_approve(in_review, desk, sakai, who):
    before = state_of(in_review, sakai)
    assert desk(who).get(address(in_review, "approve"))["Location"] == address(in_review)
    assert desk(who).post(address(in_review, "approve")).status_code == 422
    assert state_of(in_review, sakai) == before

    approver = desk(Role.APPROVER)
    assert "承認は取り消せません" in approver.get(address(in_review, "approve")).text
    assert state_of(in_review, sakai) == before
    done = approver.post(address(in_review, "approve"), {"reason": "窓口でお渡しします。"}, follow=True)
    assert "承認しました" in done.text
    assert "窓口でお渡しします。" in done.text
    assert state_of(in_review, sakai) == (Status.APPROVED, before[1] + 1, before[2] + 1)
    again = approver.post(address(in_review, "approve"))
    assert "この操作はできません" in again.text
    assert state_of(in_review, sakai) == (Status.APPROVED, before[1] + 1, before[2] + 1)


def test_rejecting_takes_a_reason_and_a_second_look(in_review, desk, sakai):
    client, before, path = desk(Role.APPROVER), state_of(in_review, sakai), address(in_review, "reject")
    assert desk(Role.PROCESSOR).post(path, {"reason": "x", "step": "reject"}).status_code == 422

    for step in ("confirm", "reject"):
        without = client.post(path, {"reason": " ", "step": step})
        assert without.status_code == 422
        assert "却下の理由を書いてください" in without.text
    asked = client.post(path, {"reason": "飼い主ではないため。", "step": "confirm"})
    assert "この理由で却下しますか" in asked.text
    assert "飼い主ではないため。" in client.post(path, {"reason": "飼い主ではないため。", "step": "edit"}).text
    assert state_of(in_review, sakai) == before

    client.post(path, {"reason": "飼い主ではないため。", "step": "reject"})
    assert state_of(in_review, sakai) == (Status.REJECTED, before[1] + 1, before[2] + 1)
    with in_municipality(sakai):
        assert Application.objects.get().decision_reason == "飼い主ではないため。"


def test_closing(in_review, desk, sakai):
    desk(Role.APPROVER).post(address(in_review, "approve"))
    assert "この操作はできません" in desk(Role.VIEWER).post(address(in_review, "close"), follow=True).text

    desk(Role.PROCESSOR).post(address(in_review, "close"))

    assert state_of(in_review, sakai)[0] == Status.CLOSED


@pytest.fixture
def file(office, sakai):
    """A picture that belongs to the application."""
    with in_municipality(sakai):
        name = default_storage.save("attachments/2026-11-22/x", ContentFile(b"\x89PNG<script>"))
        for preview in Preview:
            default_storage.save(preview_name(name, preview), ContentFile(preview.encode()))
        return Attachment.objects.create(
            application=office["application"],
            question="photos",
            storage_name=name,
            original_name="鑑札.png",
            content_type="image/png",
            size_bytes=12,
            sha256="0" * 64,
            created_at=datetime(2026, 11, 22, tzinfo=TOKYO),
        )


def openings(sakai) -> list[dict]:
    with in_municipality(sakai):
        return [row.detail for row in AuditRecord.objects.filter(event=AuditEvent.APPLICATION_ATTACHMENT_OPENED)]


@pytest.mark.parametrize("more", ["", "original", "view", "thumbnail"])
def test_only_who_sees_the_application_sees_its_files(office, desk, file, sakai, more):
    path = address(office, "attachments", str(file.pk), *filter(None, [more]))
    assert desk("neighbour").get(path).status_code == 404
    assert desk(Role.ADMINISTRATOR).get(path).status_code == 404
    assert openings(sakai) == []


def test_what_was_sent_is_saved_never_shown_and_the_opening_is_recorded(office, desk, sakai, file):
    response = desk(Role.VIEWER).get(address(office, "attachments", str(file.pk), "original"))

    assert b"".join(response.streaming_content) == b"\x89PNG<script>"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in response["Cache-Control"]
    assert openings(sakai) == [{"attachment": str(file.pk), "what": "original"}]


def test_a_picture_drawn_anew_is_shown_and_only_the_large_one_is_recorded(office, desk, sakai, file):
    client = desk(Role.VIEWER)
    small = client.get(address(office, "attachments", str(file.pk), "thumbnail"))
    assert b"".join(small.streaming_content) == b"thumbnail"
    assert openings(sakai) == []

    large = client.get(address(office, "attachments", str(file.pk), "view"))
    assert b"".join(large.streaming_content) == b"view"
    assert large["Content-Type"] == "image/jpeg"
    assert not large["Content-Disposition"].startswith("attachment")
    assert large["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in large["Cache-Control"]
    assert openings(sakai) == [{"attachment": str(file.pk), "what": "view"}]
    assert client.get(address(office, "attachments", str(file.pk), "huge")).status_code == 404


def test_a_file_that_is_neither_picture_nor_paper_is_saved_instead(office, desk, sakai, file):
    with in_municipality(sakai):
        Attachment.objects.filter(pk=file.pk).update(content_type="text/csv")
    client = desk(Role.VIEWER)

    assert client.get(address(office, "attachments", str(file.pk)))["Location"].endswith(f"{file.pk}/original/")
    for more in ("view", "pages/1"):
        assert client.get(address(office, "attachments", str(file.pk), more)).status_code == 404


def send_paper(file, sakai, content: bytes) -> None:
    with in_municipality(sakai):
        name = default_storage.save("attachments/2026-11-22/paper", ContentFile(content))
        changes = {"content_type": "application/pdf", "storage_name": name, "original_name": "同意書.pdf"}
        Attachment.objects.filter(pk=file.pk).update(**changes)


def test_a_paper_is_looked_at_page_by_page_and_read_aloud(office, desk, sakai, file):
    send_paper(file, sakai, a_paper("同意書", "写し <b>"))
    client, base = desk(Role.VIEWER), address(office, "attachments", str(file.pk))

    first, second = client.get(base).text, client.get(f"{base}?page=2").text
    assert "2ページ中 1ページ目" in first
    assert "同意書" in first
    assert "写し &lt;b&gt;" in second
    drawn = client.get(address(office, "attachments", str(file.pk), "pages/2"))
    assert (drawn["Content-Type"], drawn.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert drawn["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert [detail["what"] for detail in openings(sakai)] == ["text", "text", "view"]
    assert "この書類は、画面では開けません" in client.get(f"{base}?page=3").text
    assert client.get(address(office, "attachments", str(file.pk), "pages/3")).status_code == 404
    assert desk("neighbour").get(address(office, "attachments", str(file.pk), "pages/1")).status_code == 404


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing more", b"\x00" * 4000])
def test_a_broken_paper_says_so_and_breaks_nothing(office, desk, sakai, file, content):
    send_paper(file, sakai, content)

    page = desk(Role.VIEWER).get(address(office, "attachments", str(file.pk)))

    assert page.status_code == 200
    assert "この書類は、画面では開けません" in page.text
    assert openings(sakai) == []


def test_a_file_is_found_only_under_its_own_application(office, desk, sakai, file):
    with in_municipality(sakai):
        other = an_application_row(office["procedure"], 9)
        loose = a_draft(office["procedure"])
        stray = Attachment.objects.create(
            draft=loose,
            question="photos",
            storage_name="attachments/2026-11-22/y",
            original_name="y.png",
            content_type="image/png",
            size_bytes=1,
            sha256="0" * 64,
            created_at=datetime(2026, 11, 22, tzinfo=TOKYO),
        )

    client = desk(Role.VIEWER)
    assert client.get(f"/staff/applications/{other.receipt_number}/attachments/{file.pk}/").status_code == 404
    assert client.get(address(office, "attachments", str(stray.pk))).status_code == 404


def test_on_paper_are_answers_decision_and_history_and_no_note(in_review, desk, sakai):
    client = desk(Role.APPROVER)
    client.post(address(in_review, "notes"), {"text": "通称だそうです。"})
    client.post(address(in_review, "approve"), {"reason": "窓口でお渡しします。"})
    assert address(in_review, "print") in client.get(address(in_review)).text
    page = client.get(address(in_review, "print")).text

    for words in ("西村 明日香", "12-345", "窓口でお渡しします。", "職員 決裁が承認しました。"):
        assert words in page
    assert "通称だそうです。" not in page
    assert "開きました" not in page
    assert 'class="rail"' not in page
    assert desk("neighbour").get(address(in_review, "print")).status_code == 404
