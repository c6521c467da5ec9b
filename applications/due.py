"""When an application is due (標準処理期間), and how people say so. No database, no clock.

Counted in working days after the day of arrival; while the office waits for a correction the clock stands still.
Source: 行政手続法 第6条; 民法 第140条 (the first day is not counted); offices rest on the days of 地方自治法 第4条の2.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import jpholiday

NEAR_DAYS = 3
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Due:
    """Days left in words. kind: "over", "near" or "" for how much weight they get."""

    words: str
    kind: str = ""


def due_on(arrived_on: date, standard_days: int, closed: Collection[date] = ()) -> date:
    """The last day on which an application is answered in time.

    standard_days:  working days, >= 1.
    closed:         days on which this city is closed besides those of every city (閉庁日).
    """
    return working_days_after(arrived_on, standard_days, closed)


def resumed(due: date, returned_on: date, back_on: date, closed: Collection[date] = ()) -> date:
    """The due day after a correction: later by the working days between; what was late already stays as late."""
    if due <= returned_on:
        return due
    return working_days_after(due, working_days_between(returned_on, back_on, closed), closed)


def working_days_between(first: date, last: date, closed: Collection[date] = ()) -> int:
    """How many working days come after the first day, the last one counted; 0 for the same day."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day) and day not in closed for day in days)


def working_days_after(day: date, number: int, closed: Collection[date] = ()) -> date:
    """The day that many working days later; the day itself for 0."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day) and day not in closed
    return day


def in_words(due: date, today: date) -> Due:
    """あと3日, きょうまで, 2日超過."""
    left = (due - today).days
    if left < 0:
        return Due(f"{-left}日超過", "over")
    if left == 0:
        return Due("きょうまで", "near")
    return Due(f"あと{left}日", "near" if left <= NEAR_DAYS else "")


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Whether a municipal office is open: no weekend, no holiday, not 29 December to 3 January."""
    new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < SATURDAY and not new_year and not jpholiday.is_holiday(day)
