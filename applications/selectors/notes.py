"""The office's notes on applications (庁内メモ), and those that are meant for somebody."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from applications.guarding import is_guarded, name_in_lists
from applications.models import Application, InternalNote, NoteMention
from applications.selectors.applications import reachable_by
from common.actor import Actor

MOST_LISTED = 100
UNREAD_HERE = "（メモは、申請を開いて読んでください）"


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note with the names of those it is meant for."""

    text: str
    written_at: datetime
    written_by: str
    mentioned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A note that is meant for somebody, in a list."""

    text: str
    written_at: datetime
    written_by: str
    receipt_number: str
    applicant_label: str
    procedure_title: str
    is_unread: bool


def notes_of(application: Application) -> tuple[NoteRow, ...]:
    """The notes on an application, oldest first; two queries."""
    notes = InternalNote.objects.filter(application=application).prefetch_related("mentions__person")
    return tuple(
        NoteRow(
            note.text, note.written_at, note.written_by, tuple(sorted(each.person.name for each in note.mentions.all()))
        )
        for note in notes
    )


def unread_mentions(actor: Actor) -> int:
    """How many notes wait for somebody, on applications they may (still) open."""
    return NoteMention.objects.filter(
        person_id=UUID(actor.id), read_at__isnull=True, note__application__in=reachable_by(actor)
    ).count()


def mentions_of(actor: Actor) -> tuple[MentionRow, ...]:
    """The notes that are meant for somebody, the unread first, then the newest."""
    found = (
        NoteMention.objects.filter(person_id=UUID(actor.id), note__application__in=reachable_by(actor))
        .select_related("note__application__procedure")
        .order_by(F("read_at").desc(nulls_first=True), "-note__written_at")[:MOST_LISTED]
    )
    return tuple(
        MentionRow(
            text=_in_lists(each.note),
            written_at=each.note.written_at,
            written_by=each.note.written_by,
            receipt_number=each.note.application.receipt_number,
            applicant_label=name_in_lists(each.note.application),
            procedure_title=each.note.application.procedure.title,
            is_unread=each.read_at is None,
        )
        for each in found
    )


def _in_lists(note: InternalNote) -> str:
    """The words of a note, unless nobody reads them without saying why."""
    return UNREAD_HERE if is_guarded(note.application) else note.text
