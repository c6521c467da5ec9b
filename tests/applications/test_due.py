"""標準処理期間: working days, holidays, corrections, and the words for them."""

from datetime import date

import pytest

from applications.due import Due, due_on, in_words, is_working_day

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

    assert due_on(MONDAY, 3, [(returned, back)]) == date(2026, 11, 30)
    assert due_on(MONDAY, 3, [(returned, returned)]) == due_on(MONDAY, 3)
    assert due_on(MONDAY, 3, [(returned, back), (date(2026, 11, 27), date(2026, 12, 1))]) == date(2026, 12, 2)


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
