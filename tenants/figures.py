"""What the cities tell the consortium: counts they push, taken in once however often they arrive."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q

from tenants.context import in_consortium
from tenants.directory import CurrentMunicipality
from tenants.models import MonthlyFigures

MONTHLY = "monthly_figures"


def receive(kind: str, values: Mapping[str, object], *, sender: CurrentMunicipality) -> None:
    """Take in one message of a city, in the consortium's context. Older counts never replace newer ones.

    values for "monthly_figures": month "YYYY-MM-01", procedures_online, applications_received, counted_at (ISO).
    Raises ValueError for a kind that is not known.
    """
    if kind != MONTHLY:
        raise ValueError(f"the consortium knows no message {kind!r}")
    month = date.fromisoformat(str(values["month"]))
    counted_at = datetime.fromisoformat(str(values["counted_at"]))
    counts = {
        "procedures_online": int(str(values["procedures_online"])),
        "applications_received": int(str(values["applications_received"])),
        "counted_at": counted_at,
    }
    with in_consortium():
        key = {"municipality_id": sender.id, "month": month}
        row, made = MonthlyFigures.objects.get_or_create(**key, defaults=counts)
        if not made:
            MonthlyFigures.objects.filter(Q(counted_at__lt=counted_at), pk=row.pk).update(**counts)
