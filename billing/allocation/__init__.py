"""Splitting a contract's cost over the municipalities (負担金の按分): exact, pure, and able to explain itself."""

from billing.allocation.errors import CannotAllocate
from billing.allocation.explanation import Step, decimal_text, explain
from billing.allocation.rounding import Rounding, largest_remainder
from billing.allocation.shares import Allocation, Line, Share
from billing.allocation.splitting import allocate
from billing.allocation.terms import Basis, Component, Member, Terms, check

__all__ = [
    "Allocation",
    "Basis",
    "CannotAllocate",
    "Component",
    "Line",
    "Member",
    "Rounding",
    "Share",
    "Step",
    "Terms",
    "allocate",
    "check",
    "decimal_text",
    "explain",
    "largest_remainder",
]
