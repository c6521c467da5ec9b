"""What moves exact shares after the components were added: relief for small municipalities, then limits."""

from collections.abc import Mapping
from fractions import Fraction

from billing.allocation.bounds import hold
from billing.allocation.common_denominator import over_one_denominator
from billing.allocation.errors import CannotAllocate
from billing.allocation.shares import Adjustment
from billing.allocation.terms import Relief, Terms


def adjusted(split: Mapping[str, Fraction], terms: Terms) -> dict[str, tuple[Adjustment, ...]]:
    """What was done to each share, step by step; the last step has the share as it is rounded. Nothing where no rule applies.

    Raises CannotAllocate when the rules leave no answer.
    """
    steps: dict[str, tuple[Adjustment, ...]] = dict.fromkeys(split, ())
    shares = dict(split)
    if terms.relief:
        for code, step in _relieved(shares, terms, terms.relief).items():
            steps[code], shares[code] = (*steps[code], step), step.after
    if terms.bounds:
        for code, bounded in hold(shares, terms.bounds, terms.total).items():
            if bounded.after == bounded.before:
                continue
            label = bounded.reason or "上限・下限にかかった団体の差額を、ほかの団体で分ける"
            factor = None if bounded.is_held else bounded.factor
            steps[code] = (*steps[code], Adjustment(label, bounded.before, factor, bounded.after))
    return steps


def _relieved(shares: Mapping[str, Fraction], terms: Terms, relief: Relief) -> dict[str, Adjustment]:
    small = {member.code for member in terms.members if member.population < relief.below}
    numerators, one = over_one_denominator(shares)
    of_small = sum(numerator for code, numerator in numerators.items() if code in small)
    given_up, carrying = Fraction(of_small, one) * relief.part, Fraction(sum(numerators.values()) - of_small, one)
    if not given_up:
        return {}
    if not carrying:
        raise CannotAllocate(
            "軽減した分を負担する団体がありません。軽減する人口の基準を下げてください。", code="nobody_carries"
        )
    factor = 1 + given_up / carrying
    less, more = f"小規模団体の軽減（人口{relief.below:,}人未満）", "小規模団体の軽減分を、ほかの団体で分ける"
    left = 1 - relief.part
    return {
        code: Adjustment(less, share, left, share * left)
        if code in small
        else Adjustment(more, share, factor, share * factor)
        for code, share in shares.items()
    }
