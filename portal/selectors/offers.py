"""Forms that cities offered to all."""

from django.db.models import Case, QuerySet, Value, When

from tenants.models import OfferedForm


def offers() -> QuerySet[OfferedForm]:
    """Every offer with its municipality, what waits first, then the last one first."""
    waits = Case(When(state=OfferedForm.State.WAITING, then=Value(0)), default=Value(1))
    return OfferedForm.objects.select_related("municipality").order_by(waits, "-offered_at")


def waiting_count() -> int:
    """How many wait for the secretariat."""
    return OfferedForm.objects.filter(state=OfferedForm.State.WAITING).count()
