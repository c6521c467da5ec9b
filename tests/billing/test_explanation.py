"""The words beside an amount: a person with a calculator comes to the same yen."""

import re
from fractions import Fraction

import pytest
from hypothesis import given

from billing.allocation import Basis, Component, Member, Step, Terms, allocate, decimal_text, explain
from common.money import Yen
from tests.billing.terms import THREE_TO_SEVEN, osaka, six_cities, terms


def worked_out(formula: str) -> Fraction:
    """Calculate a formula as printed: brackets with words are remarks, × and ÷ apply from left to right."""
    sums = re.sub(r"（([\d,]+) − 先に払う額の合計 ([\d,]+)）", lambda m: str(number(m[1]) - number(m[2])), formula)
    plain = re.sub(r"（.*）", "", sums).replace("か月", "").replace("日", "")
    product, _, divisor = plain.partition(" ÷ ")
    result = Fraction(1)
    for factor in product.split(" × "):
        result *= number(factor)
    return result / number(divisor)


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def test_moriguchi_among_43_reads_as_on_the_screen():
    allocation = allocate(Terms(Yen(48_400_000), THREE_TO_SEVEN, osaka()))
    moriguchi = next(share for share in allocation.shares if share.name == "守口市")
    assert explain(moriguchi) == (
        Step("均等割", "48,400,000 × 3/10 ÷ 43", "337,674.4186…"),
        Step("人口割", "48,400,000 × 7/10 × 143,096 ÷ 8,837,685", "548,570.4095…"),
        Step("合わせて、1円未満を切り捨て", "端数 0.8281…（43団体中 8番目に大きい）", "886,244"),
        Step("端数の調整", "残った23円を、端数の大きい順に23団体へ1円ずつ", "+1"),
        Step("守口市の負担額", "", "886,245"),
    )


def test_joining_in_october_is_said_in_months():
    allocation = allocate(Terms(Yen(12_345_678), THREE_TO_SEVEN, six_cities(moriguchi=6)))
    moriguchi = next(share for share in allocation.shares if share.name == "守口市")
    assert [step.formula for step in explain(moriguchi)][:2] == [
        "12,345,678 × 3/10 × 6か月 ÷ 66（全団体の月数の合計）",
        "12,345,678 × 7/10 × 143,096 × 6か月 ÷ 25,458,444（全団体の「人口 × 月数」の合計）",
    ]


def test_fixed_amounts_and_exact_shares():
    two = (Member("1", "A", fixed=Yen(400)), Member("2", "B"))
    first, second = allocate(Terms(Yen(1000), (Component(Basis.EQUAL, 1),), two)).shares
    assert explain(first) == (
        Step("定額", "あらかじめ決めた額", "400"),
        Step("均等割", "（1,000 − 先に払う額の合計 400） × 1/1 ÷ 2", "300"),
        Step("合わせて、1円未満を切り捨て", "端数なし", "700"),
        Step("Aの負担額", "", "700"),
    )
    assert [step.label for step in explain(second)] == ["均等割", "合わせて、1円未満を切り捨て", "Bの負担額"]


def test_who_gets_no_extra_yen_is_told_so():
    three = tuple(Member(code, code) for code in ("1", "2", "3"))
    shares = allocate(Terms(Yen(100), (Component(Basis.EQUAL, 1),), three)).shares
    adjustments = [step.result for share in shares for step in explain(share) if step.label == "端数の調整"]
    assert adjustments == ["+1", "0", "0"]


@given(terms())
def test_each_formula_as_printed_gives_the_exact_line(any_terms):
    for share in allocate(any_terms).shares:
        steps = {step.label: step for step in explain(share)}
        for line in share.lines:
            assert worked_out(steps[line.basis.label].formula) == line.amount


@given(terms())
def test_the_last_steps_add_up_to_the_amount(any_terms):
    for share in allocate(any_terms).shares:
        steps = {step.label: step for step in explain(share)}
        adjustment = number(steps["端数の調整"].result) if "端数の調整" in steps else 0
        assert number(steps["合わせて、1円未満を切り捨て"].result) + adjustment == share.amount
        assert number(explain(share)[-1].result) == share.amount


@given(terms())
def test_ranks_are_the_order_of_the_remainders(any_terms):
    shares = allocate(any_terms).shares
    ranked = sorted(shares, key=lambda share: share.rounding.rank)
    assert [share.rounding.rank for share in ranked] == list(range(1, len(shares) + 1))
    remainders = [(-share.rounding.remainder, share.code) for share in ranked]
    assert remainders == sorted(remainders)
    assert all(share.rounding.remainder > 0 for share in shares if share.rounding.extra)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(5), "5"),
        (Fraction(1, 2), "0.5"),
        (Fraction(1, 3), "0.3333…"),
        (Fraction(2, 3), "0.6666…"),
        (Fraction(29999, 30000), "0.9999…"),
        (Fraction(1, 10000), "0.0001"),
        (Fraction(1, 30000), "0.0000…"),
        (Fraction(48_400_000 * 3, 430), "337,674.4186…"),
    ],
)
def test_decimal_text(value, text):
    assert decimal_text(value) == text
