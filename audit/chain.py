"""The chain of the audit record (記録の連鎖): pure, so that anybody can compute it again, in any language.

The canonical form of a record at a position is one JSON array, UTF-8, no spaces, keys of objects sorted, nothing escaped that
need not be:

    [position,"id","at","event","actor_kind","actor_id","actor_name","subject",{detail}]

`id` is the UUID in its usual form, `at` is UTC with six decimals, e.g. `2026-11-24T00:30:00.000000+00:00`. The hash of a
position is SHA-256 over the 32 bytes of the hash before and those of the form; before the first stand 32 zero bytes.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from json import JSONEncoder, loads
from typing import Any, NamedTuple, Self
from uuid import UUID

BEGINNING = bytes(32)
_encode = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Entry(NamedTuple):
    """A record as the chain sees it: what `audit.models.AuditRecord` holds, in this order."""

    id: UUID
    at: datetime
    event: str
    actor_kind: str
    actor_id: str
    actor_name: str
    subject: str
    detail: Mapping[str, Any]

    @classmethod
    def read(cls, row: Sequence[Any]) -> Self:
        """From a row of a bare cursor, which hands JSON over as text."""
        return cls._make([*row[:-1], loads(row[-1])])


def canonical(position: int, entry: Entry) -> bytes:
    """The one way to write a record down at its position."""
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _encode([position, str(entry.id), moment, *entry[2:]]).encode()


def link(previous: bytes, position: int, entry: Entry) -> bytes:
    """The hash of a position: over the hash before and the record."""
    return sha256(previous + canonical(position, entry)).digest()
