"""Years of the Japanese eras (和暦). Days are kept in the western calendar; eras are only shown."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Era:
    """An era (元号): its name, the day it began and the western year that is its year 1."""

    name: str
    begins_on: date
    first_year: int


# 明治 begins here with the western calendar (明治6年1月1日); the days before were counted by the moon.
ERAS = (
    Era("令和", date(2019, 5, 1), 2019),
    Era("平成", date(1989, 1, 8), 1989),
    Era("昭和", date(1926, 12, 25), 1926),
    Era("大正", date(1912, 7, 30), 1912),
    Era("明治", date(1873, 1, 1), 1868),
)
WEEKDAYS = "月火水木金土日"


def era_of(day: date) -> Era | None:
    """The era a day belongs to; None before 1873."""
    return next((era for era in ERAS if era.begins_on <= day), None)


def era_label(day: date) -> str:
    """The year of a day: 令和8年, or 令和元年 for the first; 1850年 for a day before 1873."""
    era = era_of(day)
    if era is None:
        return f"{day.year}年"
    year = day.year - era.first_year + 1
    return f"{era.name}{'元' if year == 1 else year}年"


def long_date(day: date) -> str:
    """A day as notices write it: 2026年11月22日（日）（令和8年）."""
    western = f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
    return f"{western}（{era_label(day)}）" if era_of(day) else western
