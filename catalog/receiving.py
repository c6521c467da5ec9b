"""When a procedure takes applications: its period (受付期間), its hours (受付時間), and what the office decided. No clock of its own."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

JAPAN = ZoneInfo("Asia/Tokyo")
SOON = timedelta(days=14)


class Reception(StrEnum):
    """Whether applications are taken, and if not, why."""

    OPEN = "open"
    UNPUBLISHED = "unpublished"
    PAUSED = "paused"
    ENDED = "ended"
    NOT_YET = "not_yet"
    OVER = "over"
    OUT_OF_HOURS = "out_of_hours"


class Receives(Protocol):
    """What decides: a procedure.

    opens_at, closes_at:       the period, to the minute; the moment of closing itself is outside.
    daily_from, daily_until:   hours of every day in Japan, both or none; from 17:00 until 8:30 goes over midnight.
    closed_at, is_ended:       when the office stopped taking applications, and whether for good (定員に達したときなど).
    """

    opens_at: datetime | None
    closes_at: datetime | None
    daily_from: time | None
    daily_until: time | None
    closed_at: datetime | None
    is_ended: bool

    @property
    def is_published(self) -> bool: ...


# The same rule where the database decides, at the moment an application arrives; a test holds both against each other.
OPEN_NOW = """
    closed_at IS NULL
    AND (opens_at IS NULL OR opens_at <= clock_timestamp())
    AND (closes_at IS NULL OR clock_timestamp() < closes_at)
    AND CASE
        WHEN daily_from IS NULL THEN true
        WHEN daily_from < daily_until
            THEN (clock_timestamp() AT TIME ZONE 'Asia/Tokyo')::time >= daily_from
                AND (clock_timestamp() AT TIME ZONE 'Asia/Tokyo')::time < daily_until
        ELSE (clock_timestamp() AT TIME ZONE 'Asia/Tokyo')::time >= daily_from
            OR (clock_timestamp() AT TIME ZONE 'Asia/Tokyo')::time < daily_until
    END
"""


def reception(procedure: Receives, now: datetime) -> Reception:
    """Whether the procedure takes applications at this moment."""
    if not procedure.is_published:
        return Reception.UNPUBLISHED
    if procedure.closed_at is not None:
        return Reception.ENDED if procedure.is_ended else Reception.PAUSED
    if procedure.opens_at and now < procedure.opens_at:
        return Reception.NOT_YET
    if procedure.closes_at and now >= procedure.closes_at:
        return Reception.OVER
    if procedure.daily_from is not None and procedure.daily_until is not None:
        at = now.astimezone(JAPAN).time()
        if not _within(at, procedure.daily_from, procedure.daily_until):
            return Reception.OUT_OF_HOURS
    return Reception.OPEN


def closes_soon(procedure: Receives, now: datetime) -> bool:
    """Whether the period ends within two weeks (まもなく締切)."""
    if procedure.closes_at is None or reception(procedure, now) not in (Reception.OPEN, Reception.OUT_OF_HOURS):
        return False
    return procedure.closes_at - now <= SOON


def _within(at: time, first: time, end: time) -> bool:
    return first <= at < end if first < end else at >= first or at < end
