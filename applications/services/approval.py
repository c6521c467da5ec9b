"""A decision on its way through those who must agree (決裁): proposed, agreed to step by step, sent back, taken back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications import policies
from applications.errors import ActionRefused, ReasonMissing, SendBackWithoutWords
from applications.models import Application, Proposal, ProposalStep
from applications.selectors.applications import locked
from applications.selectors.approvals import open_proposal, people_replaced_by
from applications.selectors.drafts import latest_answers
from applications.services.review import decide
from applications.states import Decision, ProposalState, Verdict
from audit.events import AuditEvent
from audit.services import record
from catalog.approval_route import asked, route_of
from common.actor import Actor


@transaction.atomic
def propose(application_id: UUID, *, actor: Actor, decision: Decision, reason: str = "") -> Proposal:
    """Put a decision on its way (起案). Who is asked is settled now, by the route and the present answers.

    reason:  of a rejection, or a word for the applicant that goes with an approval.
    Raises   ActionRefused, ReasonMissing.
    """
    application = locked(application_id)
    if application is None or not policies.can_propose(actor, application):
        raise ActionRefused(action="propose")
    if decision is Decision.REJECTED and not reason.strip():
        raise ReasonMissing
    proposal = Proposal.objects.create(
        application=application,
        decision=decision,
        reason=reason.strip(),
        proposed_at=timezone.now(),
        proposed_by=actor.name,
        proposed_by_id=actor.id,
    )
    route = asked(route_of(application.procedure), latest_answers(application), timezone.localdate())
    ProposalStep.objects.bulk_create(
        ProposalStep(proposal=proposal, position=position, name=step.name, role=step.role or "", person_id=step.person)
        for position, step in enumerate(route, start=1)
    )
    _mark(application, is_proposed=True)
    record(
        AuditEvent.APPLICATION_PROPOSED,
        actor=actor,
        subject=application.receipt_number,
        decision=decision,
        steps=len(route),
    )
    return proposal


@transaction.atomic
def agree(step_id: UUID, *, actor: Actor, comment: str = "") -> Application:
    """Agree to what is proposed (承認); the last who does so decides. Raises ActionRefused."""
    step = _take(step_id, actor, "agree")
    proposal, application = step.proposal, step.proposal.application
    _say(step, actor, Verdict.AGREED, comment)
    proposal.agreed_by_ids = [*proposal.agreed_by_ids, actor.id]
    is_last = not proposal.steps.filter(position__gt=step.position).exists()
    if is_last:
        proposal.state = ProposalState.DECIDED
    else:
        proposal.position = step.position + 1
    proposal.save(update_fields=["agreed_by_ids", "state", "position"])
    record(AuditEvent.APPLICATION_AGREED, actor=actor, subject=application.receipt_number, **_which(step))
    if is_last:
        decide(application, Decision(proposal.decision), proposal.reason, actor=actor)
    return application


@transaction.atomic
def send_back(step_id: UUID, *, actor: Actor, comment: str) -> Application:
    """Give it back to whoever proposed it, with what to do better (差し戻し). Raises ActionRefused, SendBackWithoutWords."""
    step = _take(step_id, actor, "send_back")
    if not comment.strip():
        raise SendBackWithoutWords
    _say(step, actor, Verdict.SENT_BACK, comment)
    application = _end(step.proposal, ProposalState.SENT_BACK)
    record(AuditEvent.APPLICATION_SENT_BACK, actor=actor, subject=application.receipt_number, **_which(step))
    return application


@transaction.atomic
def take_back(application_id: UUID, *, actor: Actor) -> Application:
    """Stop what one proposed oneself (引き戻し). Raises ActionRefused."""
    proposal = open_proposal(application) if (application := locked(application_id)) else None
    if proposal is None or not policies.can_take_back(actor, proposal):
        raise ActionRefused(action="take_back")
    application = _end(proposal, ProposalState.TAKEN_BACK)
    record(AuditEvent.APPLICATION_TAKEN_BACK, actor=actor, subject=application.receipt_number)
    return application


def lapse(application: Application) -> None:
    """End what is proposed for an application that its applicant takes back, inside that service."""
    if proposal := open_proposal(application):
        _end(proposal, ProposalState.LAPSED)


def _take(step_id: UUID, actor: Actor, action: str) -> ProposalStep:
    """The step, with its application ours alone until the end of the transaction; ActionRefused for the wrong person or moment."""
    found = ProposalStep.objects.filter(pk=step_id).values_list("proposal__application", flat=True).first()
    application = locked(found) if found else None
    if application is None:
        raise ActionRefused(action=action)
    step = ProposalStep.objects.select_related("proposal", "person").get(pk=step_id)
    step.proposal.application = application
    if not policies.can_act_on(actor, step, people_replaced_by(actor, timezone.localdate())):
        raise ActionRefused(action=action)
    return step


def _say(step: ProposalStep, actor: Actor, verdict: Verdict, comment: str) -> None:
    step.verdict, step.comment, step.acted_at = verdict, comment.strip(), timezone.now()
    step.acted_by, step.acted_by_id = actor.name, actor.id
    step.acted_for = step.person.name if step.person and str(step.person_id) != actor.id else ""
    step.save(update_fields=["verdict", "comment", "acted_at", "acted_by", "acted_by_id", "acted_for"])


def _end(proposal: Proposal, state: ProposalState) -> Application:
    proposal.state = state
    proposal.save(update_fields=["state"])
    return _mark(proposal.application, is_proposed=False)


def _mark(application: Application, *, is_proposed: bool) -> Application:
    application.is_proposed = is_proposed
    application.save(update_fields=["is_proposed"])
    return application


def _which(step: ProposalStep) -> dict[str, str | int]:
    """For the record: which step, and in whose place."""
    in_place_of = str(step.person_id) if step.acted_for else ""
    return {"step": step.position, "decision": step.proposal.decision, "in_place_of": in_place_of}
