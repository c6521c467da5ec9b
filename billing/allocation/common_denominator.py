"""Many fractions over one denominator (通分): whole numbers are added, compared and sorted many times faster."""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm


def over_one_denominator(values: Mapping[str, Fraction]) -> tuple[dict[str, int], int]:
    """The numerators by code, and the denominator they all have."""
    denominator = lcm(*(value.denominator for value in values.values()))
    return {code: value.numerator * (denominator // value.denominator) for code, value in values.items()}, denominator
