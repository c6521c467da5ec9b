"""One action on many applications (一括処理): each by itself through the ordinary service, so that one refusal stops nothing.

A run can be broken off anywhere and gone on with: an application and what is noted of it change in one transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actors import actor_of
from accounts.models import Department, User
from applications import policies
from applications.errors import ActionRefused, NoSuchDepartment, NothingChosen, TooManyChosen
from applications.models import Application, BulkItem, BulkRun
from applications.selectors.bulk import MOST_AT_ONCE
from applications.services import assignment, review
from common.actor import Actor, ActorKind
from common.errors import DomainError
from tenants.task_base import wake

DONE_WHILE_YOU_WAIT = 30
FORGOTTEN_AFTER = timedelta(minutes=5)

Action = Callable[..., Application]
ACTIONS: Mapping[str, Action] = {
    BulkRun.Action.ACKNOWLEDGE: review.acknowledge,
    BulkRun.Action.START_REVIEW: review.start_review,
    BulkRun.Action.CLOSE: review.close,
    BulkRun.Action.ASSIGN: assignment.assign,
    BulkRun.Action.MOVE: assignment.move,
}


def begin(
    action: BulkRun.Action,
    applications: Sequence[UUID],
    *,
    actor: Actor,
    assignee: UUID | None = None,
    department: UUID | None = None,
) -> BulkRun:
    """Note what is to be done, do the first few at once and leave the rest to a worker.

    applications:          keys, in the order in which the result is listed.
    assignee, department:  who is to have them, for the actions that say so.
    Raises                 ActionRefused, NothingChosen, TooManyChosen, NoSuchDepartment.
    """
    if not policies.can_act(actor):
        raise ActionRefused(action="bulk")
    if not applications:
        raise NothingChosen
    if len(applications) > MOST_AT_ONCE:
        raise TooManyChosen(most=MOST_AT_ONCE)
    if action == BulkRun.Action.MOVE and not (department and Department.objects.filter(pk=department).exists()):
        raise NoSuchDepartment
    run = BulkRun(action=action, assignee_id=assignee, department_id=department, begun_by_id=UUID(actor.id))
    _note(run, applications)
    proceed(run.pk, at_most=DONE_WHILE_YOU_WAIT)
    run.refresh_from_db()
    if run.finished_at is None:
        wake("applications.tasks.proceed_with_bulk", str(run.pk))
    return run


def proceed(run_id: UUID, *, at_most: int = MOST_AT_ONCE) -> None:
    """Go on with a run. Two workers at once share it, and nothing is done twice."""
    run = BulkRun.objects.select_related("begun_by").get(pk=run_id)
    actor = _acting(run.begun_by)
    for _ in range(at_most):
        if not _next_done(run, actor):
            break
    if not run.items.filter(outcome=BulkItem.Outcome.WAITING).exists():
        BulkRun.objects.filter(pk=run_id, finished_at=None).update(finished_at=timezone.now())


def unfinished() -> list[UUID]:
    """Runs that nobody has been working on for a while."""
    old = timezone.now() - FORGOTTEN_AFTER
    return list(BulkRun.objects.filter(finished_at=None, begun_at__lt=old).values_list("pk", flat=True))


def discard_old() -> None:
    """Throw away the results of long ago; what was done stands in the record."""
    BulkRun.objects.filter(begun_at__lt=timezone.now() - BulkRun.LIFETIME).delete()


@transaction.atomic
def _note(run: BulkRun, applications: Sequence[UUID]) -> None:
    run.begun_at = timezone.now()
    run.save(force_insert=True)
    BulkItem.objects.bulk_create(
        BulkItem(run=run, application_id=application, position=position)
        for position, application in enumerate(dict.fromkeys(applications))
    )


@transaction.atomic
def _next_done(run: BulkRun, actor: Actor) -> bool:
    """Do the next of a run; False when there is none, or others have it in hand."""
    waiting = run.items.filter(outcome=BulkItem.Outcome.WAITING)
    item = waiting.select_for_update(skip_locked=True).order_by("position").first()
    if item is None:
        return False
    try:
        _service(run)(item.application_id, actor=actor)
    except DomainError as error:
        item.outcome, item.refusal = BulkItem.Outcome.REFUSED, str(error.message)[:200]
    else:
        item.outcome = BulkItem.Outcome.DONE
    item.save(update_fields=["outcome", "refusal"])
    return True


def _service(run: BulkRun) -> Action:
    service = ACTIONS[run.action]
    match run.action:
        case BulkRun.Action.ASSIGN:
            return partial(service, to=run.assignee_id)
        case BulkRun.Action.MOVE:
            return partial(service, to=run.department_id)
        case _:
            return service


def _acting(person: User) -> Actor:
    """Whoever began it, with the roles of this moment; without any once they left."""
    if not person.is_active:
        return Actor(ActorKind.STAFF, str(person.pk), person.name)
    return actor_of(person, ActorKind.STAFF)
