"""Reminding people of what is due (期限のお知らせ): three days before and on the day, one mail for all of it."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import User
from applications.due import is_working_day
from applications.models import ClosingDay, DueReminder
from applications.selectors.approvals import substitutes_on
from applications.selectors.closing_days import due_by_person
from notifications.services import promise
from tenants.context import current_municipality


def remind(today: date) -> int:
    """Write to everybody who has something due; to their substitute while they are away. Returns how many were promised.

    Nothing on days on which the office is closed: due days never fall on them.
    """
    if not is_working_day(today) or ClosingDay.objects.filter(day=today).exists():
        return 0
    counts, substitutes = due_by_person(today), substitutes_on(today)
    return sum(_remind(person, substitutes.get(person, person), counts[person], today) for person in counts)


@transaction.atomic
def _remind(person: UUID, reader: UUID, counts: tuple[int, int, int], today: date) -> bool:
    """Once a day for each person: the row and the promise are written together."""
    _, is_first = DueReminder.objects.get_or_create(person_id=person, day=today)
    to = User.objects.filter(pk=reader, is_active=True).first()
    if not is_first or to is None:
        return False
    municipality, (late, due_today, near) = current_municipality(), counts
    promise(
        "applications_due",
        to=to.email,
        place=municipality.name,
        late=str(late),
        today=str(due_today),
        near=str(near),
        address=settings.KYODO.address(municipality.host, f"/staff/?owner={person}&due=near&order=due"),
    )
    return True
