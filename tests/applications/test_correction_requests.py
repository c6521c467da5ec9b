"""修正のお願い with its deadline: reminded of exactly once, taken back, over when it is answered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils.timezone import localdate

from accounts.roles import Role
from applications.correction_deadlines import usual_deadline
from applications.errors import ActionRefused, DeadlineImpossible
from applications.models import Application, CorrectionRequest, Draft, ReturnComment
from applications.selectors.pages import application_page, open_comments
from applications.services.correction_requests import remind, revoke_correction
from applications.services.drafts import save_page, start_correction
from applications.services.messages import tell_applicant
from applications.services.resubmission import resubmit_correction
from applications.services.review import return_for_correction, start_review
from applications.services.withdrawal import withdraw
from applications.states import Status
from audit.models import AuditRecord
from notifications.models import Notification
from notifications.services import deliver
from tenants.context import in_municipality
from tests.factories.applications import BROWSER, a_department, a_procedure, an_application, applicant, staff_of


def mails() -> list[str]:
    return list(Notification.objects.order_by("promised_at", "id").values_list("template", flat=True))[1:]


def the_request() -> CorrectionRequest:
    return CorrectionRequest.objects.latest("asked_at")


@pytest.fixture
def processor(in_sakai):
    return staff_of(a_department(), Role.PROCESSOR)


@pytest.fixture
def application(processor) -> Application:
    application = an_application(a_procedure(standard_days=10))
    return start_review(application.pk, actor=processor)


@pytest.fixture
def ask(application, processor):
    """Return the application; in three weeks unless told otherwise."""

    def returned(answer_by: date | None = None, **comments: str) -> Application:
        answer_by = answer_by or localdate() + timedelta(days=21)
        return return_for_correction(
            application.pk, actor=processor, comments=comments or {"dog_name": "鑑札と違います"}, answer_by=answer_by
        )

    return returned


def test_a_deadline_is_to_come_and_not_too_far(application, processor):
    today = localdate()
    for answer_by in (today, today - timedelta(days=1), today + timedelta(days=93)):
        with pytest.raises(DeadlineImpossible):
            return_for_correction(
                application.pk, actor=processor, comments={"dog_name": "違います"}, answer_by=answer_by
            )
    assert not CorrectionRequest.objects.exists()
    assert Application.objects.get().status == Status.IN_REVIEW

    return_for_correction(application.pk, actor=processor, comments={"dog_name": "違います"})
    assert the_request().answer_by == usual_deadline(today)
    assert AuditRecord.objects.latest("at").detail == {
        "comments": 1,
        "questions": "dog_name",
        "answer_by": usual_deadline(today).isoformat(),
    }


def test_reminders_go_once_each_and_not_before_their_day(ask):
    answer_by = localdate() + timedelta(days=21)
    ask(answer_by)
    assert remind(localdate()) == 0
    assert remind(answer_by - timedelta(days=10)) == 0

    assert [remind(answer_by - timedelta(days=1)) for _ in range(3)] == [1, 0, 0]
    assert [remind(answer_by) for _ in range(3)] == [1, 0, 0]
    assert remind(answer_by + timedelta(days=1)) == 0
    assert mails() == ["application_returned", "correction_due_before", "correction_due_on_the_day"]
    assert AuditRecord.objects.filter(event="application.correction_reminded", actor_kind="system").count() == 2


def test_nobody_is_reminded_of_what_is_over(ask, application, processor):
    answer_by = localdate() + timedelta(days=21)
    returned = ask(answer_by)
    draft = start_correction(returned, actor=applicant(returned), browser_hash=BROWSER)
    resubmit_correction(save_page(draft, "dog_page", {"dog_name": "ポチ丸"}), actor=applicant(returned))
    assert the_request().ended_at is not None
    assert remind(answer_by) == 0

    ask(answer_by)
    revoke_correction(application.pk, actor=processor)
    assert remind(answer_by) == 0

    ask(answer_by)
    withdraw(application.pk, actor=applicant(application))
    assert remind(answer_by) == 0
    assert not CorrectionRequest.objects.filter(ended_at=None).exists()


def test_whoever_left_no_address_is_not_reminded(ask):
    answer_by = localdate() + timedelta(days=21)
    ask(answer_by)
    Application.objects.update(email="")

    assert remind(answer_by) == 0


def test_a_request_is_taken_back_by_those_who_handle_it(ask, application, processor):
    returned = ask()
    draft = start_correction(returned, actor=applicant(returned), browser_hash=BROWSER)
    save_page(draft, "dog_page", {"dog_name": "ポチ丸"})
    for who in (
        applicant(application),
        staff_of(a_department(), Role.VIEWER),
        staff_of(a_department("税務課"), *Role),
    ):
        with pytest.raises(ActionRefused):
            revoke_correction(application.pk, actor=who)
    assert Application.objects.get().status == Status.RETURNED

    taken_back = revoke_correction(application.pk, actor=processor)
    assert (taken_back.status, the_request().is_revoked) == (Status.IN_REVIEW, True)
    assert mails()[-1] == "correction_revoked"
    assert Draft.objects.get().answers["dog_name"] == "ポチ丸"
    with pytest.raises(ActionRefused):
        resubmit_correction(Draft.objects.get(), actor=applicant(application))
    with pytest.raises(ActionRefused):
        revoke_correction(application.pk, actor=processor)


def test_the_clock_stands_still_until_the_request_is_taken_back(ask, application, processor):
    before = Application.objects.get().due_on
    ask()
    Application.objects.update(returned_at=application.arrived_at - timedelta(days=14))

    assert revoke_correction(application.pk, actor=processor).due_on > before


def test_after_taking_it_back_the_same_question_is_asked_anew(ask, application, processor):
    ask(dog_name="鑑札と違います", owner="通称ですか")
    revoke_correction(application.pk, actor=processor)
    returned = ask(dog_name="鑑札のとおりに書いてください")

    assert ReturnComment.objects.count() == 3
    assert open_comments(returned) == {"dog_name": "鑑札のとおりに書いてください"}
    assert [row.comment for row in application_page(returned).open_comments] == ["鑑札のとおりに書いてください"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ja", "期限は、2026年12月8日（火）（令和8年）です。"),
        ("ja-easy", "しめきりは、2026年12月8日（火）（令和8年）です。"),
        ("en", "is due on 8 December 2026."),
    ],
)
def test_the_day_stands_in_the_mail_in_its_reader_s_words(ask, mailoutbox, language, sentence):
    ask()
    application = Application.objects.get()
    application.language = language
    tell_applicant("correction_due_before", application, answer_by="2026-12-08")
    deliver(Notification.objects.latest("promised_at").pk)

    (mail,) = mailoutbox
    assert sentence in mail.body
    assert not any(answer in mail.subject + mail.body for answer in ("西村", "ポチ", "鑑札"))


def test_workers_that_begin_at_once_send_one_reminder(committed):
    """Each in a thread with its own connection, all let go at the same moment."""
    answer_by, workers = localdate() + timedelta(days=21), 4
    with in_municipality("m_271403"):
        clerk = staff_of(a_department(), Role.PROCESSOR)
        for number in range(3):
            application = an_application(a_procedure(f"dog-{number}"), browser_hash=str(number) * 64)
            start_review(application.pk, actor=clerk)
            return_for_correction(application.pk, actor=clerk, comments={"dog_name": "違います"}, answer_by=answer_by)
    start = Barrier(workers)

    def work(_: int) -> int:
        try:
            start.wait()
            with in_municipality("m_271403"):
                return remind(answer_by)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        sent = list(pool.map(work, range(workers)))
    with in_municipality("m_271403"):
        reminders = Notification.objects.filter(template="correction_due_on_the_day")
        assert (sum(sent), reminders.count()) == (3, 3)
