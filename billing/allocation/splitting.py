"""The calculation itself."""

from fractions import Fraction
from math import lcm

from billing.allocation.adjusting import adjusted
from billing.allocation.bases import Basis
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
    lines = _lines(terms, members)
    split = {member.code: _sum(member, lines[member.code]) for member in members}
    moved = adjusted(split, terms)
    exact = {code: steps[-1].after if steps else split[code] for code, steps in moved.items()}
    rounded = _rounded(exact, terms)
    shares = tuple(
        Share(
            each.code,
            each.name,
            each.paid_first,
            lines[each.code],
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


def _lines(terms: Terms, members: list[Member]) -> dict[str, tuple[Line, ...]]:
    """The lines of every member; a component that is not split among it leaves none."""
    lines: dict[str, list[Line]] = {member.code: [] for member in members}
    weights = sum(each.weight for each in terms.components)
    for component in terms.components:
        if component.weight:
            for code, line in _component(terms, members, component, weights):
                lines[code].append(line)
    return {code: tuple(each) for code, each in lines.items()}


def _component(terms: Terms, members: list[Member], component: Component, weights: int) -> list[tuple[str, Line]]:
    taking_part = [member for member in members if not component.only or member.code in component.only]
    by_time = terms.by_time(component.basis)
    values = [component.value(member) for member in taking_part]
    times = [terms.time_of(member) if by_time else 1 for member in taking_part]
    whole = _sum_of_products(values, times)
    pot = Pot(
        basis=component.basis,
        total=terms.total,
        fixed_total=terms.fixed_total,
        weight=component.weight,
        weights=weights,
        whole=whole,
        among=len(taking_part) if component.only else None,
    )
    one = Fraction((pot.total - pot.fixed_total) * component.weight, weights) / whole
    above, below = one.numerator, one.denominator
    by_day, from_people = by_time and terms.year_days is not None, component.basis in _FROM_POPULATION
    return [
        (
            member.code,
            Line(
                pot,
                value,
                Fraction(above * value.numerator * time, below * value.denominator),
                time if by_time and not by_day else None,
                time if by_day else None,
                member.population if from_people else None,
            ),
        )
        for member, value, time in zip(taking_part, values, times, strict=True)
    ]


def _sum_of_products(values: list[Fraction], times: list[int]) -> Fraction:
    """Over one denominator: values are whole, or have a few decimals."""
    one = lcm(*(value.denominator for value in values))
    whole = sum(value.numerator * (one // value.denominator) * time for value, time in zip(values, times, strict=True))
    return Fraction(whole, one)


def _sum(member: Member, lines: tuple[Line, ...]) -> Fraction:
    """The fixed amount and the lines, over one denominator."""
    one = lcm(*(line.amount.denominator for line in lines))
    return Fraction(
        sum(line.amount.numerator * (one // line.amount.denominator) for line in lines) + member.paid_first * one, one
    )
