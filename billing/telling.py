"""What a city is told about its share (なぜこの額か): everything its page and its paper show, kept with it as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from billing.allocation import Share
from billing.records import Source, share_from_json, share_to_json
from common.money import Yen


@dataclass(frozen=True, slots=True)
class Decision:
    """The resolution a decision rests on (総会の議決), its version, why there is a later one, and the hash of what was decided."""

    version: int
    resolution: str
    resolved_on: date
    reason: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class OtherShare:
    """What another city pays, where the secretariat published it."""

    name: str
    amount: Yen


@dataclass(frozen=True, slots=True)
class Told:
    """All that one city is told.

    costs:     labels and yen from the contract's cost to what is split, in the order they are added up.
    carried:   what is split but not paid this year.
    rules:     the rule in sentences.
    changes:   what is different from the version, or the draft, that was told before, in sentences.
    before:    the amount that was told before; None the first time. Of a what-if: what the contract as it stands gives.
    alone:     what a contract of the city's own costs, if the secretariat knows it.
    scenario:  the name of the what-if.
    """

    supplier: str
    tax: str
    costs: tuple[tuple[str, Yen], ...]
    total: Yen
    carried: Yen
    members: int
    population: int
    rules: tuple[str, ...]
    sources: tuple[Source, ...]
    share: Share
    others: tuple[OtherShare, ...] = ()
    decision: Decision | None = None
    changes: tuple[str, ...] = ()
    before: Yen | None = None
    alone: Yen | None = None
    scenario: str = ""


_told = TypeAdapter(Told)


def told_to_json(told: Told) -> dict[str, Any]:
    dumped: dict[str, Any] = _told.dump_python(told, mode="json")
    return dumped | {"share": share_to_json(told.share)}


def told_from_json(kept: Mapping[str, Any]) -> Told:
    return _told.validate_python({**kept, "share": share_from_json(kept["share"])})
