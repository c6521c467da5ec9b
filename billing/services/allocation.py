"""Calculating contributions, showing drafts to the cities, and making them final."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from billing import allocation, policies
from billing.assumptions import Assumptions, assumptions_of
from billing.errors import ActionRefused, AssumptionsChanged, SamePerson
from billing.models import AllocationRun, AllocationShare, CityShare, Contract
from billing.records import content_hash, share_to_json, sources_to_json, terms_to_json
from billing.services.telling import tell
from common.actor import Actor


@transaction.atomic
def allocate(contract_id: UUID, *, actor: Actor) -> AllocationRun:
    """Calculate what each municipality pays (按分), as the contract's next draft (案).

    Nothing changed since the last draft: that draft is returned, so that pressing twice makes no second one.
    Raises ActionRefused, or CannotAllocate when the contract allows no answer.
    """
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    if not policies.can_allocate(actor, contract):
        raise ActionRefused(action="allocate")
    latest, assumptions = contract.runs.first(), assumptions_of(contract)
    if latest is not None and started_from(latest, assumptions):
        return latest
    run = _compute(contract, assumptions, number=latest.number + 1 if latest else 1, actor=actor)
    _record(AuditEvent.ALLOCATION_COMPUTED, run, actor)
    return run


@transaction.atomic
def consult(run_id: UUID, *, reply_until: date, shows_all: bool, actor: Actor) -> AllocationRun:
    """Show a draft to every city that takes part, and ask for its consent (照会). A second time with the same draft tells nobody again.

    shows_all:  whether each city sees what the others would pay.
    Raises ActionRefused, or AssumptionsChanged when the contract no longer says what the draft was made from.
    """
    run, contract = _current(run_id)
    if not policies.can_consult(actor, contract):
        raise ActionRefused(action="consult")
    _refuse_outdated(run, contract)
    contract.state = Contract.State.CONSULTING
    contract.save(update_fields=["state"])
    if tell(run, contract, CityShare.Kind.CONSULTATION, run.number, reply_until=reply_until, shows_all=shows_all):
        _record(AuditEvent.ALLOCATION_CONSULTED, run, actor)
    return run


@transaction.atomic
def confirm(
    run_id: UUID, *, resolution: str, resolved_on: date, shows_all: bool = False, actor: Actor
) -> AllocationRun:
    """Make a draft final (確定): from now on it, its shares and the contract stay as they are, and each city is told.

    resolution, resolved_on:  what the general meeting resolved, and when.
    Raises ActionRefused, SamePerson, or AssumptionsChanged when the contract no longer says what the draft was made from.
    """
    run, contract = _current(run_id)
    if not policies.can_confirm(actor, contract) or run.confirmed_at is not None:
        raise ActionRefused(action="confirm")
    if not policies.is_second_person(actor, run):
        raise SamePerson
    _refuse_outdated(run, contract)
    last = contract.runs.aggregate(last=Max("version"))["last"] or 0
    run.version, run.reason = last + 1, contract.revision_reason
    run.resolution, run.resolved_on = resolution, resolved_on
    run.confirmed_at, run.confirmed_by = timezone.now(), actor.name
    run.save(update_fields=["version", "reason", "resolution", "resolved_on", "confirmed_at", "confirmed_by"])
    contract.state, contract.revision_reason = Contract.State.CONFIRMED, ""
    contract.save(update_fields=["state", "revision_reason"])
    tell(run, contract, CityShare.Kind.DECISION, run.version, shows_all=shows_all)
    _record(AuditEvent.ALLOCATION_CONFIRMED, run, actor)
    return run


@transaction.atomic
def reopen(contract_id: UUID, *, reason: str, actor: Actor) -> Contract:
    """Begin to change what was decided (決定の変更). What was decided stays and counts until the next version is.

    Raises ActionRefused, also once the year was settled.
    """
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    if not policies.can_reopen(actor, contract) or contract.is_settled:
        raise ActionRefused(action="reopen")
    contract.state, contract.revision_reason = Contract.State.OPEN, reason
    contract.save(update_fields=["state", "revision_reason"])
    record(AuditEvent.ALLOCATION_REOPENED, actor=actor, subject=str(contract.pk))
    return contract


def started_from(run: AllocationRun, assumptions: Assumptions) -> bool:
    """Whether a calculation was made from just these assumptions."""
    return run.terms == terms_to_json(assumptions.terms) and run.sources == sources_to_json(assumptions.sources)


def _current(run_id: UUID) -> tuple[AllocationRun, Contract]:
    run = AllocationRun.objects.get(pk=run_id)
    return run, Contract.objects.select_for_update().get(pk=run.contract_id)


def _refuse_outdated(run: AllocationRun, contract: Contract) -> None:
    if not started_from(run, assumptions_of(contract)):
        raise AssumptionsChanged


def _record(event: AuditEvent, run: AllocationRun, actor: Actor) -> None:
    record(event, actor=actor, subject=str(run.contract_id), number=run.number, total_yen=run.total_yen)


def _compute(contract: Contract, assumptions: Assumptions, *, number: int, actor: Actor) -> AllocationRun:
    result = allocation.allocate(assumptions.terms)
    terms, sources = terms_to_json(assumptions.terms), sources_to_json(assumptions.sources)
    shares = [share_to_json(share) for share in result.shares]
    run = AllocationRun.objects.create(
        contract=contract,
        number=number,
        terms=terms,
        sources=sources,
        total_yen=result.total,
        carried_yen=result.carried,
        content_hash=content_hash(terms, sources, shares),
        computed_at=timezone.now(),
        computed_by=actor.name,
        computed_by_id=actor.id,
    )
    AllocationShare.objects.bulk_create(
        AllocationShare(run=run, code=share.code, name=share.name, amount_yen=share.amount, explanation=kept)
        for share, kept in zip(result.shares, shares, strict=True)
    )
    return run
