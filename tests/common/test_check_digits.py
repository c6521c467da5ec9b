"""Check digits: the known numbers of Osaka, and every single wrong digit is noticed."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.check_digits import (
    corporate_check_digit,
    is_corporate_number,
    is_municipality_code,
    municipality_check_digit,
)

OSAKA = Path(__file__).parents[2] / "tenants" / "data" / "osaka_municipalities.csv"


def test_all_municipalities_of_osaka():
    with OSAKA.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 43
    assert [row["code6"] for row in rows if not is_municipality_code(row["code6"])] == []
    assert [row["code6"] for row in rows if not is_corporate_number(row["corporate_number"])] == []


@pytest.mark.parametrize(
    ("five", "digit"),
    [
        ("27000", "8"),  # 大阪府
        ("27100", "4"),  # 大阪市
        ("27223", "0"),  # 門真市: 11 - 1 = 10, of which the last digit counts
        ("01100", "2"),  # 札幌市: the weighted sum is below 11
        ("27219", "1"),  # 和泉市
    ],
)
def test_municipality_check_digit(five, digit):
    assert municipality_check_digit(five) == digit


@pytest.mark.parametrize(
    ("twelve", "digit"),
    [
        ("000020270008", "4"),  # 大阪府
        ("000020271004", "6"),  # 大阪市
        ("700110005901", "8"),  # the worked example of 国税庁
    ],
)
def test_corporate_check_digit(twelve, digit):
    assert corporate_check_digit(twelve) == digit


@pytest.mark.parametrize("wrong", ["", "27100", "2710044", "27100x", "２７１００４", "271005", " 71004"])
def test_not_a_municipality_code(wrong):
    assert is_municipality_code("271004") is True
    assert is_municipality_code(wrong) is False


@pytest.mark.parametrize("wrong", ["", "600002027100", "60000202710044", "６000020271004", "5000020271004"])
def test_not_a_corporate_number(wrong):
    assert is_corporate_number("6000020271004") is True
    assert is_corporate_number(wrong) is False


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_exactly_one_first_digit_makes_a_corporate_number(twelve):
    accepted = [digit for digit in "0123456789" if is_corporate_number(digit + twelve)]
    assert accepted == [corporate_check_digit(twelve)]


@given(st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_exactly_one_last_digit_makes_a_municipality_code(five):
    accepted = [digit for digit in "0123456789" if is_municipality_code(five + digit)]
    assert accepted == [municipality_check_digit(five)]
