"""The calculation itself."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from billing.allocation.adjusting import adjusted
from billing.allocation.bases import Basis
from billing.allocation.common_denominator import over_one_denominator
from billing.allocation.rounding import Cut, Rounding, largest_remainder, thousands
from billing.allocation.shares import Allocation, Line, Pot, Share
from billing.allocation.terms import Component, Cutting, Member, Terms, check
from common.money import Yen

_FROM_POPULATION = (Basis.BAND, Basis.DEGRESSIVE)


def allocate(terms: Terms) -> Allocation:
    """Split one year's contract cost over the member municipalities (負担金の按分).

    Returns   one share per member, by code; the amounts, and what is carried, sum to `terms.total` exactly.
    Rounding: once, over the sum of all components, as `terms.cutting` says; ties go to the smaller code.
    Raises    CannotAllocate when the terms allow no answer.
    Source:   billing/allocation/README.md
    """
    check(terms)
    members = sorted(terms.members, key=lambda member: member.code)
    parts = _parts(terms, members)
    split = _added(members, parts)
    moved = adjusted(split, terms)
    exact = {code: steps[-1].after if steps else split[code] for code, steps in moved.items()}
    rounded = _rounded(exact, terms)
    shares = tuple(
        Share(
            each.code,
            each.name,
            each.paid_first,
            tuple(part.lines[each.code] for part in parts if each.code in part.lines),
            exact[each.code],
            rounded[each.code],
            moved[each.code],
            each.fees,
        )
        for each in members
    )
    return Allocation(terms.total, shares, Yen(terms.total - sum(share.amount for share in shares)))


def _rounded(exact: dict[str, Fraction], terms: Terms) -> dict[str, Rounding] | dict[str, Cut]:
    if terms.cutting is Cutting.LARGEST_REMAINDER:
        return largest_remainder(exact)
    return thousands(exact, terms.total, terms.bearer if terms.cutting is Cutting.THOUSANDS_BORNE else "")


@dataclass(frozen=True, slots=True)
class _Part:
    """What one component splits, by code; the amounts of the lines once more as numerators over one denominator."""

    lines: dict[str, Line]
    numerators: dict[str, int]
    denominator: int


def _parts(terms: Terms, members: list[Member]) -> list[_Part]:
    paid_first, weights = terms.fixed_total, sum(each.weight for each in terms.components)
    return [_part(terms, members, each, paid_first, weights) for each in terms.components if each.weight]


def _part(terms: Terms, members: list[Member], component: Component, paid_first: Yen, weights: int) -> _Part:
    taking_part = [member for member in members if not component.only or member.code in component.only]
    by_time = terms.by_time(component.basis)
    values = {member.code: component.value(member) for member in taking_part}
    times = {member.code: terms.time_of(member) if by_time else 1 for member in taking_part}
    weighed, unit = over_one_denominator(values)
    whole = sum(weighed[code] * time for code, time in times.items())
    pot = Pot(
        basis=component.basis,
        total=terms.total,
        fixed_total=paid_first,
        weight=component.weight,
        weights=weights,
        whole=Fraction(whole, unit),
        among=len(taking_part) if component.only else None,
    )
    one = Fraction((pot.total - pot.fixed_total) * component.weight, weights * whole)
    numerators = {code: one.numerator * weighed[code] * time for code, time in times.items()}
    by_day, from_people = by_time and terms.year_days is not None, component.basis in _FROM_POPULATION
    lines = {
        member.code: Line(
            pot,
            values[member.code],
            Fraction(numerators[member.code], one.denominator),
            times[member.code] if by_time and not by_day else None,
            times[member.code] if by_day else None,
            member.population if from_people else None,
        )
        for member in taking_part
    }
    return _Part(lines, numerators, one.denominator)


def _added(members: list[Member], parts: list[_Part]) -> dict[str, Fraction]:
    """What each pays first, and its lines."""
    one = lcm(*(part.denominator for part in parts))
    sums = {member.code: member.paid_first * one for member in members}
    for part in parts:
        times = one // part.denominator
        for code, numerator in part.numerators.items():
            sums[code] += numerator * times
    return {code: Fraction(numerator, one) for code, numerator in sums.items()}
