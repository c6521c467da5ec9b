"""Calculating contributions and making them final."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from billing import allocation, policies
from billing.errors import ActionRefused, AssumptionsChanged
from billing.models import AllocationRun, AllocationShare, Contract
from billing.records import is_current, share_to_json, terms_of, terms_to_json
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
    latest = contract.runs.first()
    if latest is not None and is_current(latest, contract):
        return latest
    run = _compute(contract, number=latest.number + 1 if latest else 1, actor=actor)
    record(
        AuditEvent.ALLOCATION_COMPUTED,
        actor=actor,
        subject=str(contract.pk),
        number=run.number,
        total_yen=run.total_yen,
    )
    return run


@transaction.atomic
def confirm(run_id: UUID, *, actor: Actor) -> AllocationRun:
    """Make a draft final (確定): from now on it, its shares and the contract stay as they are.

    Raises ActionRefused, or AssumptionsChanged when the contract no longer says what the draft was made from.
    """
    run = AllocationRun.objects.get(pk=run_id)
    contract = Contract.objects.select_for_update().get(pk=run.contract_id)
    if not policies.can_confirm(actor, contract):
        raise ActionRefused(action="confirm")
    if not is_current(run, contract):
        raise AssumptionsChanged
    run.confirmed_at, run.confirmed_by = timezone.now(), actor.name
    run.save(update_fields=["confirmed_at", "confirmed_by"])
    contract.state = Contract.State.CONFIRMED
    contract.save(update_fields=["state"])
    record(
        AuditEvent.ALLOCATION_CONFIRMED,
        actor=actor,
        subject=str(contract.pk),
        number=run.number,
        total_yen=run.total_yen,
    )
    return run


def _compute(contract: Contract, *, number: int, actor: Actor) -> AllocationRun:
    terms = terms_of(contract)
    result = allocation.allocate(terms)
    run = AllocationRun.objects.create(
        contract=contract,
        number=number,
        terms=terms_to_json(terms),
        population_label=contract.population_label,
        population_on=contract.population_on,
        total_yen=result.total,
        computed_at=timezone.now(),
        computed_by=actor.name,
    )
    AllocationShare.objects.bulk_create(
        AllocationShare(
            run=run, code=share.code, name=share.name, amount_yen=share.amount, explanation=share_to_json(share)
        )
        for share in result.shares
    )
    return run
