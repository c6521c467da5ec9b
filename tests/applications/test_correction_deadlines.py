"""修正の期限: a day to come, and two reminders at most, none on the day of the request, none too late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.correction_deadlines import LONGEST, Reminder, is_possible, reminder_for, usual_deadline

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 24), date(2026, 12, 8)),
        (date(2026, 12, 21), date(2027, 1, 8)),  # no office is open from 29 December to 3 January
        (date(2026, 4, 24), date(2026, 5, 14)),  # 昭和の日, 憲法記念日 and the days after
    ],
)
def test_ten_working_days_are_proposed(today, expected):
    assert usual_deadline(today) == expected


def test_days_on_which_the_city_is_closed_do_not_count():
    closed = {date(2026, 11, 25), date(2026, 12, 4)}

    assert usual_deadline(date(2026, 11, 24), closed) == date(2026, 12, 10)
    asked_on, answer_by = date(2026, 11, 24), date(2026, 12, 8)
    assert reminder_for(date(2026, 12, 2), asked_on=asked_on, answer_by=answer_by, closed=closed) is Reminder.BEFORE


@given(DAYS)
def test_what_is_proposed_is_possible(today):
    assert is_possible(usual_deadline(today), today)
    assert not is_possible(today, today)
    assert is_possible(today + LONGEST, today)
    assert not is_possible(today + LONGEST + timedelta(days=1), today)


def test_reminded_three_working_days_before_and_on_the_day():
    asked_on, answer_by = date(2026, 11, 24), date(2026, 12, 8)  # a Tuesday
    days = [asked_on + timedelta(days=number) for number in range(-1, 17)]
    sent = {day: reminder_for(day, asked_on=asked_on, answer_by=answer_by) for day in days}

    assert sent[date(2026, 12, 2)] is None
    assert {day for day, reminder in sent.items() if reminder is Reminder.BEFORE} == {
        date(2026, 12, 3) + timedelta(days=number) for number in range(5)
    }
    assert sent[answer_by] is Reminder.ON_THE_DAY
    assert sent[date(2026, 12, 9)] is None


@given(DAYS, st.integers(1, LONGEST.days), st.integers(-5, LONGEST.days + 5))
def test_nobody_is_reminded_on_the_day_they_are_asked_nor_too_late(asked_on, length, passed):
    answer_by, today = asked_on + timedelta(days=length), asked_on + timedelta(days=passed)
    reminder = reminder_for(today, asked_on=asked_on, answer_by=answer_by)

    assert reminder is None or asked_on < today <= answer_by
    assert (reminder is Reminder.ON_THE_DAY) is (today == answer_by)
