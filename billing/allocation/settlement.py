"""Year-end settlement (精算): decided shares stay as they are; what actual use makes of them becomes a line of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from billing.allocation.shares import Allocation
from common.money import Yen


@dataclass(frozen=True, slots=True)
class SettlementLine:
    """One municipality's difference: more to pay (追徴) when it is above nothing, to be paid back (還付) when it is below."""

    code: str
    name: str
    decided: Yen
    actual: Yen

    @property
    def difference(self) -> Yen:
        return Yen(self.actual - self.decided)


def settle(decided: Allocation, actual: Allocation) -> tuple[SettlementLine, ...]:
    """The differences between the decided shares and those that actual figures give, by code; who is in only one of them counts as 0 there.

    When both split the same total and carry the same, the differences sum to nothing.
    """
    names = {share.code: share.name for share in (*decided.shares, *actual.shares)}
    before, after = decided.amounts(), actual.amounts()
    return tuple(SettlementLine(code, names[code], _of(before, code), _of(after, code)) for code in sorted(names))


def _of(amounts: Mapping[str, Yen], code: str) -> Yen:
    return amounts.get(code, Yen(0))
