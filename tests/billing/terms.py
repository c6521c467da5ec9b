"""Terms to calculate with: the real municipalities of Osaka, and any that hypothesis thinks of."""

from dataclasses import replace

from hypothesis import strategies as st

from billing.allocation import Band, Basis, Component, Member, Terms
from common.money import Yen
from tenants.municipalities import read

THREE_TO_SEVEN = (Component(Basis.EQUAL, 3), Component(Basis.POPULATION, 7))
SIX_CITIES = ("堺市", "豊中市", "守口市", "八尾市", "藤井寺市", "東大阪市")


def osaka(**months: int) -> tuple[Member, ...]:
    """All 43 municipalities with their populations; `moriguchi=6` lets one join during the year."""
    return tuple(
        Member(record.code, record.name, population=record.population, months=months.get(record.slug, 12))
        for record in read()[0]
    )


def six_cities(**months: int) -> tuple[Member, ...]:
    """The six cities of the worked example."""
    return tuple(member for member in osaka(**months) if member.name in SIX_CITIES)


@st.composite
def members(draw: st.DrawFn) -> tuple[Member, ...]:
    """One to fifty members: tiny and huge, some with the same population, some joining late, some with a fixed amount."""
    codes = draw(st.lists(st.integers(0, 999_999), min_size=1, max_size=50, unique=True))
    people = st.one_of(st.sampled_from([1, 1000, 143_096]), st.integers(1, 3_000_000))
    months = draw(st.sampled_from([st.just(12), st.integers(1, 12)]))
    fixed = draw(st.sampled_from([st.just(0), st.integers(0, 1000)]))
    return tuple(
        Member(
            code=f"{code:06d}",
            name=f"{code}市",
            population=draw(people),
            uses=draw(st.integers(1, 9000)),
            procedures=draw(st.integers(1, 900)),
            months=draw(months),
            fixed=Yen(draw(fixed)),
        )
        for code in codes
    )


THREE_BASES = (Basis.EQUAL, Basis.POPULATION, Basis.USE)
BANDS = (Band(10_000, 1), Band(100_000, 3), Band(None, 10))


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Terms of the three usual bases that have an answer."""
    taking_part = draw(members())
    total = sum(member.fixed for member in taking_part) + draw(st.integers(0, 10**11))
    weights = draw(st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any))
    components = tuple(Component(basis, weight) for basis, weight in zip(THREE_BASES, weights, strict=True))
    return Terms(Yen(total), components, taking_part)


@st.composite
def any_rule(draw: st.DrawFn) -> Terms:
    """Terms of every basis, some split among a few members only, by the month or by the day."""
    taking_part = tuple(replace(each, need=draw(st.integers(1, 10**7)), fixed=Yen(0)) for each in draw(members()))
    if draw(st.booleans()):
        year_days = draw(st.sampled_from([365, 366]))
        taking_part = tuple(replace(each, days=draw(st.integers(1, 365))) for each in taking_part)
    else:
        year_days = None
    weights = draw(st.lists(st.integers(0, 100), min_size=len(Basis), max_size=len(Basis)).filter(any))
    bands = {Basis.BAND: BANDS}
    components = [
        Component(basis, weight, bands=bands.get(basis, ())) for basis, weight in zip(Basis, weights, strict=True)
    ]
    if draw(st.booleans()):
        few = draw(st.lists(st.sampled_from([each.code for each in taking_part]), min_size=1, unique=True))
        components.append(Component(Basis.EQUAL, draw(st.integers(1, 100)), only=tuple(sorted(few))))
    return Terms(Yen(draw(st.integers(0, 10**11))), tuple(components), taking_part, year_days=year_days)
