"""Terms and shares as they are kept: from the calculation's own dataclasses to JSON and back, nothing lost."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from billing.allocation import Basis, Component, Member, Share, Terms
from billing.models import AllocationRun, Contract
from common.fiscal import months_left
from common.money import Yen

_terms = TypeAdapter(Terms)
_share = TypeAdapter(Share)
_POT = ("basis", "total", "fixed_total", "weight", "weights", "whole")


def terms_of(contract: Contract) -> Terms:
    """What a calculation of this contract would start from now."""
    participations = contract.participations.select_related("municipality")
    return Terms(
        total=Yen(contract.total_yen),
        components=components(contract.equal_weight, contract.population_weight),
        members=tuple(
            Member(
                code=each.municipality.code,
                name=each.municipality.name,
                population=each.population,
                months=months_left(each.joining_month),
            )
            for each in participations
        ),
    )


def is_current(run: AllocationRun, contract: Contract) -> bool:
    """Whether the contract still says what a calculation started from."""
    return (terms_from_json(run.terms), run.population_label, run.population_on) == (
        terms_of(contract),
        contract.population_label,
        contract.population_on,
    )


def components(equal_weight: int, population_weight: int) -> tuple[Component, ...]:
    """The rule of a contract: 均等割 and 人口割."""
    return Component(Basis.EQUAL, equal_weight), Component(Basis.POPULATION, population_weight)


def terms_to_json(terms: Terms) -> dict[str, Any]:
    dumped: dict[str, Any] = _terms.dump_python(terms, mode="json")
    return dumped


def terms_from_json(kept: Mapping[str, Any]) -> Terms:
    return _terms.validate_python(kept)


def share_to_json(share: Share) -> dict[str, Any]:
    dumped: dict[str, Any] = _share.dump_python(share, mode="json")
    return dumped


def share_from_json(kept: Mapping[str, Any]) -> Share:
    return _share.validate_python({**kept, "lines": [_line(each) for each in kept["lines"]]})


def _line(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """Lines were kept flat once; confirmed ones stay so for ever."""
    return kept if "pot" in kept else {**kept, "pot": {name: kept[name] for name in _POT}}
