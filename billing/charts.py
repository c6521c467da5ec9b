"""The bar chart of the largest contributions: geometry in per cent, for a drawing that follows its column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from billing.allocation import Basis, Share
from common.money import Yen

BARS = 10
ROW_HEIGHT = 30  # px, as the chart's words are measured in px too


@dataclass(frozen=True, slots=True)
class Segment:
    """One component's part of a bar. Left and width in per cent of the longest bar."""

    basis: Basis
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One municipality's bar. `top` and `baseline` in px from the chart's edge."""

    name: str
    amount: Yen
    top: int
    baseline: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The largest contributions, largest first. `share_of_first`: per cent of the total, in words."""

    bars: tuple[Bar, ...]
    height: int
    share_of_first: str


def largest(shares: Sequence[Share], total: Yen) -> Chart | None:
    """Draw the largest shares; None when there is nothing to compare."""
    chosen = sorted(shares, key=lambda share: (-share.amount, share.code))[:BARS]
    if len(chosen) < 2 or not chosen[0].amount:
        return None
    longest = chosen[0].exact
    bars = tuple(_bar(share, longest, row) for row, share in enumerate(chosen))
    return Chart(bars, ROW_HEIGHT * len(bars), _percent(Fraction(chosen[0].amount, total)))


@dataclass(frozen=True, slots=True)
class PlainBar:
    """One bar of one colour. words: the figure at its end; width in per cent of the longest."""

    name: str
    words: str
    top: int
    baseline: int
    width: str


@dataclass(frozen=True, slots=True)
class PlainChart:
    """Bars by length, longest first."""

    bars: tuple[PlainBar, ...]
    height: int


def longest(figures: Iterable[tuple[str, str, Fraction]]) -> PlainChart | None:
    """Draw the largest figures: name, the figure in words, and the figure. None when there is nothing to compare."""
    chosen = sorted(figures, key=lambda figure: (-figure[2], figure[0]))[:BARS]
    if len(chosen) < 2 or not chosen[0][2]:
        return None
    bars = tuple(
        PlainBar(name, words, row * ROW_HEIGHT + 6, row * ROW_HEIGHT + 20, _percent(value / chosen[0][2]))
        for row, (name, words, value) in enumerate(chosen)
    )
    return PlainChart(bars, ROW_HEIGHT * len(bars))


def _bar(share: Share, longest: Fraction, row: int) -> Bar:
    top = row * ROW_HEIGHT + 6
    return Bar(share.name, share.amount, top, top + 14, tuple(_segments(share, longest)))


def _segments(share: Share, longest: Fraction) -> Iterable[Segment]:
    left = Fraction(0)
    for line in share.lines:
        yield Segment(line.basis, _percent(left / longest), _percent(line.amount / longest))
        left += line.amount


def _percent(part: Fraction) -> str:
    return f"{float(part) * 100:.1f}%"
