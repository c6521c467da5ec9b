"""The calculation itself."""

from fractions import Fraction

from billing.allocation.rounding import largest_remainder
from billing.allocation.shares import Allocation, Line, Share
from billing.allocation.terms import Component, Member, Terms, check


def allocate(terms: Terms) -> Allocation:
    """Split one year's contract cost over the member municipalities (負担金の按分).

    Returns   one share per member, by code; the amounts sum to `terms.total` exactly.
    Rounding: largest remainder, once, over the sum of all components; ties go to the smaller code.
    Raises    CannotAllocate when the terms allow no answer.
    Source:   billing/allocation/README.md
    """
    check(terms)
    members = sorted(terms.members, key=lambda member: member.code)
    lines = {member.code: _lines(terms, member) for member in members}
    exact = {
        member.code: sum((line.amount for line in lines[member.code]), Fraction(member.fixed)) for member in members
    }
    rounded = largest_remainder(exact)
    shares = (Share(m.code, m.name, m.fixed, lines[m.code], exact[m.code], rounded[m.code]) for m in members)
    return Allocation(terms.total, tuple(shares))


def _lines(terms: Terms, member: Member) -> tuple[Line, ...]:
    return tuple(_line(terms, member, component) for component in terms.components if component.weight)


def _line(terms: Terms, member: Member, component: Component) -> Line:
    weights = sum(each.weight for each in terms.components)
    whole = terms.whole(component.basis)
    part = Fraction(component.weight, weights) * Fraction(terms.weighted(member, component.basis), whole)
    return Line(
        basis=component.basis,
        total=terms.total,
        fixed_total=terms.fixed_total,
        weight=component.weight,
        weights=weights,
        value=member.value(component.basis),
        whole=whole,
        months=member.months if terms.by_months(component.basis) else None,
        amount=(terms.total - terms.fixed_total) * part,
    )
