"""The stretch of time that figures are asked for (期間): twelve months, or a fiscal year. No database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from common.fiscal import fiscal_year_label, fiscal_year_of

YEARS = 5
RECENT = "recent"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months. key: in addresses; end: the first day that does not belong to it."""

    key: str
    label: str
    start: date
    end: date

    @property
    def months(self) -> list[date]:
        """The first days of its months, the earliest first."""
        count = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        return [month_after(self.start, number) for number in range(count)]


def periods(today: date) -> list[Period]:
    """What can be asked for: the last twelve months, then fiscal years, the current one first."""
    following = month_after(today.replace(day=1), 1)
    recent = Period(RECENT, "直近12か月", month_after(following, -12), following)
    return [recent, *_fiscal_years(today)]


def period_of(key: str, today: date) -> Period:
    """The one that was asked for; the last twelve months for anything else."""
    offered = periods(today)
    return next((period for period in offered if period.key == key), offered[0])


def month_after(month: date, number: int) -> date:
    """The first day of the month that many months later."""
    place = month.year * 12 + month.month - 1 + number
    return date(place // 12, place % 12 + 1, 1)


def _fiscal_years(today: date) -> Iterator[Period]:
    this = fiscal_year_of(today)
    for year in range(this, this - YEARS, -1):
        yield Period(str(year), fiscal_year_label(year), date(year, 4, 1), date(year + 1, 4, 1))
