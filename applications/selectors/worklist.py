"""The worklist of a department (受付の一覧): two queries for a page of it, however long the list is.

Pages follow each other by position (keyset), never by counting rows that come before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from applications import due, receipt_numbers
from applications.guarding import HIDDEN
from applications.models import AnswerVersion, Application
from applications.selectors.applications import reachable_by
from applications.selectors.conversation import has_unread_answer
from applications.selectors.corrections import has_overdue_correction
from applications.states import COUNTING, OPEN, Status
from catalog.search_words import words
from common.actor import Actor

ROWS_PER_PAGE = 50
MOST_COUNTED = 10_000  # beyond it the list says "more than"
NEVER = date.max
_VERSIONS = (
    AnswerVersion.objects.filter(application=OuterRef("pk"))
    .order_by()
    .values("application")
    .annotate(number=Count("pk"))
    .values("number")
)
_COLUMNS = (
    "pk",
    "receipt_number",
    "procedure__title",
    "department__name",
    "assignee__name",
    "applicant_label",
    "is_confidential",
    "procedure__is_restricted",
    "status",
    "arrived_at",
    "due_on",
    "place",
)


class Order(StrEnum):
    """In which order the list stands."""

    OLDEST = "oldest"
    NEWEST = "newest"
    DUE = "due"


class DueFilter(StrEnum):
    """How near the end of the standard period is (期限)."""

    ANY = ""
    OVER = "over"
    NEAR = "near"
    WEEK = "week"


class Waits(StrEnum):
    """What an application waits for, beyond its state."""

    ANYTHING = ""
    TO_BE_READ = "answered"
    CORRECTION_OVERDUE = "overdue"


class Owner(StrEnum):
    """Whose work it is (担当), unless one person is meant."""

    ANYBODY = ""
    ME = "me"
    NOBODY = "none"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the list. value: arrival, or the due day where the list is in that order; backwards: the page before it."""

    value: datetime | date
    id: UUID
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class WorklistFilter:
    """What the filter bar says.

    statuses:  shown states; empty for all of them.
    owner:     an `Owner`, or the key of a person.
    text:      receipt number, or a part of it, or of the applicant's name or its reading.
    """

    statuses: frozenset[Status] = OPEN
    procedure_id: UUID | None = None
    department_id: UUID | None = None
    owner: Owner | UUID = Owner.ANYBODY
    due: DueFilter = DueFilter.ANY
    waits: Waits = Waits.ANYTHING
    text: str = ""
    order: Order = Order.OLDEST
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """One application in the list. due_on: only while its clock runs."""

    id: UUID
    receipt_number: str
    procedure_title: str
    department_name: str
    assignee_name: str
    applicant_label: str
    status: Status
    arrived_at: datetime
    due_on: date | None
    versions: int
    has_unread_answer: bool


@dataclass(frozen=True, slots=True)
class WorklistPage:
    """A page of the list. total: of all pages, at most `MOST_COUNTED` + 1; before, after: where the next pages begin."""

    rows: tuple[WorklistRow, ...]
    total: int
    before: Position | None
    after: Position | None

    @property
    def is_uncounted(self) -> bool:
        """Whether there are more than anybody counted."""
        return self.total > MOST_COUNTED


def worklist(actor: Actor, wanted: WorklistFilter, today: date) -> WorklistPage:
    """The applications an actor may see and asked for."""
    found = matching(actor, wanted, today)
    here = wanted.position
    rows = list(
        _beyond(found, wanted.order, here)
        .annotate(version_count=Subquery(_VERSIONS), unread_answer=has_unread_answer())
        .values(*_COLUMNS, "version_count", "unread_answer")[: ROWS_PER_PAGE + 1]
    )
    more, rows = len(rows) > ROWS_PER_PAGE, rows[:ROWS_PER_PAGE]
    backwards = here is not None and here.backwards
    if backwards:
        rows.reverse()
    before = bool(rows) and (more if backwards else here is not None)
    after = bool(rows) and (backwards or more)
    return WorklistPage(
        tuple(map(_row, rows)),
        counted(found),
        Position(rows[0]["place"], rows[0]["pk"], backwards=True) if before else None,
        Position(rows[-1]["place"], rows[-1]["pk"]) if after else None,
    )


def counted(found: QuerySet[Application]) -> int:
    """How many there are, `MOST_COUNTED` + 1 for more than that."""
    return found.order_by()[: MOST_COUNTED + 1].count()


def neighbours(
    actor: Actor, wanted: WorklistFilter, application: Application, today: date
) -> tuple[str | None, str | None]:
    """Receipt numbers before and after an application in the filtered list, also when it has just left the list."""
    found = matching(actor, wanted, today)
    value = (application.due_on or NEVER) if wanted.order is Order.DUE else application.arrived_at
    return tuple(  # type: ignore[return-value]
        _beyond(found, wanted.order, Position(value, application.pk, backwards=backwards))
        .values_list("receipt_number", flat=True)
        .first()
        for backwards in (True, False)
    )


def open_counts(actor: Actor) -> Mapping[Status, int]:
    """How many applications wait in each open state; for the counts in the rail."""
    rows = reachable_by(actor).filter(status__in=OPEN).order_by().values_list("status").annotate(count=Count("pk"))
    return {**dict.fromkeys(sorted(OPEN), 0), **{Status(status): count for status, count in rows}}


def matching(actor: Actor, wanted: WorklistFilter, today: date) -> QuerySet[Application]:
    """Everything the filter lets through, in no order."""
    rows = reachable_by(actor)
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.procedure_id:
        rows = rows.filter(procedure_id=wanted.procedure_id)
    if wanted.department_id:
        rows = rows.filter(department_id=wanted.department_id)
    return rows.filter(
        owned_by(wanted.owner, actor),
        due_within(wanted.due, today),
        waiting_for(wanted.waits, today),
        _text(wanted.text),
    )


def waiting_for(wanted: Waits, today: date) -> Q | Exists:
    """An answer that nobody has seen; a correction that did not come in time."""
    match wanted:
        case Waits.TO_BE_READ:
            return has_unread_answer()
        case Waits.CORRECTION_OVERDUE:
            return has_overdue_correction(today)
        case _:
            return Q()


def owned_by(owner: Owner | UUID, actor: Actor) -> Q:
    """Whose work it is."""
    match owner:
        case Owner.ANYBODY:
            return Q()
        case Owner.NOBODY:
            return Q(assignee__isnull=True)
        case Owner.ME:
            return Q(assignee=actor.id)
        case _:
            return Q(assignee=owner)


def due_within(wanted: DueFilter, today: date) -> Q:
    """How near the due day is; only where the clock runs."""
    last = {
        DueFilter.OVER: today - timedelta(days=1),
        DueFilter.NEAR: today + timedelta(days=due.NEAR_DAYS),
        DueFilter.WEEK: today + timedelta(days=7),
    }.get(wanted)
    return Q(due_on__lte=last, status__in=COUNTING) if last else Q()


def _text(text: str) -> Q:
    text = text.replace("\0", "").strip()
    if not text:
        return Q()
    if number := receipt_numbers.normalise(text):
        return Q(receipt_number=number)
    name = Q()
    for word in words(text):
        name &= Q(search_text__contains=word)
    return name | Q(receipt_number__icontains=text)


def _beyond(found: QuerySet[Application], order: Order, here: Position | None) -> QuerySet[Application]:
    """The rows after a position, or before it in reverse, each with its own `place`."""
    column = Coalesce("due_on", Value(NEVER)) if order is Order.DUE else F("arrived_at")
    found = found.annotate(place=column)
    backwards = here is not None and here.backwards
    descending = (order is Order.NEWEST) != backwards
    if here is not None:
        there, beyond = ("lte", "lt") if descending else ("gte", "gt")
        # The first half lets the index begin at the place, the second leaves out what stands there before it.
        found = found.filter(Q(**{f"place__{there}": here.value})).filter(
            Q(**{f"place__{beyond}": here.value}) | Q(**{f"pk__{beyond}": here.id})
        )
    sign = "-" if descending else ""
    return found.order_by(f"{sign}place", f"{sign}pk")


def _row(found: Mapping[str, Any]) -> WorklistRow:
    status = Status(found["status"])
    return WorklistRow(
        id=found["pk"],
        receipt_number=found["receipt_number"],
        procedure_title=found["procedure__title"],
        department_name=found["department__name"],
        assignee_name=found["assignee__name"] or "",
        applicant_label=HIDDEN
        if found["is_confidential"] or found["procedure__is_restricted"]
        else found["applicant_label"],
        status=status,
        arrived_at=found["arrived_at"],
        due_on=found["due_on"] if status in COUNTING else None,
        versions=found["version_count"] or 0,
        has_unread_answer=found["unread_answer"],
    )
