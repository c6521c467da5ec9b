"""What happened to an application, in sentences, from the audit record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.history_words import Happened, sentence
from applications.models import Application
from applications.selectors.drafts import form_of
from audit.events import AuditEvent
from audit.models import AuditRecord
from audit.selectors import history_of

_READING = {AuditEvent.APPLICATION_OPENED, AuditEvent.APPLICATION_ATTACHMENT_OPENED}
_PEOPLE = ("to", "in_place_of")  # what of a record's detail names a member of staff


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of the history. is_reading: somebody only looked."""

    at: datetime
    words: str
    is_reading: bool


def history(application: Application) -> tuple[HistoryRow, ...]:
    """Oldest first; two queries."""
    records = list(history_of(application.receipt_number))
    people = _names(records)
    questions = {question.id: str(question.label) for question in form_of(application).definition.questions()}
    return tuple(
        HistoryRow(
            row.at,
            sentence(Happened(row.event, row.actor_name, row.actor_id, row.detail, questions, people)),
            row.event in _READING,
        )
        for row in records
    )


def _names(records: Iterable[AuditRecord]) -> dict[str, str]:
    keys = {UUID(row.detail[key]) for row in records for key in _PEOPLE if row.detail.get(key)}
    if not keys:
        return {}
    return {str(key): name for key, name in User.objects.filter(pk__in=keys).values_list("pk", "name")}
