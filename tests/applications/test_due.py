"""標準処理期間: working days, holidays, corrections, and the words for them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.due import Due, due_on, in_words, is_working_day, resumed

MONDAY = date(2026, 11, 16)  # 23 November is 勤労感謝の日


@pytest.mark.parametrize(
    ("arrived_on", "days", "expected"),
    [
        (MONDAY, 1, date(2026, 11, 17)),
        (MONDAY, 4, date(2026, 11, 20)),
        (MONDAY, 5, date(2026, 11, 24)),  # a weekend and a holiday lie between
        (date(2026, 11, 21), 1, date(2026, 11, 24)),  # arrived on a Saturday
        (date(2026, 12, 28), 1, date(2027, 1, 4)),  # offices rest over the new year
        (date(2027, 4, 28), 2, date(2027, 5, 6)),  # 昭和の日, weekend and the other days of the golden week
    ],
)
def test_working_days_after_the_day_of_arrival(arrived_on, days, expected):
    assert due_on(arrived_on, days) == expected
    assert is_working_day(expected)


def test_days_in_which_the_office_waits_do_not_count():
    returned, back = date(2026, 11, 17), date(2026, 11, 26)
    due = due_on(MONDAY, 3)

    assert resumed(due, returned, back) == date(2026, 11, 30)
    assert resumed(due, returned, returned) == due
    assert resumed(resumed(due, returned, back), date(2026, 11, 27), date(2026, 12, 1)) == date(2026, 12, 2)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 30), st.integers(0, 40), st.integers(0, 40))
def test_a_stopped_clock_goes_on_where_it_stood(arrived_on, days, before, waited):
    """Counted day by day over the days in which it ran, as the law has it."""
    returned = arrived_on + timedelta(days=before)
    back = returned + timedelta(days=waited)
    day, left = arrived_on, days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day) and not returned < day <= back

    assert resumed(due_on(arrived_on, days), returned, back) == day


def test_days_on_which_the_city_is_closed_do_not_count():
    closed = {date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 21)}  # the last one is a Saturday anyway

    assert due_on(MONDAY, 3, closed) == date(2026, 11, 24)
    assert resumed(date(2026, 11, 19), date(2026, 11, 16), date(2026, 11, 20), closed) == date(2026, 11, 24)


def test_what_was_late_when_it_was_returned_stays_as_late():
    due = due_on(MONDAY, 1)

    assert resumed(due, due, date(2026, 12, 1)) == due
    assert resumed(due, date(2026, 11, 20), date(2026, 12, 1)) == due


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (-2, Due("2日超過", "over")),
        (-1, Due("1日超過", "over")),
        (0, Due("きょうまで", "near")),
        (1, Due("あと1日", "near")),
        (3, Due("あと3日", "near")),
        (4, Due("あと4日", "")),
    ],
)
def test_in_words(left, expected):
    today = date(2026, 11, 22)

    assert in_words(date.fromordinal(today.toordinal() + left), today) == expected
