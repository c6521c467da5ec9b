"""Write to the staff of every city (お知らせ), change it, withdraw it."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor
from common.errors import DomainError
from tenants import policies
from tenants.models import Announcement


@dataclass(frozen=True, slots=True)
class AnnouncementFacts:
    """What is announced. ends_on: not before starts_on; None: until it is withdrawn."""

    title: str
    text: str
    importance: str
    starts_on: date
    ends_on: date | None


class CannotAnnounce(DomainError):
    """The wrong person, or the announcement was withdrawn."""

    code = "cannot_announce"


@transaction.atomic
def announce(facts: AnnouncementFacts, *, actor: Actor) -> Announcement:
    """Write an announcement. Raises CannotAnnounce."""
    _check(actor)
    announcement = Announcement(**asdict(facts), written_by=actor.name)
    announcement.save(force_insert=True)
    record(AuditEvent.ANNOUNCEMENT_WRITTEN, actor=actor, subject=str(announcement.pk), importance=facts.importance)
    return announcement


@transaction.atomic
def change_announcement(announcement_id: UUID, facts: AnnouncementFacts, *, actor: Actor) -> Announcement:
    """Change what is announced; who has read it is not asked again. Raises CannotAnnounce."""
    announcement = _locked(announcement_id, actor)
    for name, value in asdict(facts).items():
        setattr(announcement, name, value)
    announcement.save()
    record(AuditEvent.ANNOUNCEMENT_CHANGED, actor=actor, subject=str(announcement.pk), importance=facts.importance)
    return announcement


@transaction.atomic
def withdraw_announcement(announcement_id: UUID, *, actor: Actor) -> Announcement:
    """Take it off every page, the archive included. Raises CannotAnnounce."""
    announcement = _locked(announcement_id, actor)
    announcement.withdrawn_at = timezone.now()
    announcement.save(update_fields=["withdrawn_at", "changed_at"])
    record(AuditEvent.ANNOUNCEMENT_WITHDRAWN, actor=actor, subject=str(announcement.pk))
    return announcement


def _check(actor: Actor) -> None:
    if not policies.can_announce(actor):
        raise CannotAnnounce("お知らせは、事務局の管理者だけが書けます。")


def _locked(announcement_id: UUID, actor: Actor) -> Announcement:
    _check(actor)
    announcement = Announcement.objects.select_for_update().get(pk=announcement_id)
    if announcement.withdrawn_at:
        raise CannotAnnounce("このお知らせは、もう取り下げられています。")
    return announcement
