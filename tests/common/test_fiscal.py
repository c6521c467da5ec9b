"""The year that begins in April."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.fiscal import fiscal_year_label, fiscal_year_of, months_left


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 4, 1), 2026),
        (date(2026, 3, 31), 2025),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_fiscal_year_of(day, year):
    assert fiscal_year_of(day) == year


def test_half_past_midnight_on_1_april_belongs_to_the_new_year_in_japan():
    moment = datetime(2027, 3, 31, 15, 30, tzinfo=UTC)
    assert fiscal_year_of(moment.date()) == 2026
    assert fiscal_year_of(moment.astimezone(ZoneInfo("Asia/Tokyo")).date()) == 2027


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2026, "令和8年度"),
        (2020, "令和2年度"),
        (2019, "令和元年度"),
        (2018, "平成30年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
    ],
)
def test_fiscal_year_label(year, label):
    assert fiscal_year_label(year) == label


@pytest.mark.parametrize(("month", "left"), [(4, 12), (5, 11), (10, 6), (12, 4), (1, 3), (3, 1)])
def test_months_left(month, left):
    assert months_left(month) == left


@given(st.dates(min_value=date(1, 4, 1)))
def test_a_fiscal_year_covers_the_day(day):
    year = fiscal_year_of(day)
    assert date(year, 4, 1) <= day
    assert year == 9999 or day < date(year + 1, 4, 1)
