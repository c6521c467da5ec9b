"""Follow the chain of the audit record from its beginning and say where it first does not fit, and why (記録の検証)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from audit.chain import BEGINNING, Entry, link

FETCHED_AT_ONCE = 5_000
_CHAIN = """
    DECLARE places NO SCROLL CURSOR FOR
    SELECT position, hash, record_id, at, event, actor_kind, actor_id, actor_name, subject, detail
    FROM audit_seal LEFT JOIN audit_auditrecord AS record ON record.id = record_id ORDER BY position
"""
_RECORDS = """
    DECLARE records NO SCROLL CURSOR FOR
    SELECT id, at, event, actor_kind, actor_id, actor_name, subject, detail FROM audit_auditrecord
"""
_LEFT_OUT = """
    SELECT count(*) FROM audit_auditrecord AS record
    WHERE at < now() - interval '1 hour' AND NOT EXISTS (SELECT FROM audit_seal WHERE record_id = record.id)
"""


class Reason(StrEnum):
    """Why a position does not fit."""

    ALTERED = "altered: the record, or the hash before it, is no longer what was sealed"
    REMOVED = "removed: what was sealed here is gone"
    MOVED = "moved: another record was sealed here"
    INSERTED = "inserted: this record was not there when its neighbours were sealed"
    HEAD = "head mismatch: the chain fits by itself, but not the head the consortium was told; it was written anew"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first position that does not fit.

    record_id:  the record that stands there now; where it is gone, the one that was sealed, if the seal is left.
    """

    position: int
    reason: Reason
    record_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along one chain found.

    fitting:   how many positions fit, from the first on.
    hash:      of the last of them.
    left_out:  records older than an hour that the sealer never took: it stands still, or somebody removed seals.
    """

    fitting: int
    hash: bytes
    fault: Fault | None
    left_out: int

    @property
    def is_sound(self) -> bool:
        return self.fault is None and not self.left_out


class _Place(NamedTuple):
    position: int
    hash: bytes
    record_id: UUID | None
    entry: Entry | None


_START = _Place(0, BEGINNING, None, None)


@transaction.atomic
def verify(told: Mapping[int, bytes]) -> Verdict:
    """Follow the chain at hand, in memory that does not grow with it.

    told:  the heads that the consortium was told, by position.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_OUT)
        left_out = cursor.fetchone()[0]
    before, last = BEGINNING, _START
    places = _places()
    fault = None
    for place in places:
        fault = _misfit(place, last, before, places)
        if fault is None and told.get(place.position, place.hash) != place.hash:
            fault = Fault(place.position, Reason.HEAD, place.record_id)
        if fault:
            break
        before, last = last.hash, place
    if fault is None and told and max(told) > last.position:
        fault = Fault(last.position + 1, Reason.REMOVED)
    return Verdict(last.position, last.hash, fault, left_out)


def _misfit(place: _Place, last: _Place, before: bytes, rest: Iterator[_Place]) -> Fault | None:
    """What is wrong at the position behind `last`, if something is; only then are the neighbours looked at.

    before:  the hash before that of `last`.
    """
    expected = last.position + 1
    if place.position != expected:
        return Fault(expected, Reason.REMOVED)
    if place.entry is None:
        return Fault(expected, Reason.REMOVED, place.record_id)
    if link(last.hash, expected, place.entry) == place.hash:
        return None
    if link(before, last.position, place.entry) == place.hash:
        return Fault(last.position, Reason.INSERTED, last.record_id)
    following = next(rest, None)
    if following and following.entry:
        if link(last.hash, expected, following.entry) == following.hash:
            return Fault(expected, Reason.INSERTED, place.record_id)
        if link(place.hash, expected + 2, following.entry) == following.hash:
            return Fault(expected, Reason.REMOVED)
    reason = Reason.MOVED if _sealed_here(place, last.hash) else Reason.ALTERED
    return Fault(expected, reason, place.record_id)


def _sealed_here(place: _Place, previous: bytes) -> bool:
    """Whether some other record is the one whose hash stands here."""
    return any(
        link(previous, place.position, Entry.read(row)) == place.hash
        for row in _rows(_RECORDS, "FETCH %s FROM records")
    )


def _places() -> Iterator[_Place]:
    for position, sealed, *record in _rows(_CHAIN, "FETCH %s FROM places"):
        yield _Place(position, bytes(sealed), record[0], Entry.read(record) if record[1] else None)


def _rows(declaration: str, fetch: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a cursor on the server, declared by name: that holds behind a transaction pooler too."""
    with connection.cursor() as cursor:
        cursor.execute(declaration)
        while True:
            cursor.execute(fetch, [FETCHED_AT_ONCE])
            if not (rows := cursor.fetchall()):
                return
            yield from rows
