"""The bars of the figures (グラフ): geometry in per cent of the longest, for a drawing that follows its column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from applications.models import Application
from applications.selectors.procedure_figures import PageFigures
from applications.tallies import Tally

ROW_HEIGHT = 30  # px, as the chart's words are measured in px too


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar. kind: how it is coloured; left and width in per cent of the longest bar."""

    kind: str
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. top and baseline in px from the chart's edge; words stand at its end."""

    name: str
    words: str
    top: int
    baseline: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below each other. key: (kind, words) of the parts."""

    title: str
    key: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        return ROW_HEIGHT * len(self.bars)


def months_chart(months: Mapping[date, Tally]) -> Chart:
    """How many arrived in each month, and which way; ways that nobody took are left out of the key."""
    used = [each for each in Application.Channel if any(tally.channels[each] for tally in months.values())]
    rows = [
        (
            f"{month.year}年{month.month}月",
            f"{tally.received:,}件",
            [(channel.value, tally.channels[channel]) for channel in used],
        )
        for month, tally in months.items()
    ]
    return Chart("月ごとの受付", tuple((each.value, each.label) for each in used), tuple(_bars(rows)))


def pages_chart(pages: Sequence[PageFigures]) -> Chart:
    """How many came to each page, and how many of them went no further."""
    rows = [
        (
            f"{number}. {page.title}",
            f"{page.left_percent}%",
            [("passed", page.passed), ("left", page.left)],
        )
        for number, page in enumerate(pages, start=1)
    ]
    return Chart(
        "ページごとの人数と、やめた割合", (("passed", "先へ進んだ"), ("left", "ここでやめた")), tuple(_bars(rows))
    )


def _bars(rows: Sequence[tuple[str, str, Sequence[tuple[str, int]]]]) -> Iterator[Bar]:
    longest = max((sum(number for _, number in parts) for _, _, parts in rows), default=0)
    for place, (name, words, parts) in enumerate(rows):
        top = place * ROW_HEIGHT + 6
        yield Bar(name, words, top, top + 14, tuple(_segments(parts, longest)))


def _segments(parts: Iterable[tuple[str, int]], longest: int) -> Iterator[Segment]:
    left = 0
    for kind, number in parts:
        if number:
            yield Segment(kind, _percent(left, longest), _percent(number, longest))
        left += number


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%"
