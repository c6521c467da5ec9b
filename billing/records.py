"""Rules, terms and shares as they are kept: from the calculation's own dataclasses to JSON and back, nothing lost."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from billing.allocation import Rule, Share, Terms


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from (出典): which, of which day, and who published them."""

    kind: str
    label: str
    as_of: date
    origin: str


_terms = TypeAdapter(Terms)
_share = TypeAdapter(Share)
_rule = TypeAdapter(Rule)
_sources = TypeAdapter(tuple[Source, ...])
_POT = ("basis", "total", "fixed_total", "weight", "weights", "whole")


def rule_to_json(rule: Rule) -> dict[str, Any]:
    dumped: dict[str, Any] = _rule.dump_python(rule, mode="json")
    return dumped


def rule_from_json(kept: Mapping[str, Any]) -> Rule:
    return _rule.validate_python(kept)


def sources_to_json(sources: Iterable[Source]) -> list[dict[str, Any]]:
    dumped: list[dict[str, Any]] = _sources.dump_python(tuple(sources), mode="json")
    return dumped


def sources_from_json(kept: object) -> tuple[Source, ...]:
    return _sources.validate_python(kept)


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


def content_hash(terms: object, sources: object, shares: Iterable[object]) -> str:
    """SHA-256 over terms, sources and shares as JSON, keys in order: anybody can work it out again. 64 hexadecimal digits."""
    content = {"terms": terms, "sources": sources, "shares": [*shares]}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _line(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """Lines were kept flat once; confirmed ones stay so for ever."""
    return kept if "pot" in kept else {**kept, "pot": {name: kept[name] for name in _POT}}
