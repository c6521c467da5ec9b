"""受付: one receipt for one submission, everything or nothing, and few round trips."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections

from applications.errors import AnswersIncomplete, DraftChanged, DraftGone, ProcedureClosed
from applications.models import AnswerVersion, Application, Draft, ReceiptCounter
from applications.selectors.drafts import form_of
from applications.services import attachments
from applications.services.drafts import save_page
from applications.services.submission import submit_application
from applications.states import Status
from audit.models import AuditRecord
from catalog.models import Procedure
from notifications.models import Notification
from tenants.context import in_municipality
from tests.applications.test_attachments import PNG
from tests.factories.applications import DOG_ANSWERS, DOG_FORM, PHOTO_FORM, a_draft, a_procedure, an_application


def counts() -> tuple[int, ...]:
    """How many rows every table of intake holds."""
    tables = (Application, AnswerVersion, AuditRecord, Notification, ReceiptCounter, Draft)
    return tuple(table.objects.count() for table in tables)


def test_a_submission_becomes_an_application_with_all_that_belongs_to_it(in_sakai):
    draft = a_draft()
    application = submit_application(draft)

    application.refresh_from_db()
    assert application.status == Status.RECEIVED
    assert application.receipt_number.startswith("27140-R8-0000001-")
    assert application.applicant_label == "西村 明日香"
    assert application.email == "asuka@mail.example"
    assert application.department == draft.procedure.department
    assert application.client_key == draft.pk
    assert application.versions.get().answers == DOG_ANSWERS
    assert not Draft.objects.exists()
    record = AuditRecord.objects.get()
    assert (record.event, record.subject) == ("application.received", application.receipt_number)
    assert (record.actor_kind, record.actor_id) == ("resident", str(application.pk))
    assert "西村" not in str(record.detail)


def test_the_promised_mail_holds_no_answer_and_no_code(in_sakai, settings):
    application = an_application()
    message = Notification.objects.get()

    assert (message.template, message.to) == ("application_received", "asuka@mail.example")
    assert message.context == {
        "municipality": "堺市",
        "procedure": "犬の死亡届",
        "receipt_number": application.receipt_number,
        "status_address": settings.KYODO.address("sakai.localhost", "/status/"),
        "application_id": str(application.pk),
    }


def test_without_an_address_no_mail_is_promised(in_sakai):
    an_application(answers={**DOG_ANSWERS, "email": ""})

    assert not Notification.objects.exists()


def test_numbers_follow_each_other_within_a_fiscal_year(in_sakai, monkeypatch):
    procedure = a_procedure()
    numbers = [an_application(procedure).receipt_number for _ in range(3)]

    assert [number[9:16] for number in numbers] == ["0000001", "0000002", "0000003"]


@pytest.mark.parametrize(
    ("utc", "year"),
    [("2027-03-31T14:59:59+00:00", "R8"), ("2027-03-31T15:30:00+00:00", "R9")],
    ids=["the last second of March in Japan", "00:30 on 1 April in Japan, still March in UTC"],
)
def test_the_fiscal_year_begins_in_japan(in_sakai, monkeypatch, utc, year):
    from datetime import datetime

    from applications.services import submission

    monkeypatch.setattr(submission.timezone, "now", lambda: datetime.fromisoformat(utc))
    application = an_application()

    assert application.receipt_number.startswith(f"27140-{year}-0000001-")


def test_what_is_incomplete_is_refused_with_every_error_and_then_taken(in_sakai):
    draft = a_draft(answers={**DOG_ANSWERS, "dog_name": "", "death_date": "2999-01-01"})
    before = counts()

    with pytest.raises(AnswersIncomplete) as refusal:
        submit_application(draft)
    assert [error.question for error in refusal.value.errors] == ["dog_name", "death_date"]
    assert counts() == before

    complete = save_page(draft, "dog_page", {"dog_name": "ポチ", "death_date": "2026-11-01"})
    assert submit_application(complete).receipt_number[9:16] == "0000001"


def test_a_closed_procedure_takes_nothing_in(in_sakai):
    draft = a_draft()
    Procedure.objects.update(closed_at="2026-11-01T00:00:00Z", closed_reason="期間が終わりました")
    draft.procedure.refresh_from_db()
    before = counts()

    with pytest.raises(ProcedureClosed):
        submit_application(draft)
    assert counts() == before


def test_a_draft_that_another_screen_changed_is_shown_again_first(in_sakai):
    draft = a_draft()
    newer = save_page(draft, "dog_page", {"dog_name": "タロ"})
    before = counts()

    with pytest.raises(DraftChanged):
        submit_application(draft)
    assert counts() == before
    assert submit_application(newer).versions.get().answers["dog_name"] == "タロ"


def test_sending_again_gives_the_same_receipt_and_leaves_no_gap(in_sakai):
    procedure = a_procedure()
    draft = a_draft(procedure)
    first = submit_application(draft)
    before = counts()

    again = submit_application(draft)
    assert (again.pk, again.receipt_number) == (first.pk, first.receipt_number)
    assert counts() == before
    assert an_application(procedure).receipt_number[9:16] == "0000002"


def test_another_browser_does_not_learn_the_receipt_by_sending_the_same_key(in_sakai):
    draft = a_draft()
    submit_application(draft)
    draft.browser_hash = "c" * 64

    with pytest.raises(DraftGone):
        submit_application(draft)


def test_a_notice_that_was_never_a_saved_draft_is_taken_in_once(in_sakai):
    saved = a_draft()
    unsaved = Draft(
        procedure=saved.procedure,
        published_form=saved.published_form,
        browser_hash=saved.browser_hash,
        answers=DOG_ANSWERS,
        changed_at=saved.changed_at,
    )

    assert submit_application(unsaved).pk == submit_application(unsaved).pk
    assert Application.objects.count() == 1
    assert Draft.objects.get() == saved


def test_ten_submissions_of_one_draft_at_once_are_one_application(committed):
    with in_municipality("m_271403"):
        draft = a_draft()
        receipts: list[str] = []

    def send() -> None:
        with in_municipality("m_271403"):
            receipts.append(submit_application(draft).receipt_number)
        connections.close_all()

    _together([send] * 10)
    assert len(receipts) == 10
    assert len(set(receipts)) == 1
    with in_municipality("m_271403"):
        assert counts() == (1, 1, 1, 1, 1, 0)
        assert ReceiptCounter.objects.get().last_number == 1


def test_many_at_once_get_dense_numbers_in_the_order_of_arrival(committed):
    with in_municipality("m_271403"):
        procedure = a_procedure()
        drafts = [a_draft(procedure, browser_hash=f"{place:064}") for place in range(20)]

    def send(draft: Draft) -> None:
        with in_municipality("m_271403"):
            submit_application(draft)
        connections.close_all()

    _together([lambda draft=draft: send(draft) for draft in drafts])
    with in_municipality("m_271403"):
        by_arrival = Application.objects.order_by("arrived_at").values_list("receipt_number", flat=True)
        assert [int(number[9:16]) for number in by_arrival] == list(range(1, 21))
    with in_municipality("m_272035"):
        assert counts() == (0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("form", [DOG_FORM, PHOTO_FORM], ids=["without files", "with files"])
def test_at_most_four_round_trips_from_call_to_return(committed, round_trips, form):
    with in_municipality("m_271403"):
        procedure = a_procedure(form=form)
        an_application(procedure)  # the form is known, the counter's row exists
        draft = a_draft(procedure)
        draft.published_form, draft.procedure = procedure.current_form, procedure
        if form is PHOTO_FORM:
            photo = attachments.store(form_of(draft).definition.question("photos"), SimpleUploadedFile("犬.png", PNG))
            draft = save_page(draft, "photo_page", {"photos": []}, [photo])
        with round_trips() as turns:
            submit_application(draft)

    assert 2 <= len(turns) <= 4, turns


def _together(calls) -> None:
    start = threading.Barrier(len(calls))
    failures: list[BaseException] = []

    def run(call) -> None:
        try:
            start.wait()
            call()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    assert not failures, failures
