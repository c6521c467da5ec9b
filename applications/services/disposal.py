"""Disposing of documents whose time is over (廃棄): proposed by one person, confirmed by another, done by a worker.

It can be broken off anywhere and gone on with: an application and the record of its end change in one transaction.
"""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.actors import SYSTEM
from accounts.models import User
from accounts.roles import Role
from accounts.selectors import administrators, holders_of
from applications import policies
from applications.errors import ActionRefused
from applications.models import Disposal
from applications.selectors.retention import batch_over, to_dispose_of
from applications.services import attachments
from audit.events import AuditEvent
from audit.services import record
from catalog.models import Procedure
from common.actor import Actor
from notifications.services import promise
from tenants.context import current_municipality
from tenants.task_base import wake

NOTICE_DAYS = 14  # from the proposal to the first deletion, for everybody concerned to place holds
AT_ONCE = 500
DISPOSE = "applications.tasks.dispose"


def propose_disposal(procedure: Procedure, fiscal_year: int, *, actor: Actor) -> Disposal:
    """Propose to dispose of what is over, and tell those who may confirm it (廃棄の予告). Raises ActionRefused."""
    today = timezone.localdate()
    batch = batch_over(procedure, fiscal_year, today)
    if not policies.can_propose_disposal(actor, procedure) or batch is None or not batch.disposable:
        raise ActionRefused(action="propose_disposal")
    disposal = Disposal(
        procedure=procedure,
        fiscal_year=fiscal_year,
        expected=batch.disposable,
        proposed_at=timezone.now(),
        proposed_by_id=UUID(actor.id),
        proposed_by=actor.name,
        begins_on=today + timedelta(days=NOTICE_DAYS),
    )
    try:
        with transaction.atomic():
            disposal.save(force_insert=True)
            _record(AuditEvent.DISPOSAL_PROPOSED, disposal, actor)
            _announce(disposal)
    except IntegrityError:  # somebody else has proposed the same
        raise ActionRefused(action="propose_disposal") from None
    return disposal


@transaction.atomic
def confirm_disposal(disposal_id: UUID, *, actor: Actor) -> Disposal:
    """Agree to what another person proposed. Raises ActionRefused, Disposal.DoesNotExist."""
    disposal = _locked(disposal_id)
    if not policies.can_confirm_disposal(actor, disposal):
        raise ActionRefused(action="confirm_disposal")
    disposal.confirmed_at, disposal.confirmed_by_id, disposal.confirmed_by = timezone.now(), UUID(actor.id), actor.name
    disposal.save(update_fields=["confirmed_at", "confirmed_by_id", "confirmed_by"])
    _record(AuditEvent.DISPOSAL_CONFIRMED, disposal, actor)
    return disposal


@transaction.atomic
def call_off_disposal(disposal_id: UUID, *, actor: Actor) -> Disposal:
    """Stop it; what is gone already stays gone. Raises ActionRefused, Disposal.DoesNotExist."""
    disposal = _locked(disposal_id)
    if not policies.can_call_off_disposal(actor, disposal):
        raise ActionRefused(action="call_off_disposal")
    disposal.called_off_at = timezone.now()
    disposal.save(update_fields=["called_off_at"])
    _record(AuditEvent.DISPOSAL_CALLED_OFF, disposal, actor)
    return disposal


def begin_what_is_due() -> None:
    """Go on with every confirmed disposal whose day has come; the timer calls this, and finds what a worker left behind."""
    due = Disposal.objects.filter(
        confirmed_at__isnull=False, called_off_at=None, finished_at=None, begins_on__lte=timezone.localdate()
    )
    for disposal_id in due.values_list("pk", flat=True):
        wake(DISPOSE, str(disposal_id))


def proceed(disposal_id: UUID, *, at_most: int = AT_ONCE) -> None:
    """Dispose of some more, each in its own transaction, then of their files. Two workers at once share the work.

    Raises Disposal.DoesNotExist.
    """
    disposal = Disposal.objects.get(pk=disposal_id)
    gone = sum(_dispose(disposal, each) for each in to_dispose_of(disposal).values_list("pk", flat=True)[:at_most])
    if gone:
        attachments.sweep()
    if to_dispose_of(disposal).exists():
        if gone:  # refused altogether means: not confirmed, too early or called off
            wake(DISPOSE, str(disposal_id))
        return
    _finish(disposal_id)


def _dispose(disposal: Disposal, application_id: UUID) -> bool:
    """One application with all that hangs on it; the database looks for itself whether it may go."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT applications_dispose(%s, %s)", [disposal.pk, application_id])
        return bool(cursor.fetchone()[0])


@transaction.atomic
def _finish(disposal_id: UUID) -> None:
    disposal = _locked(disposal_id)
    if disposal.confirmed_at is None or disposal.called_off_at or disposal.finished_at:
        return
    disposal.finished_at = timezone.now()
    disposal.save(update_fields=["finished_at"])
    _record(AuditEvent.DISPOSAL_FINISHED, disposal, SYSTEM, disposed=disposal.disposed.count())


def _locked(disposal_id: UUID) -> Disposal:
    return Disposal.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=disposal_id)


def _record(event: AuditEvent, disposal: Disposal, actor: Actor, **more: int) -> None:
    record(
        event,
        actor=actor,
        subject=disposal.procedure.slug,
        fiscal_year=disposal.fiscal_year,
        expected=disposal.expected,
        **more,
    )


def _announce(disposal: Disposal) -> None:
    city = current_municipality()
    page = settings.KYODO.address(city.host, reverse("staff_disposal", args=[disposal.pk]))
    for person in _who_may_confirm(disposal):
        promise(
            "disposal_proposed",
            to=person.email,
            procedure=disposal.procedure.title,
            fiscal_year=disposal.fiscal_year,
            count=disposal.expected,
            begins_on=disposal.begins_on.isoformat(),
            address=page,
        )


def _who_may_confirm(disposal: Disposal) -> QuerySet[User]:
    approvers = holders_of((Role.APPROVER,), (disposal.procedure.department_id,))
    people = Q(pk__in=administrators().values("pk")) | Q(pk__in=approvers.values("pk"))
    return User.objects.filter(people).exclude(pk=disposal.proposed_by_id)
