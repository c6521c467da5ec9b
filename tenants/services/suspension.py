"""Close a municipality's pages for a while, and open them again (利用の停止と再開). Its data stays as it is."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor
from common.errors import DomainError
from tenants import directory, policies
from tenants.models import Municipality, State, Suspension


class CannotSuspend(DomainError):
    """The wrong person, or the municipality is not in the state for it."""

    code = "cannot_suspend"


@transaction.atomic
def suspend(
    code: str, *, reason: str, notice: str, phone: str = "", resumes_on: date | None = None, actor: Actor
) -> Suspension:
    """Close the pages of residents and staff within three seconds; whoever comes reads the notice instead.

    Timers and mails of the city stand still too, and go on afterwards. Raises CannotSuspend.
    """
    city = _locked(code, actor)
    if city.state != State.ACTIVE:
        raise CannotSuspend(f"{city.name}は、いま利用中ではありません。画面を開き直してください。")
    suspension = Suspension.objects.create(
        municipality=city,
        reason=reason,
        notice=notice,
        phone=phone,
        resumes_on=resumes_on,
        started_at=timezone.now(),
        started_by=actor.name,
    )
    _bring(city, State.SUSPENDED)
    record(AuditEvent.MUNICIPALITY_SUSPENDED, actor=actor, subject=code, resumes_on=str(resumes_on or ""))
    return suspension


@transaction.atomic
def resume(code: str, *, actor: Actor) -> Municipality:
    """Open the pages again within three seconds; drafts that ran out meanwhile wait two weeks. Raises CannotSuspend."""
    city = _locked(code, actor)
    if city.state != State.SUSPENDED:
        raise CannotSuspend(f"{city.name}は、停止中ではありません。画面を開き直してください。")
    now = timezone.now()
    Suspension.objects.filter(municipality=city, ended_at__isnull=True).update(ended_at=now, ended_by=actor.name)
    _bring(city, State.ACTIVE, resumed_at=now)
    record(AuditEvent.MUNICIPALITY_RESUMED, actor=actor, subject=code)
    return city


def _locked(code: str, actor: Actor) -> Municipality:
    if not policies.can_manage_municipalities(actor):
        raise CannotSuspend("利用の停止と再開は、事務局の管理者だけができます。")
    return Municipality.objects.select_for_update().get(code=code)


def _bring(city: Municipality, state: State, **changes: datetime) -> None:
    Municipality.objects.filter(pk=city.pk).update(state=state, changed_at=timezone.now(), **changes)
    transaction.on_commit(directory.forget)
