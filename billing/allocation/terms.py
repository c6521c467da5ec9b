"""What a calculation starts from (前提): the amount, the rule, and the municipalities that take part."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from billing.allocation.errors import CannotAllocate
from common.money import Yen

MONTHS_OF_A_YEAR = 12
NOTHING = Yen(0)


class Basis(StrEnum):
    """By what a component splits its part (算定の基礎)."""

    EQUAL = "equal"
    POPULATION = "population"
    USE = "use"

    @property
    def label(self) -> str:
        """The name that agreements use."""
        return {"equal": "均等割", "population": "人口割", "use": "利用割"}[self.value]

    @property
    def noun(self) -> str:
        """What is counted."""
        return {"equal": "団体", "population": "人口", "use": "件数"}[self.value]


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the rule, such as 人口割 with weight 7 of 10."""

    basis: Basis
    weight: int


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality that takes part (参加団体).

    months:  months of the fiscal year it takes part in, the month of joining counted: 1 to 12.
    fixed:   yen it pays before the rest is split (定額), as agreed, not by months.
    """

    code: str
    name: str
    population: int = 0
    uses: int = 0
    months: int = MONTHS_OF_A_YEAR
    fixed: Yen = NOTHING

    def value(self, basis: Basis) -> int:
        """What the member brings to one basis: 1, people, or applications."""
        return {Basis.EQUAL: 1, Basis.POPULATION: self.population, Basis.USE: self.uses}[basis]


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything the result depends on; equal terms give equal shares.

    total:  whole yen, tax included, >= 0.
    """

    total: Yen
    components: tuple[Component, ...]
    members: tuple[Member, ...]

    @property
    def fixed_total(self) -> Yen:
        """What is paid as fixed amounts, before the components split the rest."""
        return Yen(sum(member.fixed for member in self.members))

    def by_months(self, basis: Basis) -> bool:
        """Whether values count by months (月割), since somebody joins during the year. Use was only counted from then on."""
        return basis is not Basis.USE and any(member.months != MONTHS_OF_A_YEAR for member in self.members)

    def weighted(self, member: Member, basis: Basis) -> int:
        """A member's value, times its months where months count."""
        return member.value(basis) * (member.months if self.by_months(basis) else 1)

    def whole(self, basis: Basis) -> int:
        """The sum of all members' values, the divisor of one component."""
        return sum(self.weighted(member, basis) for member in self.members)


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
    if any(min(member.population, member.uses, member.fixed) < 0 for member in terms.members):
        yield "negative_value", "人口・件数・定額は0以上にしてください。"
    if terms.fixed_total > terms.total:
        yield "fixed_above_total", "定額の合計が総額を超えています。定額か総額を直してください。"


def _component_reasons(terms: Terms) -> Iterator[tuple[str, str]]:
    bases = [component.basis for component in terms.components]
    if len(set(bases)) != len(bases):
        yield "same_component_twice", "均等割・人口割・利用割は、それぞれ1回だけ使えます。"
        return
    weights = [component.weight for component in terms.components]
    if not any(weights) or min(weights) < 0:
        yield "no_weight", "割合は0以上の整数とし、どれか1つは1以上にしてください。"
    for component in terms.components:
        if component.weight > 0 and terms.whole(component.basis) <= 0:
            yield "nothing_to_split_by", f"{component.basis.label}の基礎になる数がすべて0のため、計算できません。"
