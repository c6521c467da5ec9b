"""A procedure whose decisions somebody must agree to, and the first proposal that waits for them."""

from accounts.actors import SYSTEM, actor_of
from accounts.models import User
from accounts.roles import Role
from applications.models import Application
from applications.services.approval import propose
from applications.services.review import start_review
from applications.states import Decision, Status
from catalog.approval_route import Step
from catalog.services.deciding import set_approval_route
from common.actor import ActorKind

WITH_A_ROUTE = "moriguchi"  # in the other cities an approver decides alone


def begin(slug: str) -> None:
    """With the last application that nobody has taken up yet."""
    if slug != WITH_A_ROUTE:
        return
    clerk = actor_of(User.objects.get(email=f"processor@{slug}.example.jp"), ActorKind.STAFF)
    waiting = Application.objects.filter(department_id__in=clerk.departments, needs_decision=True)
    last = waiting.filter(status=Status.RECEIVED).latest("arrived_at")
    set_approval_route(last.procedure_id, route=(Step(name="課長決裁", role=Role.APPROVER),), actor=SYSTEM)
    start_review(last.pk, actor=clerk)
    propose(last.pk, actor=clerk, decision=Decision.APPROVED, reason="鑑札は窓口でお返しください。")
