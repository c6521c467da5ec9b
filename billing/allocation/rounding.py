"""Largest remainder (最大剰余法): whole yen whose sum is the sum of the exact shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from common.money import Yen


@dataclass(frozen=True, slots=True)
class Rounding:
    """How one exact share became whole yen.

    remainder:  what was cut off (端数), 0 <= remainder < 1.
    rank:       place of the remainder among all, 1 for the largest.
    among:      how many shares there are.
    leftover:   yen that were left after cutting, handed out one by one to ranks 1 to `leftover`.
    """

    floor: Yen
    remainder: Fraction
    rank: int
    among: int
    leftover: Yen

    @property
    def extra(self) -> Yen:
        """The yen handed to this share: 1 or 0."""
        return Yen(int(self.rank <= self.leftover))

    @property
    def amount(self) -> Yen:
        """The share in whole yen."""
        return Yen(self.floor + self.extra)


def largest_remainder(exact: Mapping[str, Fraction]) -> dict[str, Rounding]:
    """Round every share down, then give the yen left over to the largest remainders, one each.

    exact:    code -> exact share, >= 0; their sum is whole.
    Rounding: equal remainders go to the smaller code, so a rerun gives the same amounts.
    """
    floors = {code: Yen(floor(share)) for code, share in exact.items()}
    leftover = Yen(int(sum(exact.values())) - sum(floors.values()))
    by_remainder = sorted(exact, key=lambda code: (floors[code] - exact[code], code))
    return {
        code: Rounding(floors[code], exact[code] - floors[code], rank, len(exact), leftover)
        for rank, code in enumerate(by_remainder, start=1)
    }
