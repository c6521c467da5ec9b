"""What came in and how it went, added up (集計). No database, no clock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from applications.models import Application

HALF, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)
Channel = Application.Channel


@dataclass(slots=True)
class Tally:
    """The figures of one month, or of one procedure.

    channels:  how many arrived which way; withdrawn ones included.
    returned:  how many of them were given back for correction, at least once.
    days:      working days from arrival to decision, without those in which a correction was waited for -> how many decisions.
    """

    channels: Counter[str] = field(default_factory=Counter)
    returned: int = 0
    days: Counter[int] = field(default_factory=Counter)

    @property
    def received(self) -> int:
        return self.channels.total()

    @property
    def online(self) -> int:
        return self.channels[Channel.ONLINE]

    @property
    def from_placements(self) -> int:
        return self.channels[Channel.PLACEMENT]

    @property
    def at_counters(self) -> int:
        return self.channels[Channel.COUNTER]

    @property
    def returned_percent(self) -> int | None:
        """Rounded half up; None where nothing arrived."""
        return percent(self.returned, self.received)

    @property
    def decided(self) -> int:
        return self.days.total()

    @property
    def median_days(self) -> int | None:
        """Half of the decisions took no longer."""
        return quantile(self.days, HALF)

    @property
    def most_days(self) -> int | None:
        """Nine in ten decisions took no longer."""
        return quantile(self.days, NINE_TENTHS)


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    whole = Tally()
    for each in tallies:
        whole.channels += each.channels
        whole.returned += each.returned
        whole.days.update(each.days)
    return whole


def quantile(counts: Counter[int], share: Fraction) -> int | None:
    """The smallest value that this share does not exceed (nearest rank); None without values. share: above 0, at most 1."""
    wanted = counts.total() * share
    for value in sorted(+counts):
        wanted -= counts[value]
        if wanted <= 0:
            return value
    return None


def percent(part: int, whole: int) -> int | None:
    """Whole per cent, half up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None
