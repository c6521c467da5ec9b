"""From exact shares to whole yen: largest remainder (最大剰余法), or cut to a thousand yen (千円未満切捨て)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from billing.allocation.common_denominator import over_one_denominator
from common.money import Yen

THOUSAND = 1000


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


@dataclass(frozen=True, slots=True)
class Cut:
    """How one exact share was cut to a thousand yen.

    remainder:  what was cut off, 0 <= remainder < 1000.
    gaps:       yen that were cut off from all shares together.
    extra:      what this share bears of them: all or nothing.
    """

    floor: Yen
    remainder: Fraction
    gaps: Yen
    extra: Yen

    @property
    def amount(self) -> Yen:
        """The share in whole yen."""
        return Yen(self.floor + self.extra)


def largest_remainder(exact: Mapping[str, Fraction]) -> dict[str, Rounding]:
    """Round every share down, then give the yen left over to the largest remainders, one each.

    exact:    code -> exact share, >= 0; their sum is whole.
    Rounding: equal remainders go to the smaller code, so a rerun gives the same amounts.
    """
    numerators, one = over_one_denominator(exact)
    cut = {code: divmod(numerator, one) for code, numerator in numerators.items()}
    leftover = Yen(sum(remainder for _, remainder in cut.values()) // one)
    by_remainder = sorted(cut, key=lambda code: (-cut[code][1], code))
    return {
        code: Rounding(Yen(cut[code][0]), Fraction(cut[code][1], one), rank, len(cut), leftover)
        for rank, code in enumerate(by_remainder, start=1)
    }


def thousands(exact: Mapping[str, Fraction], total: Yen, bearer: str = "") -> dict[str, Cut]:
    """Cut every share to a thousand yen. What is cut off is borne by `bearer`; without one it is carried by nobody here.

    exact:  code -> exact share, >= 0, which sum to `total`.
    """
    floors = {code: Yen(floor(share / THOUSAND) * THOUSAND) for code, share in exact.items()}
    gaps = Yen(total - sum(floors.values()))
    return {
        code: Cut(floors[code], share - floors[code], gaps, gaps if code == bearer else Yen(0))
        for code, share in exact.items()
    }
