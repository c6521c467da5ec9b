"""Bands, powers, needs, days, relief, limits, thousands and settlement: worked examples, and what must hold for any of them."""

import ast
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import billing.allocation
from billing.allocation import (
    Band,
    Basis,
    Bound,
    CannotAllocate,
    Component,
    Cutting,
    Member,
    Relief,
    Terms,
    allocate,
    change_limits,
    degressive,
    explain,
    settle,
)
from billing.records import share_from_json, share_to_json
from common.money import Yen
from tests.billing.terms import THREE_TO_SEVEN, any_rule, six_cities, terms
from tests.billing.test_explanation import number, worked_out

EQUAL = (Component(Basis.EQUAL, 1),)
PEOPLE = (Component(Basis.POPULATION, 1),)
BIG, MIDDLE, SMALL = (
    Member("1", "大", population=600),
    Member("2", "中", population=300),
    Member("3", "小", population=100),
)


def split(rule: Terms) -> dict[str, int]:
    return {share.name: share.amount for share in allocate(rule).shares}


# ---- 算定の基礎 -------------------------------------------------------------------------------------------------------
def test_bands_give_points():
    rule = (Component(Basis.BAND, 1, bands=(Band(200, 1), Band(500, 2), Band(None, 7))),)
    assert split(Terms(Yen(1000), rule, (BIG, MIDDLE, SMALL))) == {"大": 700, "中": 200, "小": 100}


def test_financial_need():
    rule = (Component(Basis.NEED, 1),)
    two = (replace(BIG, need=300), replace(SMALL, need=100))
    assert split(Terms(Yen(1000), rule, two)) == {"大": 750, "小": 250}


def test_a_component_among_a_few():
    rule = (*EQUAL, Component(Basis.EQUAL, 1, only=("1", "2")))
    assert split(Terms(Yen(1200), rule, (BIG, MIDDLE, SMALL))) == {"大": 500, "中": 500, "小": 200}


@pytest.mark.parametrize(
    ("population", "power"),
    [(0, "0"), (1, "1"), (10_000, "218.7761"), (100_000, "841.3951"), (1_000_000, "3235.9365")],
)
def test_the_power_is_the_power(population, power):
    """10,000 ** 0.585 = 10 ** 2.34, and so on."""
    assert degressive(population) == Fraction(power)


@given(st.integers(0, 4_000_000))
def test_the_power_is_cut_behind_the_fourth_decimal_and_nowhere_else(population):
    value = degressive(population)
    step = Fraction(1, 10_000)

    assert value % step == 0
    assert value**200 <= Fraction(population) ** 117 < (value + step) ** 200


def test_by_the_day():
    late = replace(BIG, days=73)
    shares = allocate(Terms(Yen(1200), EQUAL, (late, MIDDLE), year_days=365))
    assert shares.amounts() == {"1": 200, "2": 1000}
    assert explain(shares.shares[0])[0].formula == "1,200 × 1/1 × 73日 ÷ 438（全団体の日数の合計）"


# ---- 軽減・上限・下限・激変緩和 ----------------------------------------------------------------------------------------
def test_small_cities_pay_less_and_the_others_carry_it_in_proportion():
    rule = Terms(Yen(1000), PEOPLE, (BIG, MIDDLE, SMALL), relief=Relief(200, Fraction(1, 2)))
    assert split(rule) == {"大": 633, "中": 317, "小": 50}
    small = allocate(rule).shares[2]
    assert explain(small)[1].formula == "100 × 1/2"


def test_a_cap_is_held_and_the_free_shares_keep_their_proportion():
    rule = Terms(Yen(1000), PEOPLE, (BIG, MIDDLE, SMALL), bounds=(Bound("1", None, Yen(400), "上限 400円"),))
    assert split(rule) == {"大": 400, "中": 450, "小": 150}


def test_a_floor_is_held():
    rule = Terms(Yen(1000), PEOPLE, (BIG, MIDDLE, SMALL), bounds=(Bound("3", Yen(190), None, "下限 190円"),))
    assert split(rule) == {"大": 540, "中": 270, "小": 190}


def test_no_share_moves_too_far_from_last_year():
    last = {"1": Yen(400), "2": Yen(300), "3": Yen(250)}
    bounds = change_limits(last, most=Fraction(6, 5), least=Fraction(4, 5))
    assert split(Terms(Yen(1000), PEOPLE, (BIG, MIDDLE, SMALL), bounds=bounds)) == {"大": 480, "中": 320, "小": 200}


@pytest.mark.parametrize(
    ("bounds", "code"),
    [
        ((Bound("1", Yen(600), None, ""), Bound("2", Yen(500), None, "")), "floors_above_total"),
        (tuple(Bound(code, None, Yen(300), "") for code in "123"), "caps_below_total"),
        ((Bound("1", Yen(5), Yen(4), ""),), "bounds_contradict"),
    ],
)
def test_limits_without_an_answer_say_what_is_missing(bounds, code):
    with pytest.raises(CannotAllocate) as refusal:
        allocate(Terms(Yen(1000), PEOPLE, (BIG, MIDDLE, SMALL), bounds=bounds))
    assert refusal.value.code == code
    assert "円" in refusal.value.message


def test_relief_needs_somebody_who_carries_it():
    with pytest.raises(CannotAllocate) as refusal:
        allocate(Terms(Yen(1000), PEOPLE, (BIG, SMALL), relief=Relief(10_000, Fraction(1, 2))))
    assert refusal.value.code == "nobody_carries"


@st.composite
def limited(draw: st.DrawFn) -> Terms:
    """Any terms with limits on some members, and perhaps relief."""
    rule = draw(any_rule())
    amounts = allocate(rule).amounts()
    bounds = []
    for code in draw(st.lists(st.sampled_from(sorted(amounts)), unique=True)):
        least, most = (draw(st.none() | st.integers(0, 2 * amounts[code] + 1)) for _ in range(2))
        if least is None or most is None or least <= most:
            bounds.append(Bound(code, least, most, "上限・下限"))
    relief = draw(
        st.none() | st.builds(Relief, st.integers(1, 10**6), st.sampled_from([Fraction(1, 10), Fraction(1, 2)]))
    )
    return replace(rule, bounds=tuple(bounds), relief=relief)


@given(limited())
def test_limits_hold_to_the_yen_or_the_terms_are_refused(rule):
    try:
        allocation = allocate(rule)
    except CannotAllocate as refusal:
        assert refusal.code in ("floors_above_total", "caps_below_total", "nobody_carries")  # noqa: PT017
        return
    amounts = allocation.amounts()
    assert sum(amounts.values()) == rule.total
    assert sum(share.exact for share in allocation.shares) == rule.total
    for bound in rule.bounds:
        assert bound.least is None or amounts[bound.code] >= bound.least
        assert bound.most is None or amounts[bound.code] <= bound.most
    free = [
        share.adjustments[-1].after / share.adjustments[-2].after if len(share.adjustments) > 1 else None
        for share in allocation.shares
        if share.adjustments and share.adjustments[-1].factor
    ]
    assert len({ratio for ratio in free if ratio is not None}) <= 2


@given(limited(), st.randoms(use_true_random=False))
def test_no_order_means_anything(rule, chance):
    def attempt(any_terms):
        try:
            return allocate(any_terms).amounts()
        except CannotAllocate as refusal:
            return refusal.code

    shuffled = replace(
        rule,
        members=tuple(chance.sample(rule.members, len(rule.members))),
        components=tuple(chance.sample(rule.components, len(rule.components))),
        bounds=tuple(chance.sample(rule.bounds, len(rule.bounds))),
    )
    assert attempt(shuffled) == attempt(rule)


@given(any_rule())
def test_alike_pay_alike_up_to_a_yen(rule):
    first = rule.members[0]
    twin = replace(first, code="999999x", name="双子")
    components = tuple(
        replace(each, only=(*each.only, twin.code)) if first.code in each.only else each for each in rule.components
    )
    amounts = allocate(replace(rule, members=(*rule.members, twin), components=components)).amounts()
    assert abs(amounts[first.code] - amounts[twin.code]) <= 1


@given(any_rule(), st.integers(2, 1000))
def test_a_larger_total_makes_every_exact_share_larger_in_proportion(rule, factor):
    larger = allocate(replace(rule, total=Yen(rule.total * factor)))
    for small, large in zip(allocate(rule).shares, larger.shares, strict=True):
        assert large.exact == small.exact * factor


@given(any_rule())
def test_a_joiner_never_raises_the_equal_share_of_another(rule):
    equal = replace(rule, components=EQUAL)
    joiner = Member("999999x", "新市", days=rule.year_days)
    before = {share.code: share.exact for share in allocate(equal).shares}
    after = {share.code: share.exact for share in allocate(replace(equal, members=(*equal.members, joiner))).shares}
    assert all(after[code] <= before[code] for code in before)


@given(any_rule())
def test_each_line_as_printed_gives_its_exact_amount(rule):
    for share in allocate(rule).shares:
        formulas = [step for step in explain(share) if " ÷ " in step.formula]
        assert [worked_out(step.formula) for step in formulas] == [line.amount for line in share.lines]
        assert number(explain(share)[-1].result) == share.amount


# ---- 千円未満切捨て ---------------------------------------------------------------------------------------------------
def test_cut_to_a_thousand_and_carried():
    allocation = allocate(Terms(Yen(12_345_678), THREE_TO_SEVEN, six_cities(), cutting=Cutting.THOUSANDS_CARRIED))
    assert all(amount % 1000 == 0 for amount in allocation.amounts().values())
    assert (sum(allocation.amounts().values()), allocation.carried) == (12_343_000, 2_678)


def test_cut_to_a_thousand_and_borne_by_one():
    rule = Terms(Yen(12_345_678), THREE_TO_SEVEN, six_cities(), cutting=Cutting.THOUSANDS_BORNE, bearer="271403")
    sakai, *others = allocate(rule).shares
    assert (sakai.name, sakai.amount, allocate(rule).carried) == ("堺市", 3_872_000 + 2_678, 0)
    assert all(share.amount % 1000 == 0 for share in others)
    assert "全団体の差額 2,678円を、この団体が負担" in [step.formula for step in explain(sakai)]


@given(any_rule(), st.sampled_from(list(Cutting)))
def test_however_it_is_cut_nothing_is_lost(rule, cutting):
    allocation = allocate(replace(rule, cutting=cutting, bearer=rule.members[0].code))
    assert sum(allocation.amounts().values()) + allocation.carried == rule.total
    assert 0 <= allocation.carried < 1000 * len(rule.members)
    assert allocation.carried == 0 or cutting is Cutting.THOUSANDS_CARRIED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"cutting": Cutting.THOUSANDS_BORNE, "bearer": "7"}, "no_bearer"),
        ({"relief": Relief(10, Fraction(1))}, "bad_relief"),
        ({"year_days": 365, "members": (replace(BIG, days=366),)}, "bad_days"),
        ({"components": (Component(Basis.BAND, 1),)}, "bad_bands"),
        ({"components": (Component(Basis.BAND, 1, bands=(Band(10, 1), Band(10, 2), Band(None, 3))),)}, "bad_bands"),
        ({"components": (Component(Basis.BAND, 1, bands=(Band(10, 1),)),)}, "bad_bands"),
        ({"members": (replace(BIG, need=-1),)}, "negative_value"),
    ],
)
def test_rules_without_sense_are_refused(changes, code):
    with pytest.raises(CannotAllocate) as refusal:
        allocate(replace(Terms(Yen(1000), PEOPLE, (BIG,)), **changes))
    assert refusal.value.code == code


# ---- 精算 ------------------------------------------------------------------------------------------------------------
def test_what_was_decided_stays_and_the_difference_is_a_line_of_its_own():
    use = (Component(Basis.USE, 1),)
    planned = Terms(Yen(1000), use, (replace(BIG, uses=50), replace(SMALL, uses=50)))
    actual = replace(planned, members=(replace(BIG, uses=80), replace(SMALL, uses=20)))
    lines = settle(allocate(planned), allocate(actual))
    assert [(line.name, line.decided, line.actual, line.difference) for line in lines] == [
        ("大", 500, 800, 300),
        ("小", 500, 200, -300),
    ]


@given(terms(), st.integers(1, 9000))
def test_differences_of_one_total_sum_to_nothing(rule, uses):
    assume(rule.members)
    actual = replace(rule, members=(replace(rule.members[0], uses=uses), *rule.members[1:]))
    assert sum(line.difference for line in settle(allocate(rule), allocate(actual))) == 0


# ---- 浮動小数を使わない -------------------------------------------------------------------------------------------------
def test_no_floating_point_anywhere():
    for file in Path(billing.allocation.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            assert not isinstance(node, ast.Name) or node.id not in ("float", "round"), (file.name, node.lineno)
            assert not isinstance(node, ast.Constant) or not isinstance(node.value, float), (file.name, node.lineno)
            assert not isinstance(node, ast.Attribute) or node.attr not in ("sqrt", "log", "exp"), file.name
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
                assert not all(isinstance(side, ast.Constant) for side in (node.left, node.right)), file.name


@given(any_rule())
def test_every_number_of_a_result_is_exact(rule):
    for share in allocate(rule).shares:
        assert isinstance(share.exact, Fraction)
        assert type(share.amount) is int
        for line in share.lines:
            assert {type(line.amount), type(line.value), type(line.pot.whole)} == {Fraction}


def test_lines_that_were_kept_flat_are_still_read():
    """Shares that were decided before the pot stood apart stay as they were written."""
    (share,) = allocate(Terms(Yen(10), EQUAL, (BIG,))).shares
    kept = share_to_json(share)
    flat = [{**line.pop("pot"), **line} for line in kept["lines"]]

    assert share_from_json({**kept, "lines": flat}) == share
