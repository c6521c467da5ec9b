"""The worklist of a department (受付の一覧): one query for a page of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import Lag, Lead

from applications import receipt_numbers
from applications.models import Application
from applications.selectors.applications import reachable_by
from applications.states import OPEN, Status
from common.actor import Actor

ROWS_PER_PAGE = 50
_COLUMNS = (
    "pk",
    "receipt_number",
    "procedure__title",
    "department__name",
    "applicant_label",
    "status",
    "arrived_at",
    "returned_at",
)


@dataclass(frozen=True, slots=True)
class WorklistFilter:
    """What the filter bar says.

    statuses:  shown states; empty for all of them.
    text:      receipt number, or a part of it or of the applicant's name.
    page:      from 1.
    """

    statuses: frozenset[Status] = OPEN
    procedure_id: UUID | None = None
    department_id: UUID | None = None
    text: str = ""
    newest_first: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """One application in the list."""

    id: UUID
    receipt_number: str
    procedure_title: str
    department_name: str
    applicant_label: str
    status: Status
    arrived_at: datetime
    returned_at: datetime | None
    versions: int


@dataclass(frozen=True, slots=True)
class WorklistPage:
    """A page of the list; `total` counts all pages."""

    rows: tuple[WorklistRow, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ROWS_PER_PAGE))


def worklist(actor: Actor, wanted: WorklistFilter) -> WorklistPage:
    """The applications an actor may see and asked for; a page beyond the last is empty, with a total of 0."""
    start = (max(1, wanted.page) - 1) * ROWS_PER_PAGE
    found = (
        _matching(actor, wanted)
        .order_by(*_order(wanted))
        .annotate(version_count=Count("versions"), total=Window(Count("pk")))
        .values(*_COLUMNS, "version_count", "total")
    )
    rows = list(found[start : start + ROWS_PER_PAGE])
    return WorklistPage(tuple(map(_row, rows)), rows[0]["total"] if rows else 0, max(1, wanted.page))


def neighbours(actor: Actor, wanted: WorklistFilter, receipt_number: str) -> tuple[str | None, str | None]:
    """Receipt numbers before and after one application in the filtered list, None at its ends or when it is not in it."""
    order = _order(wanted)
    inside = (
        _matching(actor, wanted)
        .annotate(
            before=Window(Lag("receipt_number"), order_by=order), after=Window(Lead("receipt_number"), order_by=order)
        )
        .values_list("receipt_number", "before", "after")
    )
    return next(((before, after) for number, before, after in inside if number == receipt_number), (None, None))


def open_counts(actor: Actor) -> Mapping[Status, int]:
    """How many applications wait in each open state; for the counts in the rail."""
    rows = reachable_by(actor).filter(status__in=OPEN).order_by().values_list("status").annotate(count=Count("pk"))
    return {**dict.fromkeys(sorted(OPEN), 0), **{Status(status): count for status, count in rows}}


def _order(wanted: WorklistFilter) -> tuple[str, str]:
    return ("-arrived_at", "-receipt_number") if wanted.newest_first else ("arrived_at", "receipt_number")


def _matching(actor: Actor, wanted: WorklistFilter) -> QuerySet[Application]:
    rows = reachable_by(actor)
    if wanted.statuses:
        rows = rows.filter(status__in=wanted.statuses)
    if wanted.procedure_id:
        rows = rows.filter(procedure_id=wanted.procedure_id)
    if wanted.department_id:
        rows = rows.filter(department_id=wanted.department_id)
    return rows.filter(_text(wanted.text.replace("\0", "").strip()))


def _text(text: str) -> Q:
    if not text:
        return Q()
    if number := receipt_numbers.normalise(text):
        return Q(receipt_number=number)
    return Q(applicant_label__icontains=text) | Q(receipt_number__icontains=text)


def _row(found: Mapping[str, Any]) -> WorklistRow:
    return WorklistRow(
        id=found["pk"],
        receipt_number=found["receipt_number"],
        procedure_title=found["procedure__title"],
        department_name=found["department__name"],
        applicant_label=found["applicant_label"],
        status=Status(found["status"]),
        arrived_at=found["arrived_at"],
        returned_at=found["returned_at"],
        versions=found["version_count"],
    )
