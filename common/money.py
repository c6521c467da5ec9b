"""Money is whole yen."""

from typing import NewType

# An amount in yen (円). Never a float, never a part of a yen: what is not whole is a Fraction until it is rounded once.
Yen = NewType("Yen", int)
