"""Settling a fiscal year (精算): what was decided stays, differences become lines, and each city is told its own."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from billing import allocation, policies
from billing.allocation import Allocation
from billing.allocation import SettlementLine as Difference
from billing.assumptions import Assumptions, assumptions_of
from billing.errors import ActionRefused, SamePerson
from billing.models import AllocationRun, Contract, Settlement, SettlementLine
from billing.records import content_hash, share_from_json, share_to_json, sources_to_json, terms_to_json
from billing.services.telling import tell_settlement
from common.actor import Actor
from common.money import Yen


@transaction.atomic
def settle(contract_id: UUID, *, actual_yen: Yen, actor: Actor) -> Settlement:
    """Calculate the differences that the year's actual cost and use make (精算案). The same again makes no second one.

    actual_yen:  what the municipalities share in the end, tax included.
    Raises ActionRefused, or CannotAllocate when the actual figures allow no answer.
    """
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    run = contract.decision
    if run is None or not policies.can_settle(actor, contract) or contract.is_settled:
        raise ActionRefused(action="settle")
    assumptions = actual_assumptions(contract, actual_yen)
    terms, sources = terms_to_json(assumptions.terms), sources_to_json(assumptions.sources)
    latest = run.settlements.first()
    if latest is not None and (latest.terms, latest.sources) == (terms, sources):
        return latest
    made = _keep(run, assumptions, number=latest.number + 1 if latest else 1, actor=actor)
    record(
        AuditEvent.SETTLEMENT_COMPUTED, actor=actor, subject=str(contract.pk), number=made.number, total_yen=actual_yen
    )
    return made


@transaction.atomic
def decide_settlement(settlement_id: UUID, *, actor: Actor) -> Settlement:
    """Make the newest settlement final, and tell each city its difference. Raises ActionRefused, SamePerson."""
    settlement = Settlement.objects.select_related("run").get(pk=settlement_id)
    contract = Contract.objects.select_for_update().get(pk=settlement.run.contract_id)
    newest = settlement.run.settlements.first()
    may = (
        policies.can_decide_settlement(actor, contract) and newest == settlement and contract.decision == settlement.run
    )
    if not may or contract.is_settled:
        raise ActionRefused(action="decide_settlement")
    if settlement.computed_by_id == actor.id:
        raise SamePerson
    settlement.decided_at, settlement.decided_by = timezone.now(), actor.name
    settlement.save(update_fields=["decided_at", "decided_by"])
    tell_settlement(settlement, contract)
    record(
        AuditEvent.SETTLEMENT_DECIDED,
        actor=actor,
        subject=str(contract.pk),
        number=settlement.number,
        total_yen=settlement.total_yen,
    )
    return settlement


def actual_assumptions(contract: Contract, actual_yen: Yen) -> Assumptions:
    """The contract's rule with the year's own use, and what it really cost."""
    actual = Contract.objects.get(pk=contract.pk)  # changed here only, never saved
    actual.total_yen, actual.use_year = actual_yen, contract.fiscal_year
    return assumptions_of(actual)


def _keep(run: AllocationRun, assumptions: Assumptions, *, number: int, actor: Actor) -> Settlement:
    actual = allocation.allocate(assumptions.terms)
    shares = tuple(share_from_json(kept.explanation) for kept in run.shares.all())
    decided = Allocation(Yen(run.total_yen), shares, Yen(run.carried_yen))
    explained = {share.code: share_to_json(share) for share in actual.shares}
    lines = [_line(each, explained) for each in allocation.settle(decided, actual)]
    terms, sources = terms_to_json(assumptions.terms), sources_to_json(assumptions.sources)
    hashed = ([line.code, line.decided_yen, line.actual_yen, line.explanation] for line in lines)
    made = Settlement.objects.create(
        run=run,
        number=number,
        terms=terms,
        sources=sources,
        total_yen=actual.total,
        carried_yen=actual.carried,
        content_hash=content_hash(terms, sources, hashed),
        computed_at=timezone.now(),
        computed_by=actor.name,
        computed_by_id=actor.id,
    )
    for line in lines:
        line.settlement = made
    SettlementLine.objects.bulk_create(lines)
    return made


def _line(each: Difference, explained: dict[str, dict[str, object]]) -> SettlementLine:
    return SettlementLine(
        code=each.code,
        name=each.name,
        decided_yen=each.decided,
        actual_yen=each.actual,
        explanation=explained.get(each.code, {}),
    )
