"""What a calculation gives: shares that add up, each with the lines it was made of."""

from dataclasses import dataclass
from fractions import Fraction

from billing.allocation.rounding import Rounding
from billing.allocation.terms import Basis
from common.money import Yen


@dataclass(frozen=True, slots=True)
class Line:
    """One component's part of one share: `(total - fixed_total) * weight / weights * value / whole`.

    months:  the member's months, by which `value` is multiplied; None where months do not count.
    whole:   the sum of all members' values (times months).
    amount:  exact, not rounded.
    """

    basis: Basis
    total: Yen
    fixed_total: Yen
    weight: int
    weights: int
    value: int
    whole: int
    months: int | None
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """What one municipality pays (負担金), and why: a fixed amount (定額) and a line for each component."""

    code: str
    name: str
    fixed: Yen
    lines: tuple[Line, ...]
    exact: Fraction
    rounding: Rounding

    @property
    def amount(self) -> Yen:
        """The contribution in whole yen."""
        return self.rounding.amount


@dataclass(frozen=True, slots=True)
class Allocation:
    """All shares, by municipality code; their amounts sum to `total` exactly."""

    total: Yen
    shares: tuple[Share, ...]

    @property
    def leftover(self) -> Yen:
        """Yen handed out one by one after rounding down (端数の調整)."""
        return Yen(sum(share.rounding.extra for share in self.shares))

    def amounts(self) -> dict[str, Yen]:
        """Municipality code -> yen."""
        return {share.code: share.amount for share in self.shares}
