"""From what is agreed to terms: groups, plans' fees, base and volume, limits of one year against the last."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.allocation import (
    Basis,
    CannotAllocate,
    Group,
    Participant,
    PlanFee,
    Rule,
    RuleComponent,
    allocate,
    explain,
)
from common.money import Yen

EQUAL = (RuleComponent(Basis.EQUAL, 1),)
SAKAI = Participant("271403", "堺市", population=826_161, uses=900, groups=(Group.PLAN_A, Group.CITIES), last=Yen(400))
CHIHAYA = Participant("273830", "千早赤阪村", population=5_378, uses=10, groups=(Group.PLAN_B, Group.TOWNS))
BOTH = (SAKAI, CHIHAYA)


def amounts(rule: Rule, total: int, *who: Participant) -> dict[str, int]:
    return {share.name: share.amount for share in allocate(rule.terms(Yen(total), who or BOTH)).shares}


def test_a_component_is_split_among_its_group_only():
    rule = Rule((RuleComponent(Basis.EQUAL, 1), RuleComponent(Basis.POPULATION, 1, Group.CITIES)))
    assert amounts(rule, 1_000) == {"堺市": 750, "千早赤阪村": 250}


def test_a_group_with_nobody_is_named():
    rule = Rule((RuleComponent(Basis.EQUAL, 1, Group.PLAN_B),))
    with pytest.raises(CannotAllocate, match="プランBの団体"):
        rule.terms(Yen(100), [SAKAI])


def test_plans_and_base_and_volume_are_paid_first_and_said():
    fees = (PlanFee(Group.PLAN_A, Yen(100)), PlanFee(Group.PLAN_B, Yen(40)))
    rule = Rule(EQUAL, plan_fees=fees, base=Yen(24), unit=Yen(2))
    late = replace(CHIHAYA, months=7)
    result = allocate(rule.terms(Yen(10_000), [SAKAI, late]))

    assert [share.fixed for share in result.shares] == [100 + 24 + 1_800, 23 + 14 + 20]
    assert sum(share.amount for share in result.shares) == 10_000
    steps = {step.label: (step.formula, step.result) for step in explain(result.shares[1])}
    assert steps["プランBの団体の定額"] == ("40 × 7か月 ÷ 12（1円未満切り捨て）", "23")
    assert steps["従量（1件あたりの額 × 件数）"] == ("2 × 10", "20")


def test_limits_against_the_year_before_hold_only_for_those_who_had_one():
    assert amounts(Rule(EQUAL, growth=10, fall=10), 1_000) == {"堺市": 440, "千早赤阪村": 560}
    assert amounts(Rule(EQUAL, growth=10, fall=10), 600) == {"堺市": 360, "千早赤阪村": 240}


def test_the_narrower_of_two_limits_counts_and_names_itself():
    result = allocate(Rule(EQUAL, cap=Yen(420), growth=10).terms(Yen(800), [SAKAI, replace(CHIHAYA, last=None)]))
    assert [share.amount for share in result.shares] == [400, 400]
    result = allocate(Rule(EQUAL, growth=10, floor=Yen(200)).terms(Yen(1_000), BOTH))
    assert "上限 440円（前年度 400円の110％）" in result.shares[0].adjustments[0].label


def test_by_the_day():
    half = replace(CHIHAYA, months=6, days=73)
    shares = allocate(Rule(EQUAL, by_day=True).terms(Yen(438), [replace(SAKAI, days=365), half])).shares
    assert [share.amount for share in shares] == [365, 73]


def test_which_figures_a_rule_needs():
    rule = Rule((RuleComponent(Basis.DEGRESSIVE, 1),), unit=Yen(5))
    assert rule.asks_for(Basis.POPULATION)
    assert rule.asks_for(Basis.USE)
    assert not rule.asks_for(Basis.NEED)


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 500)), min_size=1, max_size=12),
    st.integers(0, 5_000),
    st.integers(0, 9),
    st.integers(10**6, 10**9),
)
def test_fees_and_shares_always_add_up(who, base, unit, total):
    taking_part = [
        Participant(f"{number:06d}", f"{number}市", population=number + 1, uses=uses, months=months)
        for number, (months, uses) in enumerate(who)
    ]
    result = allocate(Rule(EQUAL, base=Yen(base), unit=Yen(unit)).terms(Yen(total), taking_part))
    assert sum(share.amount for share in result.shares) == total
