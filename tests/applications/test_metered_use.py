"""Counts for the consortium from the sealed audit record: the same however often they are pushed, and from scratch."""

from datetime import UTC, date, datetime

import pytest

from applications.services.figures import push_use
from audit.models import AuditRecord
from audit.sealing import seal_all
from notifications.models import Channel, Notification
from tenants import figures
from tenants.context import find, in_consortium, in_municipality
from tenants.models import MeteredUse

SAKAI = "m_271403"
pytestmark = pytest.mark.usefixtures("committed")


def received(*moments: datetime) -> None:
    """Applications that arrived, as the audit record has them. Sealed."""
    for at in moments:
        AuditRecord.objects.create(at=at, event="application.received", actor_kind="resident")
    AuditRecord.objects.create(at=moments[0], event="application.approved", actor_kind="staff")
    seal_all()


def pushed() -> list[dict[str, object]]:
    with in_municipality(SAKAI):
        return [row.context for row in Notification.objects.filter(channel=Channel.CONSORTIUM).order_by("promised_at")]


def meter() -> dict[date, int]:
    with in_consortium():
        return dict(MeteredUse.objects.values_list("month", "accepted"))


# 31 March 23:30 in Japan, then 1 April 0:30.
MARCH, APRIL = datetime(2026, 3, 31, 14, 30, tzinfo=UTC), datetime(2026, 3, 31, 15, 30, tzinfo=UTC)


def test_months_are_those_of_japan_and_only_what_was_received_counts():
    with in_municipality(SAKAI):
        received(MARCH, APRIL, APRIL)
        push_use()
    (told,) = pushed()
    assert told["months"] == [{"month": "2026-03-01", "accepted": 1}, {"month": "2026-04-01", "accepted": 2}]
    assert told["position"] == 4


def test_what_is_not_sealed_yet_waits():
    with in_municipality(SAKAI):
        received(MARCH)
        AuditRecord.objects.create(at=APRIL, event="application.received", actor_kind="resident")
        push_use()
    assert pushed()[0]["months"] == [{"month": "2026-03-01", "accepted": 1}]


def test_often_out_of_order_and_from_scratch_it_is_the_same():
    with in_municipality(SAKAI):
        received(MARCH, APRIL)
        push_use()
        received(APRIL)
        push_use(since=date(2026, 4, 1))
        push_use()
    early, late, scratch = pushed()
    for told in (late, early, late, scratch, early):
        figures.receive("metered_use", told, sender=find(SAKAI))
    expected = {date(2026, 3, 1): 1, date(2026, 4, 1): 2}
    assert meter() == expected
    with in_consortium():
        MeteredUse.objects.update(accepted=0, position=0)
    figures.receive("metered_use", scratch, sender=find(SAKAI))
    assert meter() == expected


def test_a_city_without_applications_tells_nothing():
    with in_municipality(SAKAI):
        push_use()
    assert pushed() == []
