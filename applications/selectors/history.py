"""What happened to an application, in sentences, from the audit record."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Department, User
from applications.history_words import Happened, sentence
from applications.models import Application
from applications.selectors.drafts import form_of
from audit.events import AuditEvent
from audit.models import AuditRecord
from audit.selectors import history_of

_READING = {
    AuditEvent.APPLICATION_REASON_GIVEN,
    AuditEvent.APPLICATION_OPENED,
    AuditEvent.APPLICATION_ATTACHMENT_OPENED,
}
# What of a record's detail names somebody, or a department.
_PEOPLE, _DEPARTMENTS = ("to", "in_place_of"), ("before", "after")


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of the history. is_reading: somebody only looked."""

    at: datetime
    words: str
    is_reading: bool


def history(application: Application) -> tuple[HistoryRow, ...]:
    """Oldest first; one query, one more if people are named in it, and one more if departments are."""
    records = list(history_of(application.receipt_number))
    names = _names(User, records, _PEOPLE) | _names(Department, records, _DEPARTMENTS)
    questions = {question.id: str(question.label) for question in form_of(application).definition.questions()}
    return tuple(
        HistoryRow(
            row.at,
            sentence(Happened(row.event, row.actor_name, row.actor_id, row.detail, questions, names)),
            row.event in _READING,
        )
        for row in records
    )


def _names(
    model: type[User] | type[Department], records: Iterable[AuditRecord], details: Collection[str]
) -> dict[str, str]:
    keys = {UUID(row.detail[detail]) for row in records for detail in details if row.detail.get(detail)}
    if not keys:
        return {}
    return {str(key): name for key, name in model.objects.filter(pk__in=keys).values_list("pk", "name")}
