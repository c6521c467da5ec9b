"""Days, as people type them and as they are shown."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from shared_forms.language import compile  # noqa: A004
from shared_forms.language.answers import parse
from shared_forms.language.display import lines
from shared_forms.language.form_data import initial
from tests.shared_forms.language.building import TODAY, a_question, answer, one_page, refusals

DATE = a_question(kind="date")


def ymd(year, month="4", day="1"):
    return {"year": year, "month": month, "day": day}


@pytest.mark.parametrize(
    ("year", "iso"),
    [
        ("2026", "2026-04-01"),
        ("２０２６年", "2026-04-01"),
        ("R8", "2026-04-01"),
        ("r08", "2026-04-01"),
        ("Ｒ８", "2026-04-01"),
        ("令和8", "2026-04-01"),
        ("令和 8年", "2026-04-01"),
        ("㋿8", "2026-04-01"),
        ("令和元", "2019-04-01"),
        ("平成31", "2019-04-01"),
        ("H元年", "1989-04-01"),
        ("S50", "1975-04-01"),
        ("大正15", "1926-04-01"),
        ("明治45", "1912-04-01"),
    ],
)
def test_a_year_may_be_western_or_japanese(year, iso):
    assert answer(DATE, ymd(year)) == iso


@pytest.mark.parametrize("year", ["8", "26", "R0", "昭和65", "平成32", "慶応4", "二千", "20260"])
def test_a_year_that_cannot_be_told_is_refused(year):
    assert refusals(DATE, ymd(year)) == [("year", "not_a_date", {})]


def test_months_and_days_may_be_written_in_several_ways():
    assert answer(DATE, ymd("2026", "０４月", "09日")) == "2026-04-09"
    assert answer(DATE, "2026-04-09") == "2026-04-09"
    assert answer(DATE, "２０２６－０４－０９") == "2026-04-09"


def test_every_part_that_is_wrong_is_named():
    assert refusals(DATE, ymd("2026", "13", "")) == [("month", "not_a_date", {}), ("day", "required", {})]
    assert refusals(DATE, ymd("", "a\x00", "32")) == [
        ("year", "required", {}),
        ("month", "control_character", {}),
        ("day", "not_a_date", {}),
    ]


@pytest.mark.parametrize("raw", [ymd("2026", "2", "29"), "2026-02-29", "20260401", "2026-W01-1", "きょう", "1"])
def test_a_day_that_is_in_no_calendar_is_refused(raw):
    assert refusals(DATE, raw) == [(None, "not_a_date", {})]
    assert answer(DATE, ymd("2024", "2", "29")) == "2024-02-29"


def test_days_before_the_calendar_are_refused():
    assert refusals(DATE, ymd("1872", "12", "31")) == [(None, "too_early", {"min": "1873-01-01"})]
    assert refusals(DATE, ymd("0001", "1", "1")) == [(None, "too_early", {"min": "1873-01-01"})]


@pytest.mark.parametrize("raw", [0, True, [2026, 4, 1], {"year": 2026, "month": 4, "day": 1}])
def test_what_is_no_date_is_refused(raw):
    assert {code for _, code, _ in refusals(DATE, raw)} == {"wrong_shape"}


@pytest.mark.parametrize("raw", ["", "  ", {}, ymd("", " ", "\u3000")])
def test_nothing_is_no_answer(raw):
    assert refusals(DATE, raw) == [(None, "required", {})]


def test_limits_are_days_or_count_from_today():
    question = DATE | {"min": "2026-04-01", "max": {"today": 0}}

    assert refusals(question, "2026-03-31") == [(None, "too_early", {"min": "2026-04-01"})]
    assert answer(question, "2026-04-01") == "2026-04-01"
    assert answer(question, TODAY.isoformat()) == "2026-11-22"
    assert refusals(question, "2026-11-23") == [(None, "too_late", {"max": "2026-11-22"})]


def test_a_limit_may_count_from_an_earlier_answer():
    start = a_question("start", "date", required=False)
    end = a_question("end", "date", min={"question": "start"}, max={"question": "start", "days": 14})
    form = compile(one_page(start, end))

    def ends(start_day, end_day):
        result = parse(form, {"start": start_day, "end": end_day}, today=TODAY)
        return result.get("end") if hasattr(result, "get") else [(e.question, e.code, dict(e.params)) for e in result]

    assert ends("2026-11-23", "2026-11-22") == [("end", "too_early", {"min": "2026-11-23"})]
    assert ends("2026-11-23", "2026-12-08") == [("end", "too_late", {"max": "2026-12-07"})]
    assert ends("2026-11-23", "2026-12-07") == "2026-12-07"
    assert ends("", "1999-01-01") == "1999-01-01"


def test_a_limit_that_leaves_the_calendar_does_not_break_reading():
    start = a_question("start", "date")
    end = a_question("end", "date", max={"question": "start", "days": 36525})
    form = compile(one_page(start, end))

    result = parse(form, {"start": "9999-12-31", "end": "9999-12-31"}, today=TODAY)

    assert dict(result) == {"start": "9999-12-31", "end": "9999-12-31"}


def test_both_calendars_are_shown():
    question = next(one_page(DATE).questions())

    assert lines(question, "2026-11-22") == ("2026年11月22日（日）（令和8年）",)
    assert lines(question, "2026-11-22", "en") == ("Sunday, 22 November 2026",)


def test_a_default_is_filled_in_and_not_an_answer():
    question = DATE | {"default": {"today": 1}}

    assert initial(one_page(question), TODAY) == {"q": "2026-11-23"}
    assert initial(one_page(DATE | {"default": "2026-04-01"}), TODAY) == {"q": "2026-04-01"}
    assert refusals(question, None) == [(None, "required", {})]


def test_what_was_typed_is_shown_again_in_its_parts():
    question = next(one_page(DATE).questions())

    assert question.typed("2026-04-09") == {"year": "2026", "month": "4", "day": "9"}
    assert question.typed(ymd("令和8", "13", "x")) == {"year": "令和8", "month": "13", "day": "x"}
    assert question.typed(["?"]) == {"year": "", "month": "", "day": ""}


@pytest.mark.parametrize("limit", [20260401, "2026/04/01", "tomorrow", {"today": "0"}, {"today": 0, "days": 1}])
def test_a_limit_in_another_notation_is_no_form(limit):
    with pytest.raises(ValidationError):
        one_page(DATE | {"min": limit})


@pytest.mark.parametrize(
    ("limit", "first"),
    [
        ({"fiscal_year": 0, "at": "start"}, "2026-04-01"),
        ({"fiscal_year": 0, "at": "end"}, "2027-03-31"),
        ({"fiscal_year": 1, "at": "start"}, "2027-04-01"),
        ({"fiscal_year": -1, "at": "end"}, "2026-03-31"),
    ],
)
def test_limits_may_count_by_fiscal_years(limit, first):
    question = a_question(kind="date", min=limit)

    assert answer(question, first) == first
    day_before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    assert refusals(question, day_before) == [(None, "too_early", {"min": first})]
