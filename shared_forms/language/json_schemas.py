r"""Pieces of JSON Schema (Draft 2020-12) that describe normalised answers (保存された回答の形).

Patterns keep to what regular expressions mean everywhere, and end with `(?![\s\S])`: in some languages `$` would take a newline.
"""

from collections.abc import Collection, Mapping
from typing import Any

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

# What no answer is.
NOTHING: Schema = {"not": {}}

_CONTROLS = r"\x00-\x1f\x7f-\x9f"
_CONTROLS_IN_LINES = r"\x00-\x09\x0b-\x1f\x7f-\x9f"


def matching(pattern: str, **more: Any) -> Schema:
    """A text that matches as a whole."""
    return {"type": "string", "pattern": rf"^(?:{pattern})(?![\s\S])", **more}


def text(max_length: int, *, min_length: int = 1, several_lines: bool = False) -> Schema:
    """Tidied text: without control characters, and without spaces around it. Lengths are counted in code points, as JSON Schema does."""
    controls = _CONTROLS_IN_LINES if several_lines else _CONTROLS
    edge = rf"[^\s{controls}]"
    return matching(f"{edge}(?:[^{controls}]*{edge})?", minLength=max(1, min_length), maxLength=max_length)


def one_of(values: Collection[str]) -> Schema:
    """One of these texts; nothing at all when there are none."""
    return {"enum": list(values)} if values else NOTHING


def or_empty(schema: Schema) -> Schema:
    """The same, or a part that was left empty."""
    return {"anyOf": [{"const": ""}, schema]}


def object_of(properties: Mapping[str, Schema], required: Collection[str]) -> Schema:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def parts(properties: Mapping[str, Schema]) -> Schema:
    """An object with all of these keys, such as a name or an address."""
    return object_of(properties, tuple(properties))
