"""Exact numbers for the eye."""

from fractions import Fraction


def decimal_text(value: Fraction, places: int = 4) -> str:
    """An exact number for the eye: 337,674.4186… Digits are cut off, never rounded; "…" says that more follow."""
    scaled = value * 10**places
    whole, part = divmod(int(scaled), 10**places)
    digits = f"{part:0{places}d}"
    if scaled.denominator == 1:
        digits = digits.rstrip("0")
        return f"{whole:,}.{digits}" if digits else f"{whole:,}"
    return f"{whole:,}.{digits}…"
