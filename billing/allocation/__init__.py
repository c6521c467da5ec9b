"""Splitting a contract's cost over the municipalities (負担金の按分): exact, pure, and able to explain itself."""

from billing.allocation.bases import Band, Basis, degressive
from billing.allocation.bounds import Bound, change_limits
from billing.allocation.errors import CannotAllocate
from billing.allocation.explanation import Step, explain
from billing.allocation.rounding import Cut, Rounding, largest_remainder, thousands
from billing.allocation.rule import Group, Participant, PlanFee, Rule, RuleComponent
from billing.allocation.settlement import SettlementLine, settle
from billing.allocation.shares import NOTHING, Adjustment, Allocation, Fee, Line, Pot, Share
from billing.allocation.splitting import allocate
from billing.allocation.terms import Component, Cutting, Member, Relief, Terms, check
from billing.allocation.words import decimal_text

__all__ = [
    "NOTHING",
    "Adjustment",
    "Allocation",
    "Band",
    "Basis",
    "Bound",
    "CannotAllocate",
    "Component",
    "Cut",
    "Cutting",
    "Fee",
    "Group",
    "Line",
    "Member",
    "Participant",
    "PlanFee",
    "Pot",
    "Relief",
    "Rounding",
    "Rule",
    "RuleComponent",
    "SettlementLine",
    "Share",
    "Step",
    "Terms",
    "allocate",
    "change_limits",
    "check",
    "decimal_text",
    "degressive",
    "explain",
    "largest_remainder",
    "settle",
    "thousands",
]
