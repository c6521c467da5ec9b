"""Fiscal years (会計年度): from 1 April to 31 March. Source: 地方自治法 第208条."""

from collections.abc import Iterator
from datetime import date

from common.wareki import era_label


def fiscal_year_of(day: date) -> int:
    """The fiscal year a day belongs to, named by the year of its April. Give it the day in Japan, not in UTC."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_label(fiscal_year: int) -> str:
    """The year as documents write it: 令和8年度.

    A year takes the era of its 1 May, so that all of 2019 is 令和元年度, as the ministries agreed on 1 April 2019
    (改元に伴う元号による年表示の取扱いについて).
    """
    return f"{era_label(date(fiscal_year, 5, 1))}度"


def months_left(month: int) -> int:
    """How many months of the fiscal year remain from a month on, that month counted: April 12, October 6, March 1."""
    return (3 - month) % 12 + 1


def first_day(fiscal_year: int) -> date:
    """1 April."""
    return date(fiscal_year, 4, 1)


def last_day(fiscal_year: int) -> date:
    """31 March of the year after."""
    return date(fiscal_year + 1, 3, 31)


def months_between(start: date, end: date) -> int:
    """Calendar months that two days touch, both counted: 1 October to 31 March are 6."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def first_of_month(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def months_from(start: date, end: date) -> Iterator[date]:
    """The first day of every month that lies between two days, those of both counted."""
    for month in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        yield date(month // 12, month % 12 + 1, 1)
