"""Splitting the cost: worked examples to the yen, and what must hold for any terms."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.allocation import Allocation, Basis, CannotAllocate, Component, Member, Terms, allocate
from common.money import Yen
from tests.billing.terms import THREE_TO_SEVEN, members, osaka, six_cities, terms


def by_name(allocation: Allocation) -> dict[str, int]:
    return {share.name: share.amount for share in allocation.shares}


def test_six_cities_three_to_seven():
    allocation = allocate(Terms(Yen(12_345_678), THREE_TO_SEVEN, six_cities()))
    assert by_name(allocation) == {
        "堺市": 3_872_818,
        "豊中市": 2_199_646,
        "守口市": 1_181_162,
        "八尾市": 1_660_120,
        "藤井寺市": 868_250,
        "東大阪市": 2_563_682,
    }
    assert allocation.leftover == 3


def test_six_cities_when_moriguchi_joins_in_october():
    allocation = allocate(Terms(Yen(12_345_678), THREE_TO_SEVEN, six_cities(moriguchi=6)))
    assert by_name(allocation) == {
        "堺市": 4_038_726,
        "豊中市": 2_309_127,
        "守口市": 628_148,
        "八尾市": 1_751_407,
        "藤井寺市": 932_830,
        "東大阪市": 2_685_440,
    }


def test_all_43_municipalities():
    allocation = allocate(Terms(Yen(10_000_000), THREE_TO_SEVEN, osaka()))
    amounts = by_name(allocation)
    assert len(amounts) == 43
    assert sum(amounts.values()) == 10_000_000
    assert allocation.leftover == 21
    expected = {"大阪市": 2_249_850, "堺市": 724_139, "豊中市": 387_827, "守口市": 183_108, "千早赤阪村": 73_656}
    assert {name: amounts[name] for name in expected} == expected


def test_the_leftover_yen_goes_to_the_smaller_code_when_remainders_are_equal():
    three = tuple(Member(code, code) for code in ("272094", "271403", "272035"))
    allocation = allocate(Terms(Yen(100), (Component(Basis.EQUAL, 1),), three))
    assert allocation.amounts() == {"271403": 34, "272035": 33, "272094": 33}


def test_fixed_amounts_are_paid_before_the_rest_is_split():
    village = Member("273830", "千早赤阪村", population=1, fixed=Yen(400))
    city = Member("271403", "堺市", population=3)
    allocation = allocate(Terms(Yen(1000), (Component(Basis.POPULATION, 1),), (village, city)))
    assert by_name(allocation) == {"堺市": 450, "千早赤阪村": 550}


def test_use_counts_beside_equal_and_population():
    """35 : 15 : 50 of population, equal share and use, as one association writes it."""
    components = (Component(Basis.POPULATION, 35), Component(Basis.EQUAL, 15), Component(Basis.USE, 50))
    a, b = Member("1", "A", population=300, uses=10), Member("2", "B", population=100, uses=30)
    assert by_name(allocate(Terms(Yen(800), components, (a, b)))) == {"A": 210 + 60 + 100, "B": 70 + 60 + 300}


def test_months_count_for_everything_that_stands_but_not_for_use():
    late, early = Member("1", "A", 10, uses=10, procedures=10, months=6), Member("2", "B", 10, uses=10, procedures=10)
    for basis, expected in [
        (Basis.EQUAL, 300),
        (Basis.POPULATION, 300),
        (Basis.PROCEDURES, 300),
        (Basis.USE, 450),
    ]:
        assert allocate(Terms(Yen(900), (Component(basis, 1),), (late, early))).amounts()["1"] == expected


def test_a_component_without_weight_needs_no_figures_and_leaves_no_line():
    two = (Member("1", "A"), Member("2", "B"))
    allocation = allocate(Terms(Yen(10), (Component(Basis.EQUAL, 1), Component(Basis.POPULATION, 0)), two))
    assert [[line.basis for line in share.lines] for share in allocation.shares] == [[Basis.EQUAL], [Basis.EQUAL]]


ONE = Member("271403", "堺市", population=10)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"total": Yen(-1)}, "negative_total"),
        ({"members": ()}, "no_members"),
        ({"members": (ONE, ONE)}, "same_member_twice"),
        ({"members": (replace(ONE, months=0),)}, "bad_months"),
        ({"members": (replace(ONE, months=13),)}, "bad_months"),
        ({"members": (replace(ONE, population=-1),)}, "negative_value"),
        ({"members": (replace(ONE, fixed=Yen(1001)),)}, "fixed_above_total"),
        ({"components": ()}, "no_weight"),
        ({"components": (Component(Basis.EQUAL, 0),)}, "no_weight"),
        ({"components": (Component(Basis.EQUAL, 2), Component(Basis.POPULATION, -1))}, "no_weight"),
        ({"components": (Component(Basis.EQUAL, 1), Component(Basis.EQUAL, 1))}, "same_component_twice"),
        ({"components": (Component(Basis.USE, 1),)}, "nothing_to_split_by"),
    ],
)
def test_terms_without_an_answer_are_refused_with_the_reason(changes, code):
    good = Terms(Yen(1000), THREE_TO_SEVEN, (ONE,))
    with pytest.raises(CannotAllocate) as refusal:
        allocate(replace(good, **changes))
    assert refusal.value.code == code
    assert refusal.value.message.endswith("。")
    assert allocate(good).amounts() == {"271403": 1000}


@given(terms())
def test_the_parts_add_up_to_the_yen_and_none_is_negative(any_terms):
    allocation = allocate(any_terms)
    assert sum(share.amount for share in allocation.shares) == any_terms.total
    assert sum(share.exact for share in allocation.shares) == any_terms.total
    assert min(share.amount for share in allocation.shares) >= 0


@given(terms())
def test_every_amount_is_less_than_a_yen_from_its_exact_share(any_terms):
    for share in allocate(any_terms).shares:
        assert abs(share.amount - share.exact) < 1
        assert sum((line.amount for line in share.lines), Fraction(share.fixed)) == share.exact


@given(terms(), st.randoms(use_true_random=False))
def test_the_order_of_members_and_components_means_nothing(any_terms, chance: random.Random):
    shuffled = replace(
        any_terms,
        members=tuple(chance.sample(any_terms.members, len(any_terms.members))),
        components=tuple(chance.sample(any_terms.components, len(any_terms.components))),
    )
    assert allocate(shuffled).amounts() == allocate(any_terms).amounts()


@given(terms())
def test_a_rerun_gives_the_same(any_terms):
    assert allocate(any_terms) == allocate(any_terms)


@given(members(), st.integers(0, 10**10))
def test_who_has_more_people_never_pays_less(taking_part, total):
    alike = tuple(replace(member, months=12, fixed=Yen(0)) for member in taking_part)
    amounts = allocate(Terms(Yen(total), THREE_TO_SEVEN, alike)).amounts()
    by_people = sorted(alike, key=lambda member: member.population)
    for smaller, larger in combinations(by_people, 2):
        if smaller.population < larger.population:
            assert amounts[smaller.code] <= amounts[larger.code]


@given(terms(), st.integers(1, 1_000_000))
def test_growing_alone_never_makes_a_share_smaller(any_terms, more):
    first = any_terms.members[0]
    grown = replace(any_terms, members=(replace(first, population=first.population + more), *any_terms.members[1:]))
    assert allocate(grown).amounts()[first.code] >= allocate(any_terms).amounts()[first.code]


@given(terms(), st.integers(2, 9))
def test_only_the_ratio_of_the_weights_counts(any_terms, factor):
    scaled = tuple(replace(component, weight=component.weight * factor) for component in any_terms.components)
    assert allocate(replace(any_terms, components=scaled)).amounts() == allocate(any_terms).amounts()
