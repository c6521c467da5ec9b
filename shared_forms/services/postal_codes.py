"""Take over a new list of postal codes. In the consortium's context."""

from collections.abc import Sequence

from django.db import transaction

from shared_forms.models import PostalArea
from shared_forms.postal_codes import Area

_BATCH = 5000


@transaction.atomic
def replace_postal_codes(areas: Sequence[Area]) -> int:
    """Put these areas in the place of all others; who reads meanwhile sees the old list or the new one. Returns how many."""
    PostalArea.objects.all().delete()
    rows = (PostalArea(code=area.code, prefecture=area.prefecture, city=area.city, town=area.town) for area in areas)
    PostalArea.objects.bulk_create(rows, batch_size=_BATCH)
    return len(areas)
