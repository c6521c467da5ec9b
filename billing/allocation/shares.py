"""What a calculation gives: shares that add up, each with the lines it was made of."""

from dataclasses import dataclass
from fractions import Fraction

from billing.allocation.bases import Basis
from billing.allocation.rounding import Cut, Rounding
from common.money import Yen

NOTHING = Yen(0)


@dataclass(frozen=True, slots=True)
class Fee:
    """A price times a count (単価 × 数), which is paid before the rest is split: a plan's fee, or so much an application.

    how:  in words how it comes about, where that is not the price times the count.
    """

    label: str
    unit: Yen
    count: int = 1
    how: str = ""

    @property
    def amount(self) -> Yen:
        """Whole yen."""
        return Yen(self.unit * self.count)


@dataclass(frozen=True, slots=True)
class Pot:
    """What a component splits among its members: `(total - fixed_total) * weight / weights`.

    whole:  the sum of all members' values (times months or days).
    among:  how many members it is split among, where it is not all of them.
    """

    basis: Basis
    total: Yen
    fixed_total: Yen
    weight: int
    weights: int
    whole: Fraction
    among: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One component's part of one share: its pot, times `value / whole`.

    value:       what the member weighs, before time.
    amount:      exact, not rounded.
    months:      the member's months, by which `value` is multiplied; None where months do not count. days: the same by the day.
    population:  from which the value was made, for 逓減人口割 and 人口段階割.
    """

    pot: Pot
    value: Fraction
    amount: Fraction
    months: int | None = None
    days: int | None = None
    population: int | None = None

    @property
    def basis(self) -> Basis:
        """By what the component splits."""
        return self.pot.basis


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A rule that moved a share after the components were added: relief, a limit, or what others gave up.

    before, after:  the exact share before and behind it.
    factor:         by which it was multiplied; None where it was put to its limit.
    """

    label: str
    before: Fraction
    factor: Fraction | None
    after: Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """What one municipality pays (負担金), and why: what is paid first, a line for each component, and what moved it then.

    fixed:  all that is paid before the rest is split, in yen; fees: the part of it that is a price times a count.
    """

    code: str
    name: str
    fixed: Yen
    lines: tuple[Line, ...]
    exact: Fraction
    rounding: Rounding | Cut
    adjustments: tuple[Adjustment, ...] = ()
    fees: tuple[Fee, ...] = ()

    @property
    def amount(self) -> Yen:
        """The contribution in whole yen."""
        return self.rounding.amount

    def part(self, basis: Basis) -> Fraction:
        """What the components of a basis make of it, exactly; 0 where none counts."""
        return sum((line.amount for line in self.lines if line.basis is basis), Fraction(0))


@dataclass(frozen=True, slots=True)
class Allocation:
    """All shares, by municipality code; their amounts and what is carried sum to `total` exactly.

    carried:  yen that nobody pays this year, where shares are cut to a thousand (差額の繰越).
    """

    total: Yen
    shares: tuple[Share, ...]
    carried: Yen = NOTHING

    @property
    def leftover(self) -> Yen:
        """Yen handed out after cutting (端数の調整)."""
        return Yen(sum(share.rounding.extra for share in self.shares))

    def amounts(self) -> dict[str, Yen]:
        """Municipality code -> yen."""
        return {share.code: share.amount for share in self.shares}
