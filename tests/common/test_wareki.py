"""Eras change within a year, on the right day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.wareki import WEEKDAYS, era_label, era_of, long_date


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 11, 22), "令和8年"),
        (date(2019, 12, 31), "令和元年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 4, 30), "平成31年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
        (date(1926, 12, 24), "大正15年"),
        (date(1912, 7, 30), "大正元年"),
        (date(1912, 7, 29), "明治45年"),
        (date(1873, 1, 1), "明治6年"),
        (date(1872, 12, 31), "1872年"),
    ],
)
def test_era_label(day, label):
    assert era_label(day) == label


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 22), "2026年11月22日（日）（令和8年）"),
        (date(2027, 4, 1), "2027年4月1日（木）（令和9年）"),
        (date(2019, 5, 1), "2019年5月1日（水）（令和元年）"),
        (date(1850, 1, 1), "1850年1月1日（火）"),
    ],
)
def test_long_date(day, text):
    assert long_date(day) == text


@given(st.dates(min_value=date(1873, 1, 1)))
def test_every_day_since_1873_has_an_era_and_reads_back(day):
    era = era_of(day)
    assert era is not None
    assert era.begins_on <= day
    number = era_label(day).removeprefix(era.name).removesuffix("年")
    assert era.first_year + (1 if number == "元" else int(number)) - 1 == day.year
    assert f"（{WEEKDAYS[day.weekday()]}）" in long_date(day)
