"""When documents are over (保存年限の満了). No database, no clock.

Kept for so many years from the 1st of April after the fiscal year in which they were done with (完結年度). Source: the
document rules of municipalities (文書取扱規程), which all count this way.
"""

from datetime import date

from common.fiscal import fiscal_year_of


def over_from(fiscal_year: int, years: int) -> date:
    """The first day on which documents of a fiscal year may be disposed of. years: 1 or more."""
    return date(fiscal_year + 1 + years, 4, 1)


def last_year_over(today: date, years: int) -> int:
    """The latest fiscal year whose documents are over."""
    return fiscal_year_of(today) - 1 - years
