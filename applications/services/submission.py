"""Taking in a draft as an application (申請の受付)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import get_language

from applications import due, receipt_numbers
from applications.actors import applicant_of
from applications.errors import AnswersIncomplete, DraftChanged, DraftGone, ProcedureClosed
from applications.models import AnswerVersion, Application, Draft
from applications.selectors.applications import sent_from_browser
from applications.selectors.drafts import form_of, stored_files
from applications.services import attachments
from applications.services.messages import received_message
from applications.summary import applicant_label, contact_email, search_text
from audit.events import AuditEvent
from audit.models import AuditRecord
from audit.services import describe
from catalog.desks import desk_of
from catalog.receiving import OPEN_NOW
from common.actor import Actor
from common.fiscal import fiscal_year_of
from common.identifiers import new_id
from notifications.services import wake_after_commit
from shared_forms.language import CompiledForm, Errors, StoredFile
from shared_forms.language.answers import Answers, parse
from tenants.context import current_municipality
from tenants.inserting import insert
from tenants.pipeline import pipeline
from web.languages import JAPANESE

_ONE_RECEIPT = "one_receipt_per_submission"
# No row comes back for a procedure that was closed, however lately: the pages may have been three seconds behind.
_NEXT_NUMBER = f"""
    INSERT INTO applications_receiptcounter AS counter (id, fiscal_year, last_number)
    SELECT %s, %s, 1 FROM catalog_procedure WHERE id = %s AND {OPEN_NOW}
    ON CONFLICT (fiscal_year) DO UPDATE SET last_number = counter.last_number + 1
    RETURNING last_number, clock_timestamp(),
              ARRAY(SELECT day FROM applications_closingday WHERE day > clock_timestamp()::date - 2)
"""  # noqa: S608 - the rule is a constant of ours
_COUNT_COMPLETION = "UPDATE catalog_placement SET completions = completions + 1 WHERE id = %s"
_DELETE_UNCHANGED = "DELETE FROM applications_draft WHERE id = %s AND changed_at = %s"


@dataclass(frozen=True, slots=True)
class CounterEntry:
    """An application that staff filled in for somebody (代行入力). confirmed_on: where that person looked through it."""

    actor: Actor
    confirmed_on: Literal["screen", "paper"]


@dataclass(frozen=True, slots=True)
class _Submission:
    """A draft whose answers were found complete."""

    draft: Draft
    form: CompiledForm
    answers: Answers
    files: dict[str, StoredFile]
    entry: CounterEntry | None


def submit_application(draft: Draft, *, entry: CounterEntry | None = None) -> Application:
    """Take in a draft: receipt number, answers, audit record and promised mail, all or nothing; then the draft is gone.

    entry:   who of the office filled it in for somebody at the counter, and how that person confirmed it.
    draft:   with its procedure. One that was never saved (a repeat notice sent from a single screen) is welcome as well.
    Returns  the application. Sending one draft again, even at the same moment, returns the application that exists.
    Raises   ProcedureClosed, AnswersIncomplete, DraftChanged if another screen changed the draft meanwhile, DraftGone.
    At most four round trips to the database, three of them while others wait for the counter.
    """
    submission = _checked(draft, entry)
    try:
        with transaction.atomic(durable=True):
            return _take_in(submission)
    except IntegrityError as error:
        if not _was_sent_before(error):
            raise
    sent = sent_from_browser(draft.browser_hash, draft.pk)
    if sent is None:
        raise DraftGone  # another browser sent it: its receipt is nobody else's business
    return sent


def _checked(draft: Draft, entry: CounterEntry | None) -> _Submission:
    if not draft.procedure.is_open:
        raise ProcedureClosed
    form = form_of(draft)
    files = stored_files(draft.pk, draft.corrects_id) if _asks_for_files(form) else {}
    answers = parse(form, draft.answers, today=timezone.localdate(), files=files)
    if isinstance(answers, Errors):
        raise AnswersIncomplete(answers)
    return _Submission(draft, form, answers, files, entry)


def _asks_for_files(form: CompiledForm) -> bool:
    return any(question.type == "file" for question in form.definition.questions())


def _take_in(submission: _Submission) -> Application:
    """Two waits: one for the number, one for everything that needs it."""
    draft = submission.draft
    with connection.cursor() as cursor:
        with pipeline(cursor):
            receipt_number, arrived_at, closed = _draw_number(cursor, draft)
            application = _application(submission, receipt_number, arrived_at, closed)
            for row in _rows(application, submission):
                insert(cursor, row)
            if submission.files:
                attachments.hand_over(draft, application, submission.answers)
            if draft.placement_id:
                cursor.execute(_COUNT_COMPLETION, [draft.placement_id])
            cursor.execute(_DELETE_UNCHANGED, [draft.pk, draft.changed_at])
        if cursor.rowcount != 1 and not draft._state.adding:
            raise DraftChanged
    return application


def _draw_number(cursor: CursorWrapper, draft: Draft) -> tuple[str, datetime, list[date]]:
    """The next receipt number, the time of arrival (到達) and the days on which the city will be closed.

    One statement, which holds the counter's row.
    """
    fiscal_year = fiscal_year_of(timezone.localdate())
    cursor.execute(_NEXT_NUMBER, [new_id(), fiscal_year, draft.procedure_id])
    if (drawn := cursor.fetchone()) is None:
        raise ProcedureClosed
    number, arrived_at, closed = drawn
    return receipt_numbers.compose(current_municipality().code, fiscal_year, number), arrived_at, closed


def _application(
    submission: _Submission, receipt_number: str, arrived_at: datetime, closed: Collection[date]
) -> Application:
    draft, form, answers = submission.draft, submission.form, submission.answers
    days = draft.procedure.standard_days
    return Application(
        procedure_id=draft.procedure_id,
        published_form_id=draft.published_form_id,
        department_id=desk_of(draft.procedure, answers),
        receipt_number=receipt_number,
        client_key=draft.pk,
        browser_hash=draft.browser_hash,
        needs_decision=form.definition.kind == "application",
        due_on=due.due_on(timezone.localdate(arrived_at), days, closed) if days else None,
        applicant_label=applicant_label(form, answers),
        search_text=search_text(form, answers),
        email=contact_email(form, answers),
        language=get_language() or JAPANESE,
        channel=_channel(submission),
        entered_by=[submission.entry.actor.id] if submission.entry else [],
        arrived_at=arrived_at,
    )


def _channel(submission: _Submission) -> Application.Channel:
    if submission.entry:
        return Application.Channel.COUNTER
    return Application.Channel.PLACEMENT if submission.draft.placement_id else Application.Channel.ONLINE


def _rows(application: Application, submission: _Submission) -> Iterator[Model]:
    yield application
    yield AnswerVersion(
        application=application, number=1, answers=submission.answers.to_json(), submitted_at=application.arrived_at
    )
    yield _arrival(application, submission.entry)
    if application.email:
        message = received_message(application, submission.draft.procedure, submission.form)
        wake_after_commit()
        yield message


def _arrival(application: Application, entry: CounterEntry | None) -> AuditRecord:
    number = application.receipt_number
    if entry is None:
        return describe(AuditEvent.APPLICATION_RECEIVED, actor=applicant_of(application.pk), subject=number)
    return describe(AuditEvent.APPLICATION_ENTERED, actor=entry.actor, subject=number, confirmed_on=entry.confirmed_on)


def _was_sent_before(error: IntegrityError) -> bool:
    diagnosis = getattr(error.__cause__, "diag", None)
    return diagnosis is not None and diagnosis.constraint_name == _ONE_RECEIPT
