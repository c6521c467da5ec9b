"""Keeping what-ifs under a name, and showing a city its own line of one (試算の保存と提示)."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from audit.events import AuditEvent
from audit.services import record
from billing import policies
from billing.errors import ActionRefused, NameTaken
from billing.models import CityShare, Contract, Scenario
from billing.services.telling import tell_simulation
from billing.simulation import WhatIf, assumptions_under, simulate, what_if_from_json, what_if_to_json
from common.actor import Actor


@transaction.atomic
def keep_scenario(contract_id: UUID, name: str, what_if: WhatIf, *, actor: Actor) -> Scenario:
    """Keep a what-if under a name. Raises ActionRefused, NameTaken, or CannotAllocate: only what can be calculated is kept."""
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    if not policies.can_keep_scenarios(actor):
        raise ActionRefused(action="keep_scenario")
    simulate(contract, what_if)
    kept = what_if_to_json(what_if)
    try:
        with transaction.atomic():
            return Scenario.objects.create(
                contract=contract, number=_next_number(contract), name=name, assumptions=kept, kept_by=actor.name
            )
    except IntegrityError as error:
        raise NameTaken from error


@transaction.atomic
def remove_scenario(scenario_id: UUID, *, actor: Actor) -> None:
    """Forget a what-if. Raises ActionRefused."""
    if not policies.can_keep_scenarios(actor):
        raise ActionRefused(action="remove_scenario")
    Scenario.objects.filter(pk=scenario_id).delete()


@transaction.atomic
def show_scenario(scenario_id: UUID, *, actor: Actor) -> int:
    """Show every city in a what-if its own line, whether it takes part already or not yet. Returns how many were told.

    A second time tells nobody again. Raises ActionRefused, or CannotAllocate when figures it needs are gone.
    """
    scenario = Scenario.objects.select_related("contract").get(pk=scenario_id)
    if not policies.can_keep_scenarios(actor):
        raise ActionRefused(action="show_scenario")
    contract, what_if = scenario.contract, what_if_from_json(scenario.assumptions)
    assumptions, simulation = assumptions_under(contract, what_if), simulate(contract, what_if)
    told = tell_simulation(scenario, assumptions.sources, simulation)
    record(AuditEvent.SCENARIO_SHOWN, actor=actor, subject=str(contract.pk), number=scenario.number, count=told)
    return told


def _next_number(contract: Contract) -> int:
    """Numbers are not given twice: what cities were told of a what-if outlives it."""
    told = CityShare.objects.filter(contract=contract, kind=CityShare.Kind.SIMULATION)
    return 1 + max(rows.aggregate(last=Max("number"))["last"] or 0 for rows in (contract.scenarios.all(), told))
