"""What goes with a seat when it changes hands: the open work of who sits there, and where they are named."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Department, Seat, User
from accounts.selectors import seats
from applications.models import Application, ProposalStep
from applications.states import OPEN
from applications.transfer_file import Office
from catalog.models import Procedure


@dataclass(frozen=True, slots=True)
class Work:
    """How much it is.

    applications:  open ones in their hands.
    steps:         proposals that wait for their word.
    procedures:    that name them, in the route of approval or among those who may look.
    """

    applications: int
    steps: int
    procedures: int


def work_of(seat: Seat) -> Work:
    """What would go to the next holder; three queries, none for a vacant seat."""
    if seat.holder_id is None:
        return Work(0, 0, 0)
    return Work(open_work(seat).count(), open_steps(seat).count(), naming(seat).count())


def open_work(seat: Seat) -> QuerySet[Application]:
    """The open applications that a seat's holder has in hand, where the seat reaches."""
    mine = Application.objects.filter(assignee_id=seat.holder_id, status__in=OPEN)
    return mine.filter(department_id=seat.department_id) if seat.department_id else mine


def open_steps(seat: Seat) -> QuerySet[ProposalStep]:
    """The steps that wait for the holder by name, where the seat reaches."""
    mine = ProposalStep.objects.filter(person_id=seat.holder_id, verdict="", proposal__application__status__in=OPEN)
    return mine.filter(proposal__application__department_id=seat.department_id) if seat.department_id else mine


def guarded_work(seat: Seat) -> QuerySet[Application]:
    """The open applications that only named people may see, the holder among them."""
    mine = Application.objects.filter(viewers__contains=[str(seat.holder_id)], status__in=OPEN)
    return mine.filter(department_id=seat.department_id) if seat.department_id else mine


def naming(seat: Seat) -> QuerySet[Procedure]:
    """The procedures that name the holder, where the seat reaches."""
    key = str(seat.holder_id)
    mine = Procedure.objects.filter(Q(viewers__contains=[key]) | Q(approval_route__contains=[{"person": key}]))
    return mine.filter(department_id=seat.department_id) if seat.department_id else mine


def office(reader: UUID) -> Office:
    """Everybody and everything that the list of a transfer season may speak of; three queries. reader: whose list it is."""
    people = list(User.objects.values_list("email", "pk", "is_active", "name"))
    return Office(
        {email.lower(): pk for email, pk, _, _ in people},
        dict(seats().order_by().values_list("name", "pk")),
        dict(Department.objects.order_by().values_list("name", "pk")),
        frozenset(pk for _, pk, is_active, _ in people if not is_active),
        reader,
        {pk: name for _, pk, _, name in people},
    )
