"""What contributions would be under other assumptions (試算): nothing is stored, nothing is decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from billing.allocation import Allocation, CannotAllocate, Rule, Share, Step, Terms, allocate, decimal_text, explain
from billing.assumptions import Assumptions, TakingPart, assume, taking_part_in
from billing.models import APRIL, BaseFigure, BaseFigures, Contract
from billing.models.figures import FigureKind
from billing.records import rule_from_json, rule_to_json
from common.fiscal import first_day
from common.money import Yen
from tenants.models import Municipality


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The assumptions that are tried out.

    total:       yen that are shared, tax included.
    population:  the set of figures that counts; a forecast for a year to come.
    joining:     code -> calendar month from which it takes part.
    plans:       code -> another plan than the one it bought.
    """

    total: Yen
    rule: Rule
    population: UUID | None
    joining: Mapping[str, int]
    plans: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SimulatedRow:
    """One municipality under other assumptions.

    now:         what it pays by the contract as it stands; None where it does not take part.
    per_person:  yen a resident, cut behind the first decimal.
    alone:       what a contract of its own costs, if that is known.
    break_even:  the highest total at which it pays no more than alone, where its share grows with the total alone.
    """

    code: str
    name: str
    now: Yen | None
    amount: Yen
    population: int
    per_person: str
    alone: Yen | None
    break_even: Yen | None
    share: Share

    @property
    def steps(self) -> tuple[Step, ...]:
        """How the amount comes about; the last step is the amount."""
        return explain(self.share)

    @property
    def change(self) -> Yen | None:
        """More than now, or less."""
        return None if self.now is None else Yen(self.amount - self.now)

    @property
    def saved(self) -> Yen | None:
        """Less than alone, or more when below nothing."""
        return None if self.alone is None else Yen(self.alone - self.amount)


@dataclass(frozen=True, slots=True)
class Simulation:
    """All of it, by code. The amounts, and what is carried, make the total."""

    terms: Terms
    rows: tuple[SimulatedRow, ...]
    total: Yen
    carried: Yen

    @property
    def shares(self) -> tuple[Share, ...]:
        return tuple(row.share for row in self.rows)

    @property
    def shared(self) -> Yen:
        """What all pay together."""
        return Yen(sum(row.amount for row in self.rows))

    @property
    def saved(self) -> Yen | None:
        """Of all whose price alone is known."""
        known = [row.saved for row in self.rows if row.saved is not None]
        return Yen(sum(known)) if known else None


_what_if = TypeAdapter(WhatIf)


def what_if_to_json(what_if: WhatIf) -> dict[str, Any]:
    dumped: dict[str, Any] = _what_if.dump_python(what_if, mode="json")
    return dumped | {"rule": rule_to_json(what_if.rule)}


def what_if_from_json(kept: Mapping[str, Any]) -> WhatIf:
    return _what_if.validate_python({**kept, "rule": rule_from_json(kept["rule"])})


def as_it_stands(contract: Contract) -> WhatIf:
    """The contract's own assumptions, to begin with."""
    codes = dict(Municipality.objects.values_list("pk", "code"))
    joining = {codes[key]: _month_of(each, contract) for key, each in taking_part_in(contract).items()}
    return WhatIf(Yen(contract.total_yen), rule_from_json(contract.rule), contract.population_id, joining)


def assumptions_under(contract: Contract, what_if: WhatIf) -> Assumptions:
    """What a calculation of a what-if starts from. Raises CannotAllocate as `assume`."""
    other = Contract(
        fiscal_year=contract.fiscal_year,
        use_year=contract.use_year,
        need=contract.need,
        previous=contract.previous,
        total_yen=what_if.total,
        rule=rule_to_json(what_if.rule),
        population=BaseFigures.objects.filter(pk=what_if.population).first() if what_if.population else None,
    )
    ids = dict(Municipality.objects.filter(code__in=list(what_if.joining)).values_list("code", "pk"))
    agreed = taking_part_in(contract)
    taking_part = {
        ids[code]: _taking_part(agreed.get(ids[code], TakingPart()), month, what_if.plans.get(code, ""), contract)
        for code, month in what_if.joining.items()
        if code in ids
    }
    return assume(other, taking_part)


def simulate(contract: Contract, what_if: WhatIf) -> Simulation:
    """Calculate a what-if beside the contract as it stands. Raises CannotAllocate."""
    terms = assumptions_under(contract, what_if).terms
    result = allocate(terms)
    now, alone = _now(contract), _alone()
    people = {member.code: member.population for member in terms.members}
    in_proportion = not terms.fixed_total and not terms.bounds
    return Simulation(
        terms=terms,
        rows=tuple(
            SimulatedRow(
                code=share.code,
                name=share.name,
                now=now.get(share.code),
                amount=share.amount,
                population=people[share.code],
                per_person=decimal_text(Fraction(share.amount, people[share.code]), 1) if people[share.code] else "",
                alone=alone.get(share.code),
                break_even=_break_even(share, alone.get(share.code), result) if in_proportion else None,
                share=share,
            )
            for share in result.shares
        ),
        total=result.total,
        carried=result.carried,
    )


def side_by_side(simulations: Iterable[Simulation]) -> list[tuple[str, str, list[SimulatedRow | None]]]:
    """Code and name of every municipality that is in one of them, with its row in each, in code order."""
    tables = [{row.code: row for row in each.rows} for each in simulations]
    names = {row.code: row.name for table in tables for row in table.values()}
    return [(code, names[code], [table.get(code) for table in tables]) for code in sorted(names)]


def _break_even(share: Share, alone: Yen | None, result: Allocation) -> Yen | None:
    if alone is None or not share.exact:
        return None
    return Yen(int(result.total * alone / share.exact))


def _now(contract: Contract) -> dict[str, Yen]:
    try:
        return allocate(assume(contract, taking_part_in(contract)).terms).amounts()
    except CannotAllocate:
        return {}


def _alone() -> dict[str, Yen]:
    """What each city would pay by itself, by the newest set of such figures."""
    newest = BaseFigures.objects.filter(kind=FigureKind.ALONE).order_by("-as_of", "-entered_at").first()
    rows = BaseFigure.objects.filter(figures=newest) if newest else BaseFigure.objects.none()
    return {code: Yen(value) for code, value in rows.values_list("municipality__code", "value")}


def _month_of(when: TakingPart, contract: Contract) -> int:
    """The month of the fiscal year from which somebody takes part."""
    return max(when.joins_on or date.min, first_day(contract.fiscal_year)).month


def _taking_part(agreed: TakingPart, month: int, plan: str, contract: Contract) -> TakingPart:
    """The days that were agreed, but for another month of joining and another plan."""
    if month == _month_of(agreed, contract):
        return replace(agreed, plan=plan)
    joins_on = date(contract.fiscal_year + (month < APRIL), month, 1)
    return replace(agreed, joins_on=joins_on, plan=plan)
