"""What the secretariat announces: to staff of a city with what they have read, to the secretariat with how it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import ReadAnnouncement, User
from tenants.models import Announcement


@dataclass(frozen=True, slots=True)
class AnnouncementLine:
    """One line of the secretariat's list. kind: of the label that says how it stands."""

    announcement: Announcement
    state: str
    kind: str


# ---- staff of a city -------------------------------------------------------------------------------------------------
def unread(reader_id: str) -> list[Announcement]:
    """What stands on people's first page and this person has not opened, important ones first. One query."""
    today = timezone.localdate()
    current = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    rows = _told(today).filter(current, ~Exists(_marks(reader_id))).defer("text")
    return sorted(rows, key=lambda row: row.importance != Announcement.Importance.IMPORTANT)


def archive(reader: User) -> QuerySet[Announcement]:
    """Everything that was ever told, the newest first, with `is_read`."""
    return _told(timezone.localdate()).annotate(is_read=Exists(_marks(str(reader.pk))))


def _told(today: date) -> QuerySet[Announcement]:
    return Announcement.objects.filter(starts_on__lte=today, withdrawn_at__isnull=True)


def _marks(reader_id: str) -> QuerySet[ReadAnnouncement]:
    return ReadAnnouncement.objects.filter(user_id=reader_id, announcement_id=OuterRef("pk"))


# ---- the secretariat -------------------------------------------------------------------------------------------------
def announcements() -> QuerySet[Announcement]:
    """Everything that was written, the newest first."""
    return Announcement.objects.all()


def standing(announcement_id: UUID) -> Announcement | None:
    """One that may still be changed, or None."""
    return Announcement.objects.filter(pk=announcement_id, withdrawn_at__isnull=True).first()


def lines() -> list[AnnouncementLine]:
    """The secretariat's list."""
    today = timezone.localdate()
    return [AnnouncementLine(row, *_state(row, today)) for row in announcements()]


def _state(row: Announcement, today: date) -> tuple[str, str]:
    if row.withdrawn_at:
        return "取り下げ", "quiet"
    if row.starts_on > today:
        return "予定", "now"
    if row.ends_on and row.ends_on < today:
        return "終了", "quiet"
    return "掲載中", "done"


def facts_of(row: Announcement) -> dict[str, Any]:
    """What the form shows of an announcement."""
    return {name: getattr(row, name) for name in ("title", "text", "importance", "starts_on", "ends_on")}
