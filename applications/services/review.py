"""The office's steps: take up, ask for a correction, decide, put away (審査)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications import policies
from applications.errors import ActionRefused, CommentsMissing, ReasonMissing
from applications.models import Application, ReturnComment
from applications.selectors.applications import locked
from applications.selectors.drafts import form_of
from applications.services import correction_requests
from applications.services.messages import tell_applicant
from applications.states import Decision, Status
from audit.events import AuditEvent
from audit.services import record
from catalog.appeal_notice import notice_of
from common.actor import Actor
from tenants.context import current_municipality

Policy = Callable[[Actor, Application], bool]

_DECIDED = {
    Decision.APPROVED: AuditEvent.APPLICATION_APPROVED,
    Decision.REJECTED: AuditEvent.APPLICATION_REJECTED,
}


@transaction.atomic
def start_review(application_id: UUID, *, actor: Actor) -> Application:
    """Take up what arrived (審査の開始); from here on it counts as accepted (受付), and whoever does it takes care of it."""
    application = _lock(application_id, actor, policies.can_start_review, "start_review")
    application.status, application.accepted_at = Status.IN_REVIEW, timezone.now()
    if application.assignee_id is None:
        application.assignee_id = UUID(actor.id)
    application.save(update_fields=["status", "accepted_at", "assignee"])
    record(AuditEvent.APPLICATION_REVIEW_STARTED, actor=actor, subject=application.receipt_number)
    return application


@transaction.atomic
def return_for_correction(
    application_id: UUID, *, actor: Actor, comments: Mapping[str, str], answer_by: date | None = None
) -> Application:
    """Ask the applicant to correct something (差戻し).

    comments:   question id -> what to correct; "" for a word on the whole. Blank ones are left out.
    answer_by:  the day to answer by (期限), to come and at most three months away; None for the usual one.
    Raises      ActionRefused; CommentsMissing if nothing is said, or said on a question the form does not have;
                DeadlineImpossible.
    """
    application = _lock(application_id, actor, policies.can_return, "return")
    said = _said(application, comments)
    now = timezone.now()
    application.status, application.returned_at = Status.RETURNED, now
    application.save(update_fields=["status", "returned_at"])
    _write_comments(application, actor, said, now)
    by = correction_requests.ask(application, answer_by, asked_at=now).answer_by.isoformat()
    number = application.receipt_number
    record(
        AuditEvent.APPLICATION_RETURNED,
        actor=actor,
        subject=number,
        comments=len(said),
        questions=" ".join(question for question in said if question),
        answer_by=by,
    )
    tell_applicant("application_returned", application, answer_by=by)
    return application


@transaction.atomic
def approve(application_id: UUID, *, actor: Actor, reason: str = "") -> Application:
    """Approve (承認). A word for the applicant may go with it."""
    return decide(_lock(application_id, actor, policies.can_approve, "approve"), Decision.APPROVED, reason, actor=actor)


@transaction.atomic
def reject(application_id: UUID, *, actor: Actor, reason: str) -> Application:
    """Reject (却下), never without its reason; how to appeal (教示) goes with it. Raises ActionRefused, ReasonMissing."""
    return decide(_lock(application_id, actor, policies.can_reject, "reject"), Decision.REJECTED, reason, actor=actor)


def decide(application: Application, decision: Decision, reason: str, *, actor: Actor) -> Application:
    """Write a decision and tell the applicant, inside a service that locked the application and asked its policy.

    Raises ReasonMissing.
    """
    if decision is Decision.REJECTED:
        if not reason.strip():
            raise ReasonMissing
        application.appeal_notice = notice_of(application.procedure, current_municipality().name)
    application.status, application.decision, application.decision_reason = Status(decision), decision, reason.strip()
    application.decided_at, application.is_proposed = timezone.now(), False
    application.save(
        update_fields=["status", "decision", "decision_reason", "appeal_notice", "decided_at", "is_proposed"]
    )
    record(_DECIDED[decision], actor=actor, subject=application.receipt_number)
    tell_applicant(f"application_{decision}", application)
    return application


@transaction.atomic
def close(application_id: UUID, *, actor: Actor) -> Application:
    """Put away what was decided and needs nothing more (完了)."""
    application = _lock(application_id, actor, policies.can_close, "close")
    application.status, application.closed_at = Status.CLOSED, timezone.now()
    application.save(update_fields=["status", "closed_at"])
    record(AuditEvent.APPLICATION_CLOSED, actor=actor, subject=application.receipt_number)
    return application


@transaction.atomic
def acknowledge(application_id: UUID, *, actor: Actor) -> Application:
    """Note a notice (確認済み); it needs no decision and is over with that."""
    application = _lock(application_id, actor, policies.can_acknowledge, "acknowledge")
    application.status, application.accepted_at = Status.CLOSED, timezone.now()
    application.closed_at = application.accepted_at
    application.save(update_fields=["status", "accepted_at", "closed_at"])
    record(AuditEvent.APPLICATION_ACKNOWLEDGED, actor=actor, subject=application.receipt_number)
    return application


def _lock(application_id: UUID, actor: Actor, may: Policy, action: str) -> Application:
    """The application, ours alone until the end of the transaction; ActionRefused for the wrong person or moment."""
    application = locked(application_id)
    if application is None or not may(actor, application):
        raise ActionRefused(action=action)
    return application


def _said(application: Application, comments: Mapping[str, str]) -> dict[str, str]:
    said = {question: text.strip() for question, text in comments.items() if text.strip()}
    known = {"", *(question.id for question in form_of(application).definition.questions())}
    if not said or not said.keys() <= known:
        raise CommentsMissing
    return said


def _write_comments(application: Application, actor: Actor, said: Mapping[str, str], now: datetime) -> None:
    version = application.versions.count()
    ReturnComment.objects.bulk_create(
        ReturnComment(
            application=application,
            answer_version=version,
            question=question,
            comment=text,
            made_at=now,
            made_by=actor.name,
        )
        for question, text in said.items()
    )
