"""The rule of a contract as it is agreed (配分の規約), and the terms it makes of those who take part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from billing.allocation.bases import Band, Basis
from billing.allocation.bounds import Bound
from billing.allocation.errors import CannotAllocate
from billing.allocation.shares import NOTHING, Fee
from billing.allocation.terms import MONTHS_OF_A_YEAR, Component, Cutting, Member, Relief, Terms
from common.money import Yen

WHOLE = 100  # per cent


class Group(StrEnum):
    """Among whom a component is split (対象の団体)."""

    ALL = "all"
    PLAN_A = "plan_a"
    PLAN_B = "plan_b"
    CITIES = "cities"
    TOWNS = "towns"

    @property
    def label(self) -> str:
        """In words."""
        return _GROUPS[self]


_GROUPS = {
    Group.ALL: "すべての団体",
    Group.PLAN_A: "プランAの団体",
    Group.PLAN_B: "プランBの団体",
    Group.CITIES: "市だけ",
    Group.TOWNS: "町村だけ",
}


@dataclass(frozen=True, slots=True)
class RuleComponent:
    """By what a part is split, with which weight, and among whom."""

    basis: Basis
    weight: int
    group: Group = Group.ALL


@dataclass(frozen=True, slots=True)
class PlanFee:
    """What everybody in a group pays first, in yen a year (プランごとの定額)."""

    group: Group
    yearly: Yen


@dataclass(frozen=True, slots=True)
class Participant:
    """What a rule asks about somebody who takes part.

    groups:  those it belongs to, besides `Group.ALL`.
    months, days:  of the fiscal year that it takes part in.
    last:    its decided contribution of the year before, in yen; None where there is none.
    """

    code: str
    name: str
    population: int = 0
    need: int = 0
    uses: int = 0
    procedures: int = 0
    months: int = MONTHS_OF_A_YEAR
    days: int = 365
    groups: tuple[Group, ...] = ()
    last: Yen | None = None

    def belongs_to(self, group: Group) -> bool:
        """Whether it is one of a group."""
        return group is Group.ALL or group in self.groups


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything that is agreed about splitting, without the amount and without who takes part.

    base, unit:          what each pays first: so much a year, and so much an application (基本額＋従量).
    cap, floor:          the most and the least anybody pays, in yen.
    growth, fall:        how far a share may rise or fall from the year before, in per cent (激変緩和).
    by_day:              whether time counts by the day instead of the month.
    """

    components: tuple[RuleComponent, ...]
    bands: tuple[Band, ...] = ()
    plan_fees: tuple[PlanFee, ...] = ()
    base: Yen = NOTHING
    unit: Yen = NOTHING
    cutting: Cutting = Cutting.LARGEST_REMAINDER
    bearer: str = ""
    relief: Relief | None = None
    cap: Yen | None = None
    floor: Yen | None = None
    growth: int | None = None
    fall: int | None = None
    by_day: bool = False

    def weight(self, basis: Basis) -> int:
        """The weight of a basis; 0 where it does not count."""
        return sum(component.weight for component in self.components if component.basis is basis)

    def asks_for(self, basis: Basis) -> bool:
        """Whether the figure behind a basis is needed: people for 逓減人口割, 人口段階割 and the relief too."""
        people = (Basis.POPULATION, Basis.BAND, Basis.DEGRESSIVE)
        if basis is Basis.POPULATION and (self.relief or any(self.weight(each) for each in people)):
            return True
        return bool(self.weight(basis)) or (basis is Basis.USE and bool(self.unit))

    def terms(self, total: Yen, participants: Sequence[Participant], *, year_days: int = 365) -> Terms:
        """What a calculation starts from. Raises CannotAllocate where a group has nobody."""
        return Terms(
            total=total,
            components=tuple(self._component(each, participants) for each in self.components if each.weight),
            members=tuple(self._member(each) for each in participants),
            cutting=self.cutting,
            bearer=self.bearer,
            relief=self.relief,
            bounds=tuple(self._bounds(participants)),
            year_days=year_days if self.by_day else None,
        )

    def _component(self, component: RuleComponent, participants: Sequence[Participant]) -> Component:
        only: tuple[str, ...] = ()
        if component.group is not Group.ALL:
            only = tuple(sorted(each.code for each in participants if each.belongs_to(component.group)))
            if not only:
                raise CannotAllocate(
                    f"{component.basis.label}を分ける団体（{component.group.label}）が、参加していません。",
                    code="empty_group",
                )
        bands = self.bands if component.basis is Basis.BAND else ()
        return Component(component.basis, component.weight, only=only, bands=bands)

    def _member(self, each: Participant) -> Member:
        return Member(
            code=each.code,
            name=each.name,
            population=each.population,
            uses=each.uses,
            procedures=each.procedures,
            months=each.months,
            need=each.need,
            days=each.days if self.by_day else None,
            fees=tuple(self._fees(each)),
        )

    def _fees(self, each: Participant) -> Iterator[Fee]:
        """Plans and the base by the months of taking part, the month of joining counted, cut to whole yen; use as it was."""
        for fee in self.plan_fees:
            if fee.yearly and each.belongs_to(fee.group):
                yield _yearly(f"{fee.group.label}の定額", fee.yearly, each.months)
        if self.base:
            yield _yearly("基本額", self.base, each.months)
        if self.unit:
            yield Fee("従量（1件あたりの額 × 件数）", self.unit, each.uses)

    def _bounds(self, participants: Sequence[Participant]) -> Iterator[Bound]:
        for each in participants:
            least, why_least = self._least(each)
            most, why_most = self._most(each)
            if least is not None or most is not None:
                yield Bound(each.code, least, most, "、".join(filter(None, (why_least, why_most))))

    def _least(self, each: Participant) -> tuple[Yen | None, str]:
        limits = [(self.floor, f"下限 {self.floor:,}円")] if self.floor is not None else []
        if self.fall is not None and each.last is not None:
            limit = Yen(ceil(Fraction(each.last * (WHOLE - self.fall), WHOLE)))
            limits.append((limit, f"下限 {limit:,}円（前年度 {each.last:,}円の{WHOLE - self.fall}％）"))
        return max(limits, default=(None, ""), key=lambda limit: limit[0] or 0)

    def _most(self, each: Participant) -> tuple[Yen | None, str]:
        limits = [(self.cap, f"上限 {self.cap:,}円")] if self.cap is not None else []
        if self.growth is not None and each.last is not None:
            limit = Yen(floor(Fraction(each.last * (WHOLE + self.growth), WHOLE)))
            limits.append((limit, f"上限 {limit:,}円（前年度 {each.last:,}円の{WHOLE + self.growth}％）"))
        return min(limits, default=(None, ""), key=lambda limit: limit[0] or 0)


def _yearly(label: str, yen: Yen, months: int) -> Fee:
    if months == MONTHS_OF_A_YEAR:
        return Fee(label, yen, how=f"年{yen:,}円")
    how = f"{yen:,} × {months}か月 ÷ {MONTHS_OF_A_YEAR}（1円未満切り捨て）"
    return Fee(label, Yen(yen * months // MONTHS_OF_A_YEAR), how=how)
