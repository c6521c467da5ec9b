"""By what a cost may be split (算定の基礎), and what a municipality weighs by each of them: exact numbers, no roots left open."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import isqrt

# 0.585 = 117/200. The power is cut behind its fourth decimal, so that everybody comes to the same number.
EXPONENT = Fraction(585, 1000)
DECIMALS = 4


class Basis(StrEnum):
    """By what a component splits its part."""

    EQUAL = "equal"
    POPULATION = "population"
    USE = "use"
    PROCEDURES = "procedures"
    NEED = "need"
    BAND = "band"
    DEGRESSIVE = "degressive"

    @property
    def label(self) -> str:
        """The name that agreements use."""
        return _LABELS[self]

    @property
    def noun(self) -> str:
        """What is counted."""
        return _NOUNS[self]


_LABELS = {
    Basis.EQUAL: "均等割",
    Basis.POPULATION: "人口割",
    Basis.USE: "利用割",
    Basis.PROCEDURES: "手続数割",
    Basis.NEED: "財政割",
    Basis.BAND: "人口段階割",
    Basis.DEGRESSIVE: "逓減人口割",
}
_NOUNS = {
    Basis.EQUAL: "団体",
    Basis.POPULATION: "人口",
    Basis.USE: "件数",
    Basis.PROCEDURES: "手続の数",
    Basis.NEED: "基準財政需要額（千円）",
    Basis.BAND: "段階の点数",
    Basis.DEGRESSIVE: "人口の0.585乗",
}


@dataclass(frozen=True, slots=True)
class Band:
    """Municipalities with fewer people than `below` weigh so many points (人口段階); None: however many."""

    below: int | None
    points: int


def band_of(population: int, bands: tuple[Band, ...]) -> Band:
    """The first band that a population fits in. The last of them has no end."""
    return next(band for band in bands if band.below is None or population < band.below)


@lru_cache(maxsize=4096)
def degressive(population: int) -> Fraction:
    """population ** 0.585, cut behind the fourth decimal: exact, by whole numbers alone.

    The 200th root of population ** 117, of which 200 times four more digits are asked.
    """
    root = population**EXPONENT.numerator * 10 ** (DECIMALS * EXPONENT.denominator)
    for _ in range(3):
        root = isqrt(root)
    for _ in range(2):
        root = _fifth_root(root)
    return Fraction(root, 10**DECIMALS)  # the 200th root: 200 = 2 * 2 * 2 * 5 * 5


def _fifth_root(number: int) -> int:
    """The whole part, by Newton's steps from above."""
    if number < 2:
        return number
    guess = 1 << -(-number.bit_length() // 5)
    while (better := (4 * guess + number // guess**4) // 5) < guess:
        guess = better
    return guess
