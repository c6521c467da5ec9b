"""Contracts, who takes part, what each municipality pays (負担金), and what the cities are told of it. Public schema."""

from billing.models.contracts import APRIL, Contract, Participation
from billing.models.figures import BaseFigure, BaseFigures
from billing.models.runs import AllocationRun, AllocationShare
from billing.models.scenarios import Scenario
from billing.models.settling import Settlement, SettlementLine
from billing.models.telling import CityReply, CityShare

__all__ = [
    "APRIL",
    "AllocationRun",
    "AllocationShare",
    "BaseFigure",
    "BaseFigures",
    "CityReply",
    "CityShare",
    "Contract",
    "Participation",
    "Scenario",
    "Settlement",
    "SettlementLine",
]
