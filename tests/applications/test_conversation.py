"""やりとり: the office writes, the applicant is told without a word of it and answers; nothing is changed afterwards."""

import pytest
from django.db import ProgrammingError, transaction
from django.utils.timezone import localdate

from accounts.roles import Role
from applications.errors import ActionRefused, TooManyAttempts
from applications.models import Application, Message
from applications.selectors.conversation import thread
from applications.selectors.worklist import WorklistFilter, worklist
from applications.services.conversation import MOST_ANSWERS, answer, mark_answers_read, write_to_applicant
from applications.services.review import approve, close, start_review
from applications.services.withdrawal import withdraw
from applications.status_codes import status_code
from audit.models import AuditRecord
from notifications.models import Notification
from notifications.services import deliver
from tenants.context import in_municipality
from tests.factories import accounts as people
from tests.factories.applications import a_department, a_procedure, an_application, applicant, staff_of
from tests.flows.visitor import Visitor
from web import languages

WORDS = "お送りいただいた写真が暗くて読めません。\n鑑札の番号を教えてください。"
ANSWER = "12-345 です。"


@pytest.fixture
def application(in_sakai) -> Application:
    return an_application()


@pytest.fixture
def clerk(in_sakai):
    return staff_of(a_department(), Role.PROCESSOR)


def marks(clerk) -> list[bool]:
    return [row.has_unread_answer for row in worklist(clerk, WorklistFilter(), localdate()).rows]


def test_the_office_writes_and_the_mail_says_only_that_it_did(application, clerk, mailoutbox):
    for who in (
        applicant(application),
        staff_of(a_department(), Role.VIEWER),
        staff_of(a_department("税務課"), *Role),
    ):
        with pytest.raises(ActionRefused):
            write_to_applicant(application.pk, actor=who, text=WORDS)
    assert not Message.objects.exists()

    write_to_applicant(application.pk, actor=clerk, text=f" {WORDS} ")
    (said,) = thread(application)
    assert (said.text, said.sent_by, said.sender) == (WORDS, "中西", "office")
    assert AuditRecord.objects.latest("at").event == "application.message_sent"
    deliver(Notification.objects.get(template="application_message").pk)
    (mail,) = mailoutbox
    assert application.receipt_number in mail.body
    assert "/status/" in mail.body
    assert not any(word in mail.subject + mail.body for word in ("写真", "鑑札", "西村", "中西"))


def test_the_applicant_answers_once_the_office_has_written(application, clerk):
    with pytest.raises(ActionRefused):
        answer(application.pk, actor=applicant(application), text=ANSWER)
    write_to_applicant(application.pk, actor=clerk, text=WORDS)
    with pytest.raises(ActionRefused):
        answer(application.pk, actor=clerk, text=ANSWER)
    assert marks(clerk) == [False]

    answer(application.pk, actor=applicant(application), text=ANSWER)
    assert [said.text for said in thread(application)] == [WORDS, ANSWER]
    assert marks(clerk) == [True]
    assert "12-345" not in str(AuditRecord.objects.latest("at").detail)


def test_an_answer_is_new_until_somebody_who_handles_it_saw_it(application, clerk):
    write_to_applicant(application.pk, actor=clerk, text=WORDS)
    answer(application.pk, actor=applicant(application), text=ANSWER)

    assert mark_answers_read(application, actor=staff_of(a_department(), Role.VIEWER)) == 0
    assert [mark_answers_read(application, actor=clerk) for _ in range(2)] == [1, 0]
    assert marks(clerk) == [False]


def test_nobody_writes_once_it_is_put_away(application, clerk):
    approver = staff_of(a_department(), Role.APPROVER)
    write_to_applicant(application.pk, actor=clerk, text=WORDS)
    start_review(application.pk, actor=clerk)
    approve(application.pk, actor=approver)
    answer(application.pk, actor=applicant(application), text=ANSWER)  # decided, and still open to a question
    close(application.pk, actor=clerk)
    withdrawn = an_application(application.procedure, browser_hash="c" * 64)
    write_to_applicant(withdrawn.pk, actor=clerk, text=WORDS)
    withdraw(withdrawn.pk, actor=applicant(withdrawn))

    for over in (application, withdrawn):
        with pytest.raises(ActionRefused):
            write_to_applicant(over.pk, actor=clerk, text=WORDS)
        with pytest.raises(ActionRefused):
            answer(over.pk, actor=applicant(over), text=ANSWER)
    assert mark_answers_read(application, actor=clerk) == 1


def test_nobody_floods_the_office(application, clerk):
    write_to_applicant(application.pk, actor=clerk, text=WORDS)
    for _ in range(MOST_ANSWERS):
        answer(application.pk, actor=applicant(application), text=ANSWER)
    with pytest.raises(TooManyAttempts):
        answer(application.pk, actor=applicant(application), text=ANSWER)
    assert Message.objects.count() == MOST_ANSWERS + 1


def test_what_was_said_stays_as_it_was(application, clerk):
    said = write_to_applicant(application.pk, actor=clerk, text=WORDS)
    for change in (lambda: Message.objects.update(text="x"), said.delete):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_over_the_counter(sakai, client_at):
    with in_municipality(sakai):
        department = people.a_department("環境薬務課")
        application = an_application(a_procedure(department=department))
        clerk = people.a_person(Role.PROCESSOR, departments=(department,), name="中西 沙織")
    desk, address = people.signed_in(client_at("sakai.localhost"), clerk), f"/applications/{application.pk}/"
    page = f"/staff/applications/{application.receipt_number}/"
    number = {"receipt_number": application.receipt_number, "code": status_code(application.pk)}
    resident = Visitor()
    resident.get("/status/")
    assert "やりとり" not in resident.send("状況を見る", **number).text

    for text, words in ((" ", "メッセージを書いてください。"), ("あ" * 2001, "2000文字まで")):
        refused = desk.post(f"{page}messages/", {"text": text})
        assert (refused.status_code, words in refused.text) == (422, True)
    assert "メッセージを送りました。" in desk.post(f"{page}messages/", {"text": WORDS}, follow=True).text
    assert "鑑札の番号を教えてください。" in resident.get(address).text
    for text, words in ((" ", "返事を書いてください。"), ("い" * 1001, "1000文字までで")):
        refused = resident.send("返事を送る", text=text)
        assert (refused.status, words in refused.text) == (422, True)
    assert "返事を送りました。" in resident.send("返事を送る", text=f"{ANSWER}<b>").text

    assert "返事あり" in desk.get("/staff/").text
    first, second = desk.get(page).text, desk.get(page).text
    assert "申請者から返事が届いています。" in first
    assert "12-345 です。&lt;b&gt;" in first
    assert "申請者から返事が届いています。" not in second
    assert "返事あり" not in desk.get("/staff/").text


def test_what_was_typed_outlives_a_change_of_language_and_the_two_hours(sakai):
    with in_municipality(sakai):
        application = an_application()
        write_to_applicant(application.pk, actor=staff_of(a_department(), Role.PROCESSOR), text=WORDS)
    resident, address = Visitor(), f"/applications/{application.pk}/messages/"
    number = {"receipt_number": application.receipt_number, "code": status_code(application.pk)}
    resident.get("/status/")
    resident.send("状況を見る", **number)

    english = resident.post(address, {languages.BUTTON: "en", "text": ANSWER})
    assert "Send your answer" in english.text
    assert "(required)" in english.text
    assert ANSWER in english.html
    assert resident.post(address, {languages.BUTTON: "en", "text": ""}).address == f"/applications/{application.pk}/"
    del resident.client.cookies["status"]
    late = resident.post(address, {"text": ANSWER})
    assert (late.status, ANSWER in late.html) == (409, True)
    assert resident.post(address, {"text": " "}).address == "/status/"
    with in_municipality(sakai):
        assert Message.objects.count() == 1
