"""Change what a municipality bought (プランの変更). It holds within three seconds; no table of the city is touched."""

from django.db import transaction
from django.utils import timezone

from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor
from common.errors import DomainError
from tenants import directory, policies
from tenants.models import Municipality, Plan


class CannotChangePlan(DomainError):
    """The wrong person, or the municipality has this plan already."""

    code = "cannot_change_plan"


@transaction.atomic
def change_plan(code: str, *, plan: Plan, actor: Actor) -> Municipality:
    """Give a municipality another plan. What it has online stays online. Raises CannotChangePlan."""
    if not policies.can_manage_municipalities(actor):
        raise CannotChangePlan("プランの変更は、事務局の管理者だけができます。")
    city = Municipality.objects.select_for_update().get(code=code)
    if city.plan == plan:
        raise CannotChangePlan(f"{city.name}は、もうプラン{plan}です。")
    record(AuditEvent.PLAN_CHANGED, actor=actor, subject=code, before=city.plan, after=plan.value)
    city.plan = plan
    Municipality.objects.filter(pk=city.pk).update(plan=plan, changed_at=timezone.now())
    transaction.on_commit(directory.forget)
    return city
