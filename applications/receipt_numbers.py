"""Receipt numbers (受付番号): readable aloud, typed back with mistakes, checked by their last digit.

`27140-R8-0001234-7` = city (first five digits of its code) - fiscal year in the era's letter - running number - check digit.
The check digit is Damm's: it finds every single wrong digit and every swap of two neighbours, hyphens or not.
Source: H. M. Damm, Total anti-symmetrische Quasigruppen (2004).
"""

import re
import unicodedata

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_YEAR_BEFORE_ERA = {"R": 2018}  # 令和元年 = 2019; a coming era is one line more
_SHAPE = re.compile(r"([0-9]{5})([A-Z])([0-9]{1,2})([0-9]{7})([0-9])")
_FILLERS = re.compile(r"[\s\-‐-―−－ー〜~_・.,]+")
LARGEST = 9_999_999


def compose(code: str, fiscal_year: int, number: int) -> str:
    """Receipt number of the `number`-th receipt of a city in a fiscal year.

    code:         six-digit code of the municipality; its own check digit is left out.
    fiscal_year:  year in which it began, e.g. 2026 for 令和8年度.
    number:       1 .. 9,999,999. Raises ValueError outside of that.
    """
    if not 1 <= number <= LARGEST:
        raise ValueError(f"no receipt number for {number}")
    era = "R"
    return _written(code[:5], era, str(fiscal_year - _YEAR_BEFORE_ERA[era]), f"{number:07}")


def normalise(typed: str) -> str | None:
    """What somebody typed, as `compose` writes it; None if it is no receipt number.

    Full-width characters, missing or odd hyphens, blanks and small letters are forgiven; a wrong check digit is not.
    """
    plain = _FILLERS.sub("", unicodedata.normalize("NFKC", typed[:100])).upper()
    shape = _SHAPE.fullmatch(plain)
    if shape is None:
        return None
    city, era, year, number, check = shape.groups()
    written = _written(city, era, year, number)
    right = era in _YEAR_BEFORE_ERA and year[0] != "0" and written[-1] == check
    return written if right else None


def _written(city: str, era: str, year: str, number: str) -> str:
    return f"{city}-{era}{year}-{number}-{_check_digit(city + year + number)}"


def _check_digit(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state
