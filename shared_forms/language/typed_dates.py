"""Days as people type them: western or Japanese years, full-width digits, 年月日 behind the numbers."""

import re
from datetime import date
from itertools import pairwise

from common.wareki import ERAS
from shared_forms.language.characters import narrow

# Before 明治6年 Japan counted months and days by the moon.
EARLIEST = ERAS[-1].begins_on

_ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_FIRST_YEARS = {era.name: era.first_year for era in ERAS}
# The year in which the next era began; the running era has none.
_LAST_YEARS = {era.name: following.begins_on.year for following, era in pairwise(ERAS)}

_western_year = re.compile(r"([0-9]{4})年?").fullmatch
_japanese_year = re.compile(r"(明治|大正|昭和|平成|令和|[MTSHR])[. ]?([0-9]{1,2}|元)年?").fullmatch
_month = re.compile(r"(1[0-2]|0?[1-9])月?").fullmatch
_day = re.compile(r"(3[01]|[12][0-9]|0?[1-9])日?").fullmatch
_iso = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def year_of(text: str) -> int | None:
    """The western year of 2026, R8, 令和8 or 令和元; None when it cannot be told, as for a bare 8."""
    text = narrow(text).upper()
    if found := _western_year(text):
        return int(found[1])
    if not (found := _japanese_year(text)):
        return None
    era = _ERA_LETTERS.get(found[1], found[1])
    first = _FIRST_YEARS[era]
    year = first - 1 + (1 if found[2] == "元" else int(found[2]))
    return year if first <= year <= _LAST_YEARS.get(era, year) else None


def month_of(text: str) -> int | None:
    """The month of 4, 04 or 4月."""
    return int(found[1]) if (found := _month(narrow(text))) else None


def day_of(text: str) -> int | None:
    """The day of the month of 7, 07 or 7日."""
    return int(found[1]) if (found := _day(narrow(text))) else None


def date_of(iso: str) -> date | None:
    """The day of YYYY-MM-DD, and of no other notation."""
    if not _iso(iso):
        return None
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def days_after(day: date, days: int) -> date:
    """So many days later, earlier when negative; where the calendar ends, its last or first day."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
