"""Proposals on their way, who is asked, and who stands in for whom (決裁)."""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from accounts.models import User
from accounts.roles import Role
from accounts.selectors import holders_of
from applications.models import Application, Proposal, ProposalStep, Substitution
from applications.selectors.applications import reachable_by
from applications.states import ProposalState
from common.actor import Actor


def open_proposal(application: Application) -> Proposal | None:
    """What is proposed for an application now; asks nothing where nothing is."""
    if not application.is_proposed:
        return None
    proposal = Proposal.objects.filter(application=application, state=ProposalState.OPEN).first()
    if proposal is not None:
        proposal.application = application
    return proposal


def present_step(application: Application) -> ProposalStep | None:
    """Who is asked now, with the proposal and the application."""
    proposal = open_proposal(application)
    if proposal is None:
        return None
    step = proposal.steps.select_related("person").get(position=proposal.position)
    step.proposal = proposal
    return step


def proposals_of(application: Application) -> QuerySet[Proposal]:
    """Everything that was ever proposed, with its steps, the latest first."""
    return Proposal.objects.filter(application=application).order_by("-proposed_at").prefetch_related("steps__person")


def awaiting(actor: Actor) -> QuerySet[ProposalStep]:
    """What an actor is asked to agree to today (決裁待ち), the oldest first; the same as `policies.can_act_on` says."""
    asked = Q(role__in=actor.roles) | Q(person__in=[actor.id, *people_replaced_by(actor, localdate())])
    theirs = Q(proposal__proposed_by_id=actor.id) | Q(proposal__agreed_by_ids__contains=[actor.id])
    entered = Q(proposal__application__entered_by__contains=[actor.id])
    return (
        ProposalStep.objects.filter(
            asked,
            proposal__state=ProposalState.OPEN,
            proposal__position=F("position"),
            proposal__application__in=reachable_by(actor),
        )
        .exclude(theirs)
        .exclude(entered)
        .select_related("proposal__application__procedure", "proposal__application__department", "person")
        .order_by("proposal__proposed_at")
    )


def people_replaced_by(actor: Actor, today: date) -> set[str]:
    """Identifiers of the people whose substitute an actor is on a day."""
    rows = Substitution.objects.filter(substitute=UUID(actor.id), begins_on__lte=today, ends_on__gte=today)
    return {str(person) for person in rows.values_list("person", flat=True)}


def substitutes_on(day: date) -> dict[UUID, UUID]:
    """Who stands in for whom on a day: person -> substitute."""
    rows = Substitution.objects.filter(begins_on__lte=day, ends_on__gte=day)
    return dict(rows.values_list("person", "substitute"))


def substitutions_of(actor: Actor) -> QuerySet[Substitution]:
    """Whom an actor has named, the past ones left out."""
    return Substitution.objects.filter(person=UUID(actor.id), ends_on__gte=localdate()).select_related("substitute")


def possible_substitutes(actor: Actor) -> QuerySet[User]:
    """The colleagues who decide in the actor's departments."""
    return holders_of([Role.APPROVER], actor.departments).exclude(pk=UUID(actor.id))
