"""The audit record of a city in rows, for its administrators."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audit.events import AuditEvent
from audit.models import Seal
from audit.selectors import sealed_records

ROWS_PER_PAGE = 50
ROWS_PER_FILE = 10_000


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One sealed record, in words."""

    position: int
    at: datetime
    words: str
    actor_name: str
    subject: str
    hash: str


def record_rows(search: Mapping[str, Any], before: int | None, limit: int) -> list[RecordRow]:
    """The records that fit, the latest first, below a position; one query."""
    found = sealed_records(**search)
    if before is not None:
        found = found.filter(position__lt=before)
    return [_row(seal) for seal in found[:limit]]


def _row(seal: Seal) -> RecordRow:
    record = seal.record
    return RecordRow(
        seal.position,
        record.at,
        AuditEvent(record.event).label,
        record.actor_name,
        record.subject,
        bytes(seal.hash).hex(),
    )
