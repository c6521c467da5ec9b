"""What waits for somebody this morning: the counts beside the views of the worklist. Three queries, of few rows each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from applications.selectors.applications import reachable_by
from applications.selectors.conversation import has_unread_answer
from applications.selectors.corrections import has_overdue_correction
from applications.selectors.worklist import DueFilter, Owner, due_within, owned_by
from applications.states import OPEN, Status
from common.actor import Actor


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many open applications there are, and of these: new ones, one's own, nobody's, near or past the due day, returned.

    answered:  those with an answer that nobody has seen.
    overdue:   those whose correction did not come in time.
    notices:   those that only want to be read.
    """

    open: int
    received: int
    mine: int
    nobodys: int
    near: int
    returned: int
    answered: int
    overdue: int
    notices: int


def waiting(actor: Actor, today: date) -> Waiting:
    """The counts for one person."""
    found: Mapping[str, int] = (
        reachable_by(actor)
        .filter(status__in=OPEN)
        .aggregate(
            open=Count("pk"),
            received=Count("pk", filter=Q(status=Status.RECEIVED)),
            mine=Count("pk", filter=owned_by(Owner.ME, actor)),
            nobodys=Count("pk", filter=owned_by(Owner.NOBODY, actor)),
            near=Count("pk", filter=due_within(DueFilter.NEAR, today)),
            returned=Count("pk", filter=Q(status=Status.RETURNED)),
            notices=Count("pk", filter=Q(needs_decision=False)),
        )
    )
    reachable = reachable_by(actor)
    answered = reachable.filter(has_unread_answer()).count()
    overdue = reachable.filter(has_overdue_correction(today), status=Status.RETURNED).count()
    return Waiting(**found, answered=answered, overdue=overdue)
