"""How many procedures the city's plan lets it have online (公開できる手続の数)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from catalog.errors import PlanLimitReached
from catalog.models import Procedure
from tenants import context
from tenants.entitlements import procedures_allowed


@dataclass(frozen=True, slots=True)
class ProcedureLimit:
    """plan: "A" or "B"; online: how many there are; allowed: how many there may be."""

    plan: str
    online: int
    allowed: int

    @property
    def is_reached(self) -> bool:
        return self.online >= self.allowed

    @property
    def left(self) -> int:
        return max(self.allowed - self.online, 0)


def procedure_limit() -> ProcedureLimit | None:
    """Where the city stands; None when its plan knows no limit, and nothing is counted then."""
    city = context.current_municipality()
    allowed = procedures_allowed(city)
    if allowed is None:
        return None
    return ProcedureLimit(city.plan, _online().count(), allowed)


def take_place() -> None:
    """Raise PlanLimitReached when one more procedure may not go online. Inside a transaction: two people take turns."""
    if procedures_allowed(context.current_municipality()) is None:
        return
    list(_online().select_for_update(no_key=True).order_by("pk").values_list("pk"))
    limit = procedure_limit()  # counted anew: whoever held the rows before may have come first
    if limit and limit.is_reached:
        raise PlanLimitReached(limit.plan, limit.online, limit.allowed)


def _online() -> QuerySet[Procedure]:
    """What residents can begin, as the consortium is told (`applications.selectors.figures`)."""
    return Procedure.objects.filter(current_form__isnull=False, closed_at=None)
