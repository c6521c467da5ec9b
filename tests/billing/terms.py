"""Terms to calculate with: the real municipalities of Osaka, and any that hypothesis thinks of."""

from hypothesis import strategies as st

from billing.allocation import Basis, Component, Member, Terms
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
            months=draw(months),
            fixed=Yen(draw(fixed)),
        )
        for code in codes
    )


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Terms that have an answer."""
    taking_part = draw(members())
    total = sum(member.fixed for member in taking_part) + draw(st.integers(0, 10**11))
    weights = draw(st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any))
    components = tuple(Component(basis, weight) for basis, weight in zip(Basis, weights, strict=True))
    return Terms(Yen(total), components, taking_part)
