"""Remember what a person has read (既読)."""

from uuid import UUID

from accounts.models import ReadAnnouncement, User


def mark_read(announcement_id: UUID, *, reader: User) -> None:
    """Note that somebody opened an announcement; once is enough, however often they come back."""
    row = ReadAnnouncement(user=reader, announcement_id=announcement_id)
    ReadAnnouncement.objects.bulk_create([row], ignore_conflicts=True)
