"""Advisers: for the city that lets them in, and for the secretariat they belong to."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts import selectors as accounts
from accounts.models import AdviserGrant, User
from audit import selectors as audit
from audit.events import AuditEvent
from common.actor import ActorKind
from tenants.models import Adviser, AdviserAccess

GRANTS_SHOWN, DEEDS_SHOWN = 20, 50


@dataclass(frozen=True, slots=True)
class Deed:
    """Something an adviser did in the city, in words. subject: of what kind the words are about, a procedure's address."""

    at: datetime
    words: str
    subject: str


@dataclass(frozen=True, slots=True)
class GrantLine:
    """One grant of the city with what was done under it, the latest first."""

    grant: AdviserGrant
    is_open: bool
    deeds: tuple[Deed, ...]


# ---- a city ----------------------------------------------------------------------------------------------------------
def appointed() -> QuerySet[Adviser]:
    """Whom a city may choose."""
    return Adviser.objects.filter(dismissed_at__isnull=True)


def grants() -> QuerySet[AdviserGrant]:
    """Every grant of the city at hand, the latest first."""
    return AdviserGrant.objects.all()


def grant_lines() -> list[GrantLine]:
    """The latest grants with everything that was done under them: two queries."""
    rows = list(grants()[:GRANTS_SHOWN])
    deeds: dict[str, list[Deed]] = {str(row.pk): [] for row in rows}
    for record in audit.done_by(ActorKind.ADVISER, deeds):
        if len(deeds[record.actor_id]) < DEEDS_SHOWN:
            subject = "" if record.subject == record.actor_id else record.subject
            deeds[record.actor_id].append(Deed(record.at, AuditEvent(record.event).label, subject))
    now = timezone.now()
    return [GrantLine(row, row.is_open(now), tuple(deeds[str(row.pk)])) for row in rows]


# ---- the secretariat -------------------------------------------------------------------------------------------------
def open_accesses() -> QuerySet[AdviserAccess]:
    """Where advisers are let in now, as the cities told; the one that ends first comes first."""
    running = AdviserAccess.objects.filter(ended_at__isnull=True, ends_at__gt=timezone.now())
    running = running.filter(adviser__dismissed_at__isnull=True)
    return running.select_related("municipality", "adviser").order_by("ends_at")


def to_appoint() -> QuerySet[User]:
    """People of the secretariat who are no advisers yet."""
    return accounts.people().filter(is_active=True).exclude(pk__in=appointed().values("person_id"))
