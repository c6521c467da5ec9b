"""The directory of municipalities and their hosts, kept in each process and looked at again every three seconds.

It is small (1,741 municipalities at the very most), so it is kept whole and read whole: an unknown host is known to be
unknown without a query, there is nothing to bound, and no change of a row can be missed. Notifications cannot pass a
transaction pooler; a look every few seconds can.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import FilteredRelation, Q

REVALIDATE_SECONDS = 3.0
TIME_TO_GO_ON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class CurrentMunicipality:
    """What every page and task may know about the city at hand."""

    id: UUID
    code: str
    name: str
    kana: str
    slug: str
    schema_name: str
    plan: str
    resumed_at: datetime | None
    host: str

    def came_back_lately(self, now: datetime) -> bool:
        """Whether its pages were closed and people have hardly had the time to go on: nothing of theirs is thrown away yet."""
        return self.resumed_at is not None and now - self.resumed_at < TIME_TO_GO_ON


@dataclass(frozen=True, slots=True)
class SuspendedMunicipality:
    """What people may read at the host of a city whose pages are closed (停止中)."""

    name: str
    website: str
    notice: str
    phone: str
    resumes_on: date | None


@dataclass(frozen=True, slots=True)
class Directory:
    """One look at the tables: the active municipalities, and the hosts of those that are suspended."""

    by_host: dict[str, CurrentMunicipality]
    by_schema: dict[str, CurrentMunicipality]
    suspended: dict[str, SuspendedMunicipality] = field(default_factory=dict)


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

    names = ("id", "code", "name", "kana", "slug", "schema_name", "plan", "resumed_at")
    rows = Domain.objects.filter(tenant__state__in=(State.ACTIVE, State.SUSPENDED)).order_by("is_primary")
    rows = rows.values_list("tenant__state", *(f"tenant__{name}" for name in names), "domain")
    active: list[CurrentMunicipality] = []
    suspended: list[CurrentMunicipality] = []
    for state, *row in rows:
        (active if state == State.ACTIVE else suspended).append(CurrentMunicipality(*row))
    return Directory(
        {city.host: city for city in active},
        {city.schema_name: city for city in active},
        _notices(suspended) if suspended else {},
    )


def _notices(cities: list[CurrentMunicipality]) -> dict[str, SuspendedMunicipality]:
    """What stands at the host of each suspended city; there is hardly ever one, so nobody else pays for the question."""
    from tenants.models import Municipality

    running = Q(suspensions__ended_at__isnull=True)
    names = ("notice", "phone", "resumes_on")
    rows = Municipality.objects.filter(pk__in=[city.id for city in cities]).annotate(
        running=FilteredRelation("suspensions", condition=running)
    )
    told = {
        pk: SuspendedMunicipality(name, website, notice or "", phone or "", resumes_on)
        for pk, name, website, notice, phone, resumes_on in rows.values_list(
            "pk", "name", "website", *(f"running__{name}" for name in names)
        )
    }
    return {city.host: told[city.id] for city in cities}
