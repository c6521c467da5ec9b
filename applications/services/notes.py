"""Notes of the office on an application (庁内メモ)."""

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications import policies
from applications.errors import ActionRefused, NotAReader
from applications.models import Application, InternalNote, NoteMention
from applications.selectors.applications import locked
from applications.selectors.staff import readers_of
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor
from notifications.services import promise
from tenants.context import current_municipality


@transaction.atomic
def write_note(application_id: UUID, *, actor: Actor, text: str, mention: Collection[UUID] = ()) -> InternalNote:
    """Append a note, and tell those it is meant for that there is one.

    text:     not blank.
    mention:  keys of people who may open the application.
    Raises    ActionRefused, NotAReader.
    """
    application = locked(application_id)
    if application is None or not policies.can_write_note(actor, application):
        raise ActionRefused(action="write_note")
    people = list(readers_of(application).filter(pk__in=mention))
    if len(people) != len(set(mention)):
        raise NotAReader
    note = InternalNote.objects.create(
        application=application, text=text.strip(), written_at=timezone.now(), written_by=actor.name
    )
    NoteMention.objects.bulk_create(NoteMention(note=note, person=person) for person in people)
    record(AuditEvent.NOTE_WRITTEN, actor=actor, subject=application.receipt_number, mentioned=len(people))
    for person in people:
        _tell(person)
    return note


def mark_read(application: Application, *, actor: Actor) -> int:
    """Somebody has the application before their eyes: the notes on it that are meant for them are read. Returns how many were not."""
    waiting = NoteMention.objects.filter(note__application=application, person_id=UUID(actor.id), read_at__isnull=True)
    return waiting.update(read_at=timezone.now())


def _tell(person: User) -> None:
    """Neither the note nor the application is named in the mail: the list behind the link knows."""
    city = current_municipality()
    address = settings.KYODO.address(city.host, reverse("staff_notes"))
    promise("note_mentioned", to=person.email, place=city.name, address=address)
