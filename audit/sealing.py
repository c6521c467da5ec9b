"""The sealer (封印): gives what was recorded its place in the chain, in the order of commits, and never twice.

A record is taken once no transaction that began before its own is still running: only then can nothing come in before it.
What is sealed is therefore always the beginning of the records in the order of (transaction, id), and the last seal says where
to go on. The city's own role writes the seals; it may add them and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from audit.chain import BEGINNING, Entry, link
from audit.models import Seal

BATCH = 2_000
_LOCK = 0x5EA1

_BEFORE_ALL = ("0", UUID(int=0))
_LAST = """
    SELECT position, hash, record.transaction_id::text, record.id
    FROM audit_seal LEFT JOIN audit_auditrecord AS record ON record.id = record_id ORDER BY position DESC LIMIT 1
"""
_SETTLED = """
    SELECT id, at, event, actor_kind, actor_id, actor_name, subject, detail FROM audit_auditrecord
    WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot()) AND (transaction_id, id) > (%s::text::xid8, %s)
    ORDER BY transaction_id, id LIMIT %s
"""


class BrokenChain(RuntimeError):
    """The record of the last seal is gone: nothing can be put behind it before somebody has looked (`audit_verify`)."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far the chain has come (連鎖の先頭)."""

    position: int
    hash: bytes
    sealed_at: datetime


def head() -> Head | None:
    """The head of the chain at hand, or None before the first seal."""
    last = Seal.objects.order_by("-position").first()
    return Head(last.position, bytes(last.hash), last.sealed_at) if last else None


def seal_all() -> int:
    """Seal everything that is settled, batch by batch, each in a transaction of its own. Returns how many."""
    sealed = 0
    while taken := seal_batch():
        sealed += taken
    return sealed


@transaction.atomic
def seal_batch(limit: int = BATCH) -> int:
    """Seal the next records. Returns how many; none when there are none, or while another sealer is at work here."""
    with connection.cursor() as cursor:
        # A statement by itself: the next one looks with new eyes and sees what the sealer before has committed.
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(current_schema()))", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_LAST)
        position, previous, *place = cursor.fetchone() or (0, BEGINNING, *_BEFORE_ALL)
        if None in place:
            raise BrokenChain(f"the record sealed at {position} is gone")
        cursor.execute(_SETTLED, [*place, limit])
        entries = [Entry.read(row) for row in cursor.fetchall()]
    append(entries, position, bytes(previous))
    return len(entries)


def append(entries: Sequence[Entry], position: int, previous: bytes) -> None:
    """Write the seals of records that come behind a position and its hash."""
    now = timezone.now()
    seals = []
    for place, entry in enumerate(entries, start=position + 1):
        previous = link(previous, place, entry)
        seals.append(Seal(position=place, record_id=entry.id, hash=previous, sealed_at=now))
    Seal.objects.bulk_create(seals)
