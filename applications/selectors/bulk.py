"""What an action on many applications would meet, and what became of it."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from applications import policies
from applications.guarding import is_guarded
from applications.models import Application, BulkItem, BulkRun
from applications.selectors.applications import reachable_by, visible_to
from applications.selectors.worklist import WorklistFilter, matching
from common.actor import Actor

MOST_AT_ONCE = 500
MOST_PRINTED = 100
POLICIES: Mapping[str, Callable[[Actor, Application], bool]] = {
    BulkRun.Action.ACKNOWLEDGE: policies.can_acknowledge,
    BulkRun.Action.START_REVIEW: policies.can_start_review,
    BulkRun.Action.CLOSE: policies.can_close,
    BulkRun.Action.ASSIGN: policies.can_assign,
    BulkRun.Action.MOVE: policies.can_change_desk,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Applications that were chosen, for a look before anything is done.

    keys:        of those on which the action is possible now, the oldest first.
    procedures:  how many of each procedure, by its name.
    impossible:  how many were chosen on which it is not.
    departments: whose they are.
    """

    keys: tuple[UUID, ...]
    procedures: tuple[tuple[str, int], ...]
    impossible: int
    departments: frozenset[UUID]

    @property
    def total(self) -> int:
        return len(self.keys) + self.impossible


def chosen(actor: Actor, action: str, receipt_numbers: Collection[str]) -> Chosen:
    """The applications with these numbers, as far as the actor reaches."""
    return _sorted_out(actor, action, reachable_by(actor).filter(receipt_number__in=receipt_numbers))


def everything(actor: Actor, action: str, wanted: WorklistFilter, today: date) -> Chosen:
    """All that a filter lets through, one more than a run takes at most."""
    return _sorted_out(actor, action, matching(actor, wanted, today))


@dataclass(frozen=True, slots=True)
class Printable:
    """Applications that were chosen for the printer, the oldest first. kept_back: how many only open one by one, with a reason."""

    rows: tuple[Application, ...]
    kept_back: int

    @property
    def total(self) -> int:
        return len(self.rows) + self.kept_back


def chosen_to_print(actor: Actor, receipt_numbers: Collection[str]) -> Printable:
    """The applications with these numbers, as far as the actor reaches."""
    return _printable(visible_to(actor).filter(receipt_number__in=receipt_numbers))


def everything_to_print(actor: Actor, wanted: WorklistFilter, today: date) -> Printable:
    """All that a filter lets through, one more than is printed at most."""
    return _printable(visible_to(actor).filter(pk__in=matching(actor, wanted, today).values("pk")))


def run_of(actor: Actor, run_id: UUID) -> BulkRun | None:
    """A run of one's own; nobody needs another's."""
    return (
        BulkRun.objects.select_related("assignee", "department").filter(pk=run_id, begun_by_id=UUID(actor.id)).first()
    )


def outcomes(run: BulkRun) -> Mapping[str, int]:
    """How many wait, were done, were refused."""
    counted = run.items.order_by().values_list("outcome").annotate(count=Count("pk"))
    return {**dict.fromkeys(BulkItem.Outcome.values, 0), **dict(counted)}


def items_of(run: BulkRun) -> QuerySet[BulkItem]:
    """The applications of a run, refused ones first."""
    return run.items.select_related("application__procedure").order_by("-refusal", "position")


def _sorted_out(actor: Actor, action: str, found: QuerySet[Application]) -> Chosen:
    rows = list(found.select_related("procedure").order_by("arrived_at", "pk")[: MOST_AT_ONCE + 1])
    possible = [row for row in rows if POLICIES[action](actor, row)]
    return Chosen(
        tuple(row.pk for row in possible),
        tuple(Counter(row.procedure.title for row in possible).most_common()),
        len(rows) - len(possible),
        frozenset(row.department_id for row in possible),
    )


def _printable(found: QuerySet[Application]) -> Printable:
    rows = list(found.order_by("arrived_at", "pk")[: MOST_PRINTED + 1])
    free = tuple(row for row in rows if not is_guarded(row))
    return Printable(free, len(rows) - len(free))
