"""Months."""

import pytest

from shared_forms.language.types.month import spoken_month
from tests.shared_forms.language.building import a_question, answer, refusals

MONTH = a_question(kind="month")


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11",
        {"year": "2026", "month": "11"},
        {"year": "令和８", "month": "１１月"},
        {"year": "R8", "month": "11"},
    ],
)
def test_a_month_is_read_by_either_calendar(typed):
    assert answer(MONTH, typed) == "2026-11"


@pytest.mark.parametrize("typed", ["2026-13", "2026/11", "2026-1", "20261", "十一月"])
def test_another_notation_is_refused(typed):
    assert refusals(MONTH, typed) == [(None, "not_a_month", {})]


def test_each_part_says_what_is_wrong_with_it():
    assert refusals(MONTH, {"year": "8", "month": "13"}) == [("year", "not_a_date", {}), ("month", "not_a_date", {})]
    assert refusals(MONTH, {"year": "2026", "month": ""}) == [("month", "required", {})]
    assert refusals(MONTH, {"year": "", "month": ""}) == [(None, "required", {})]


def test_limits_count_from_this_month():
    question = MONTH | {"min": {"this_month": -11}, "max": {"this_month": 2}}

    assert answer(question, "2025-12") == "2025-12"
    assert answer(question, "2027-01") == "2027-01"
    assert refusals(question, "2025-11") == [(None, "too_early", {"min": "2025-12"})]
    assert refusals(question, "2027-02") == [(None, "too_late", {"max": "2027-01"})]
    assert refusals(MONTH | {"min": "2026-04"}, "2026-03") == [(None, "too_early", {"min": "2026-04"})]


def test_a_month_to_read():
    assert spoken_month("2026-11", "ja") == "2026年11月（令和8年11月）"
    assert spoken_month("2026-11", "en") == "November 2026"
