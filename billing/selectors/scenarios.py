"""What-ifs that were kept, calculated anew whenever they are looked at."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.allocation import CannotAllocate
from billing.models import CityShare, Contract, Scenario
from billing.simulation import SimulatedRow, Simulation, WhatIf, side_by_side, simulate, what_if_from_json
from billing.words import rules_in_words
from common.money import Yen


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A what-if in the list and in the comparison. refusal: why it cannot be calculated any more; is_shown: cities were told."""

    id: UUID
    number: int
    name: str
    kept_at: datetime
    kept_by: str
    is_shown: bool
    what_if: WhatIf
    simulation: Simulation | None
    refusal: str

    @property
    def rules(self) -> tuple[str, ...]:
        return rules_in_words(self.simulation.terms) if self.simulation else ()


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One municipality across the what-ifs; None where it does not take part."""

    code: str
    name: str
    cells: tuple[SimulatedRow | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What-ifs side by side; totals below."""

    scenarios: tuple[KeptScenario, ...]
    rows: tuple[ComparedRow, ...]
    totals: tuple[Yen, ...]


def scenarios_of(contract: Contract) -> tuple[KeptScenario, ...]:
    """Everything that was kept of a contract, in the order it was kept."""
    shown = CityShare.objects.filter(contract=contract, kind=CityShare.Kind.SIMULATION)
    numbers = set(shown.values_list("number", flat=True).distinct())
    return tuple(
        _kept(each, contract, is_shown=each.number in numbers) for each in Scenario.objects.filter(contract=contract)
    )


def scenario_of(contract: Contract, scenario_id: UUID) -> KeptScenario | None:
    """One of them."""
    return next((each for each in scenarios_of(contract) if each.id == scenario_id), None)


def compare(kept: tuple[KeptScenario, ...], numbers: Collection[int]) -> Comparison | None:
    """The chosen ones side by side, or all where none is chosen; None when none can be calculated."""
    chosen = tuple(each for each in kept if each.simulation is not None and (not numbers or each.number in numbers))
    simulations = [each.simulation for each in chosen if each.simulation is not None]
    if not simulations:
        return None
    return Comparison(
        scenarios=chosen,
        rows=tuple(ComparedRow(code, name, tuple(cells)) for code, name, cells in side_by_side(simulations)),
        totals=tuple(Yen(sum(row.amount for row in each.rows)) for each in simulations),
    )


def _kept(scenario: Scenario, contract: Contract, *, is_shown: bool) -> KeptScenario:
    what_if = what_if_from_json(scenario.assumptions)
    simulation, refusal = None, ""
    try:
        simulation = simulate(contract, what_if)
    except CannotAllocate as error:
        refusal = error.message
    return KeptScenario(
        id=scenario.pk,
        number=scenario.number,
        name=scenario.name,
        kept_at=scenario.kept_at,
        kept_by=scenario.kept_by,
        is_shown=is_shown,
        what_if=what_if,
        simulation=simulation,
        refusal=refusal,
    )
