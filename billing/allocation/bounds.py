"""Limits on shares: caps and floors (上限・下限), and how far a share may move from last year's (激変緩和)."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor

from billing.allocation.common_denominator import over_one_denominator
from billing.allocation.errors import CannotAllocate
from common.money import Yen

_Row = tuple[int, Yen | None, Yen | None]  # a share, over the denominator they all have, and its limits


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
    numerators, one = over_one_denominator(exact)
    rows = [
        (share, bound.least if bound else None, bound.most if bound else None)
        for code, share in numerators.items()
        for bound in [limits.get(code)]
    ]
    factor = _factor(rows, one, total)
    return {
        code: Bounded(exact[code], after, limits[code].reason if is_held else "", factor)
        for code, (after, is_held) in zip(exact, _within(rows, one, factor), strict=True)
    }


def _factor(rows: Sequence[_Row], one: int, total: Yen) -> Fraction:
    """The factor at which the limited shares sum to the total.

    While the factor grows from nothing, every share stands at its floor, leaves it, and stands at its cap in the end. Between two such
    points the sum is a straight line, `held + free * factor`: find the piece on which it reaches the total, and solve for the factor.
    """
    points = _points(rows)
    least = sum(least or 0 for _, least, _ in rows)
    free_at_once = sum(share for share, least, _ in rows if least is None)
    held = [*accumulate((enters * limit for limit, _, enters in points), initial=least)]
    free = [*accumulate((-enters * share for _, share, enters in points), initial=free_at_once)]

    def reaches(at: int) -> bool:
        limit, share, _ = points[at]
        return held[at] * share + free[at] * limit >= total * share

    piece = bisect_left(range(len(points)), True, key=reaches)
    if free[piece]:
        return Fraction((total - held[piece]) * one, free[piece])
    if piece == len(points):
        return Fraction(1)  # nothing to split at all
    limit, share, _ = points[piece]
    return Fraction(limit * one, share)


def _points(rows: Sequence[_Row]) -> list[tuple[Yen, int, int]]:
    """Where a share meets a limit, by growing factor: the limit, the share, and 1 where it is held from there on or -1 where no longer.

    Sorted by whole numbers with so many digits behind the point that no two different factors look alike: `a/b` and `c/d` differ by at
    least `1/bd`.
    """
    digits = 2 * max((share.bit_length() for share, _, _ in rows), default=0)
    points = [
        (limit, share, enters)
        for share, least, most in rows
        if share
        for limit, enters in ((least, -1), (most, 1))
        if limit is not None
    ]
    return sorted(points, key=lambda point: (point[0] << digits) // point[1])


def _within(rows: Sequence[_Row], one: int, factor: Fraction) -> Iterator[tuple[Fraction, bool]]:
    """Every share times the factor, within its limits; and whether it stands at one."""
    up, unit = factor.numerator, one * factor.denominator
    for share, least, most in rows:
        wished = share * up
        if most is not None and wished > most * unit:
            yield Fraction(most), True
        elif least is not None and wished < least * unit:
            yield Fraction(least), True
        else:
            yield Fraction(wished, unit), False


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
