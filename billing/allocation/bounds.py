"""Limits on shares: caps and floors (上限・下限), and how far a share may move from last year's (激変緩和)."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from billing.allocation.common_denominator import over_one_denominator
from billing.allocation.errors import CannotAllocate
from common.money import Yen


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and the most that one municipality pays; None is no limit. reason: in words, for the explanation."""

    code: str
    least: Yen | None
    most: Yen | None
    reason: str


@dataclass(frozen=True, slots=True)
class Bounded:
    """What the limits made of one exact share: its bound, or the common factor by which the free shares were multiplied."""

    before: Fraction
    after: Fraction
    reason: str
    factor: Fraction

    @property
    def is_held(self) -> bool:
        """Whether the share stands at its limit."""
        return bool(self.reason)


def change_limits(last: Mapping[str, Yen], *, most: Fraction, least: Fraction) -> tuple[Bound, ...]:
    """Bounds by which no share grows beyond, or falls below, a multiple of last year's.

    most, least:  such as 6/5 and 4/5. Whole yen: the cap is cut, the floor is filled up.
    """
    return tuple(
        Bound(code, Yen(ceil(yen * least)), Yen(floor(yen * most)), f"前年度の負担額 {yen:,}円を基準にした激変緩和")
        for code, yen in sorted(last.items())
    )


def hold(exact: Mapping[str, Fraction], bounds: Sequence[Bound], total: Yen) -> dict[str, Bounded]:
    """The shares within their limits: those that are free keep their proportions, multiplied by one common factor.

    exact:   code -> share, >= 0, which sum to `total`.
    Raises   CannotAllocate when the limits leave no answer, naming how much is missing.
    Returns  for every code what became of its share; the result does not depend on any order.
    """
    limits = {bound.code: bound for bound in bounds if bound.code in exact}
    _refuse_impossible(exact, limits, total)
    shares = _Shares(exact, limits)
    factor = _factor(shares, total)
    return {
        code: Bounded(exact[code], after, limits[code].reason if is_held else "", factor)
        for code, (after, is_held) in zip(exact, shares.at(factor), strict=True)
    }


def _factor(shares: "_Shares", total: Yen) -> Fraction:
    """The factor at which the limited shares sum to the total.

    The sum grows with the factor, in straight pieces between the points at which a share meets a limit: find the piece, and on it
    solve for the factor.
    """
    points = shares.points()
    low = bisect_left(points, Fraction(total), key=lambda point: shares.sum_at(point)[0])
    if low < len(points) and shares.sum_at(points[low])[0] == total:
        return points[low]
    before = points[low - 1] if low else Fraction(0)
    after = points[low] if low < len(points) else before + 1
    within = (before + after) / 2
    whole, free = shares.sum_at(within)
    return (total - (whole - free * within)) / free if free else Fraction(1)  # nothing to split at all


class _Shares:
    """Exact shares over one denominator, each with its limits."""

    def __init__(self, exact: Mapping[str, Fraction], limits: Mapping[str, Bound]) -> None:
        numerators, self._one = over_one_denominator(exact)
        self._rows = [
            (numerator, bound.least if bound else None, bound.most if bound else None)
            for code, numerator in numerators.items()
            for bound in [limits.get(code)]
        ]

    def points(self) -> list[Fraction]:
        """The factors at which a share meets a limit, in order.

        Sorted by whole numbers with so many digits behind the point that no two different factors look alike: `a/b` and `c/d` differ by
        at least `1/bd`.
        """
        digits = 2 * max((share.bit_length() for share, _, _ in self._rows), default=0)
        found = {
            (limit * self._one << digits) // share: (limit * self._one, share)
            for share, *both in self._rows
            if share
            for limit in both
            if limit is not None
        }
        return [Fraction(*found[key]) for key in sorted(found)]

    def at(self, factor: Fraction) -> Iterator[tuple[Fraction, bool]]:
        """Every share at a factor, and whether it stands at a limit."""
        up, unit = factor.numerator, self._one * factor.denominator
        for share, least, most in self._rows:
            wished = share * up
            if most is not None and wished > most * unit:
                yield Fraction(most), True
            elif least is not None and wished < least * unit:
                yield Fraction(least), True
            else:
                yield Fraction(wished, unit), False

    def sum_at(self, factor: Fraction) -> tuple[Fraction, Fraction]:
        """The sum of all shares at a factor, each within its limits; and that of the free ones before it."""
        up, unit = factor.numerator, self._one * factor.denominator
        limited = whole = free = 0
        for share, least, most in self._rows:
            wished = share * up
            if most is not None and wished > most * unit:
                limited += most
            elif least is not None and wished < least * unit:
                limited += least
            else:
                whole += wished
                free += share
        return Fraction(whole, unit) + limited, Fraction(free, self._one)


def _refuse_impossible(exact: Mapping[str, Fraction], limits: Mapping[str, Bound], total: Yen) -> None:
    for bound in limits.values():
        if bound.least is not None and bound.most is not None and bound.least > bound.most:
            raise CannotAllocate(
                f"{bound.code}の下限{bound.least:,}円が、上限{bound.most:,}円を超えています。", code="bounds_contradict"
            )
    least = sum(bound.least or 0 for bound in limits.values())
    if least > total:
        raise CannotAllocate(
            f"下限の合計{least:,}円が、分ける総額{total:,}円を{least - total:,}円超えています。下限を下げてください。",
            code="floors_above_total",
        )
    most = sum(_most(share, limits.get(code)) or 0 for code, share in exact.items())
    is_open = any(_most(share, limits.get(code)) is None for code, share in exact.items())
    if not is_open and most < total:
        raise CannotAllocate(
            f"上限の合計{most:,}円が、分ける総額{total:,}円に{total - most:,}円足りません。上限を上げてください。",
            code="caps_below_total",
        )


def _most(share: Fraction, bound: Bound | None) -> Yen | None:
    """How much a share can grow to: nothing grows to nothing but its floor."""
    if not share:
        return (bound.least if bound else None) or Yen(0)
    return bound.most if bound else None
