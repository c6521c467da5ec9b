"""What a calculation starts from (前提): the amount, the rule, and the municipalities that take part."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from billing.allocation.bases import Band, Basis, band_of, degressive
from billing.allocation.bounds import Bound
from billing.allocation.errors import CannotAllocate
from billing.allocation.shares import NOTHING, Fee
from common.money import Yen

MONTHS_OF_A_YEAR = 12
ONE = Fraction(1)


class Cutting(StrEnum):
    """How exact shares become whole yen (端数の扱い)."""

    LARGEST_REMAINDER = "largest_remainder"
    THOUSANDS_CARRIED = "thousands_carried"
    THOUSANDS_BORNE = "thousands_borne"


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the rule, such as 人口割 with weight 7 of 10.

    only:   codes of the members among whom it is split; empty for all.
    bands:  for 人口段階割, by growing population; the last has no end.
    """

    basis: Basis
    weight: int
    only: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()

    def value(self, member: "Member") -> Fraction:
        """What a member weighs: 1, people, applications, procedures, thousands of yen, points, or the power of its people."""
        if self.only and member.code not in self.only:
            return Fraction(0)
        match self.basis:
            case Basis.DEGRESSIVE:
                return degressive(member.population)
            case Basis.EQUAL:
                return ONE
            case Basis.POPULATION:
                return Fraction(member.population)
            case Basis.USE:
                return Fraction(member.uses)
            case Basis.PROCEDURES:
                return Fraction(member.procedures)
            case Basis.NEED:
                return Fraction(member.need)
            case Basis.BAND:
                return Fraction(band_of(member.population, self.bands).points)


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality that takes part (参加団体).

    months:  months of the fiscal year it takes part in, the month of joining counted: 1 to 12.
    days:    days of the fiscal year it takes part in, where shares are split by the day; None for all of them.
    fixed:   yen it pays before the rest is split (定額), as agreed, not by months.
    fees:    what it pays before the rest is split because of its plan or its use.
    procedures:  how many it has online (公開している手続の数).
    need:    its standard financial need (基準財政需要額), in thousands of yen.
    """

    code: str
    name: str
    population: int = 0
    uses: int = 0
    months: int = MONTHS_OF_A_YEAR
    fixed: Yen = NOTHING
    need: int = 0
    days: int | None = None
    fees: tuple[Fee, ...] = ()
    procedures: int = 0

    @property
    def paid_first(self) -> Yen:
        """The fixed amount and the fees."""
        return Yen(self.fixed + sum(fee.amount for fee in self.fees))


@dataclass(frozen=True, slots=True)
class Relief:
    """Municipalities with fewer people than `below` pay `part` less (小規模団体の軽減); the others carry it in proportion.

    part:  of the share, 0 < part < 1.
    """

    below: int
    part: Fraction


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything the result depends on; equal terms give equal shares.

    total:      whole yen, tax included, >= 0.
    year_days:  days of the fiscal year, where shares are split by the day; None where they are by the month.
    bearer:     code of the member that bears what is cut, for `Cutting.THOUSANDS_BORNE`.
    """

    total: Yen
    components: tuple[Component, ...]
    members: tuple[Member, ...]
    cutting: Cutting = Cutting.LARGEST_REMAINDER
    bearer: str = ""
    relief: Relief | None = None
    bounds: tuple[Bound, ...] = ()
    year_days: int | None = None

    @property
    def fixed_total(self) -> Yen:
        """What is paid as fixed amounts and fees, before the components split the rest."""
        return Yen(sum(member.paid_first for member in self.members))

    @property
    def whole_year(self) -> int:
        """Months, or days, of whoever takes part from the first day to the last."""
        return self.year_days or MONTHS_OF_A_YEAR

    def time_of(self, member: Member) -> int:
        """The months, or days, that a member takes part."""
        if self.year_days is None:
            return member.months
        return self.year_days if member.days is None else member.days

    @property
    def somebody_joins_late(self) -> bool:
        """Whether time counts at all."""
        return any(self.time_of(member) != self.whole_year for member in self.members)

    def by_time(self, basis: Basis) -> bool:
        """Whether values count by time (月割・日割), since somebody joins during the year. Use was only counted from then on."""
        return basis is not Basis.USE and self.somebody_joins_late


def check(terms: Terms) -> None:
    """Raise CannotAllocate with every reason at once, if there is one."""
    if reasons := list(_reasons(terms)):
        raise CannotAllocate("".join(reason for _, reason in reasons), code=reasons[0][0])


def _reasons(terms: Terms) -> Iterator[tuple[str, str]]:
    if terms.total < 0:
        yield "negative_total", "分ける総額は0円以上にしてください。"
    if not terms.members:
        yield "no_members", "参加する市町村を1つ以上選んでください。"
        return
    if len({member.code for member in terms.members}) != len(terms.members):
        yield "same_member_twice", "同じ市町村が2回入っています。"
    yield from _member_reasons(terms)
    yield from _component_reasons(terms)


def _member_reasons(terms: Terms) -> Iterator[tuple[str, str]]:
    if any(not 1 <= member.months <= MONTHS_OF_A_YEAR for member in terms.members):
        yield "bad_months", "参加する月数は1から12までにしてください。"
    if terms.year_days is not None and any(not 1 <= terms.time_of(each) <= terms.year_days for each in terms.members):
        yield "bad_days", f"参加する日数は1から{terms.year_days}までにしてください。"
    if any(_least_value(member) < 0 for member in terms.members):
        yield "negative_value", "人口・件数・手続の数・定額・基準財政需要額は0以上にしてください。"
    if terms.fixed_total > terms.total:
        yield "fixed_above_total", "定額の合計が総額を超えています。定額か総額を直してください。"
    if terms.cutting is Cutting.THOUSANDS_BORNE and terms.bearer not in {member.code for member in terms.members}:
        yield "no_bearer", "端数を負担する市町村を、参加する市町村から選んでください。"
    if terms.relief and not 0 < terms.relief.part < 1:
        yield "bad_relief", "軽減の割合は、0より大きく1より小さくしてください。"


def _least_value(member: Member) -> int:
    fees = (number for fee in member.fees for number in (fee.unit, fee.count))
    return min(member.population, member.uses, member.procedures, member.fixed, member.need, *fees)


def _component_reasons(terms: Terms) -> Iterator[tuple[str, str]]:
    keys = [(component.basis, component.only) for component in terms.components]
    if len(set(keys)) != len(keys):
        yield "same_component_twice", "均等割・人口割・利用割などは、同じ市町村について、それぞれ1回だけ使えます。"
        return
    weights = [component.weight for component in terms.components]
    if not any(weights) or min(weights) < 0:
        yield "no_weight", "割合は0以上の整数とし、どれか1つは1以上にしてください。"
    for component in terms.components:
        if component.basis is Basis.BAND and not _are_bands(component.bands):
            yield "bad_bands", "人口段階は、人口の少ない順に並べ、最後の段階には上限を置かないでください。"
        elif component.weight > 0 and not any(component.value(member) for member in terms.members):
            yield "nothing_to_split_by", f"{component.basis.label}の基礎になる数がすべて0のため、計算できません。"


def _are_bands(bands: tuple[Band, ...]) -> bool:
    ends = [band.below for band in bands[:-1]]
    return (
        bool(bands)
        and bands[-1].below is None
        and all(end is not None for end in ends)
        and ends == sorted(set(ends), key=lambda end: end or 0)
        and all(band.points >= 0 for band in bands)
    )
