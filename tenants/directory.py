"""The directory of active municipalities, kept in each process and looked at again every three seconds.

It is small (1,741 municipalities at the very most), so it is kept whole: an unknown host is known to be unknown without a
query, and there is nothing to bound. Notifications cannot pass a transaction pooler; a look every few seconds can.
"""

import threading
import time
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max

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
    """One look at the tables. `fingerprint` tells whether another look would see the same."""

    fingerprint: tuple[object, ...]
    by_host: dict[str, CurrentMunicipality]
    by_schema: dict[str, CurrentMunicipality]


_lock = threading.Lock()
_kept: Directory | None = None
_checked_at = float("-inf")


def current() -> Directory:
    """The directory, at most three seconds old. The caller stands where it can be read."""
    global _kept, _checked_at
    if _kept is not None and time.monotonic() - _checked_at < REVALIDATE_SECONDS:
        return _kept
    with _lock:
        fingerprint = _fingerprint()
        if _kept is None or _kept.fingerprint != fingerprint:
            _kept = _read(fingerprint)
        _checked_at = time.monotonic()
        return _kept


def forget() -> None:
    """Look again at the next question (after a municipality was added in this process; tests)."""
    global _kept, _checked_at
    _kept, _checked_at = None, float("-inf")


def _fingerprint() -> tuple[object, ...]:
    from tenants.models import Domain

    return tuple(
        Domain.objects.aggregate(
            count=Count("id"), domain=Max("changed_at"), municipality=Max("tenant__changed_at")
        ).values()
    )


def _read(fingerprint: tuple[object, ...]) -> Directory:
    from tenants.models import Domain, State

    by_host, by_schema = {}, {}
    for domain in Domain.objects.filter(tenant__state=State.ACTIVE).select_related("tenant").order_by("is_primary"):
        city = domain.tenant
        municipality = CurrentMunicipality(
            city.id, city.code, city.name, city.kana, city.slug, city.schema_name, domain.domain
        )
        by_host[domain.domain] = by_schema[city.schema_name] = municipality
    return Directory(fingerprint, by_host, by_schema)
