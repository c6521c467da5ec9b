"""The directory of active municipalities, kept in each process and looked at again every three seconds.

It is small (1,741 municipalities at the very most), so it is kept whole and read whole: an unknown host is known to be
unknown without a query, there is nothing to bound, and no change of a row can be missed. Notifications cannot pass a
transaction pooler; a look every few seconds can.
"""

import threading
import time
from dataclasses import dataclass
from uuid import UUID

REVALIDATE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class CurrentMunicipality:
    """What every page and task may know about the city at hand."""

    id: UUID
    code: str
    name: str
    kana: str
    slug: str
    schema_name: str
    host: str


@dataclass(frozen=True, slots=True)
class Directory:
    """One look at the tables."""

    by_host: dict[str, CurrentMunicipality]
    by_schema: dict[str, CurrentMunicipality]


_lock = threading.Lock()
_kept: Directory | None = None
_read_at = float("-inf")


def current() -> Directory:
    """The directory, at most three seconds old. The caller stands where it can be read."""
    if (kept := _fresh()) is not None:
        return kept
    with _lock:  # one thread looks, the others wait for what it saw
        return _fresh() or _look()


def forget() -> None:
    """Look again at the next question (after a municipality was added in this process; tests)."""
    global _kept
    _kept = None


def _fresh() -> Directory | None:
    return _kept if time.monotonic() - _read_at < REVALIDATE_SECONDS else None


def _look() -> Directory:
    global _kept, _read_at
    asked_at = time.monotonic()
    looked = _read()
    _kept, _read_at = looked, asked_at
    return looked


def _read() -> Directory:
    from tenants.models import Domain, State

    names = ("id", "code", "name", "kana", "slug", "schema_name")
    rows = Domain.objects.filter(tenant__state=State.ACTIVE).order_by("is_primary")
    each = [CurrentMunicipality(*row) for row in rows.values_list(*(f"tenant__{name}" for name in names), "domain")]
    return Directory({city.host: city for city in each}, {city.schema_name: city for city in each})
