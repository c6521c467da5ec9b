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
from tests.factories.applications import a_procedure

SAKAI = "m_271403"
pytestmark = pytest.mark.usefixtures("committed")


def received(*moments: datetime) -> None:
    """Applications that arrived, as the audit record has them. Sealed."""
    for at in moments:
        AuditRecord.objects.create(at=at, event="application.received", actor_kind="resident")
    AuditRecord.objects.create(at=moments[0], event="application.approved", actor_kind="staff")
    seal_all()


def happened(slug: str, *events: tuple[str, datetime]) -> None:
    """What the audit record has about one procedure. Sealed."""
    for event, at in events:
        AuditRecord.objects.create(at=at, event=event, actor_kind="staff", subject=slug)
    seal_all()


def months(told: dict[str, object]) -> list[tuple[str, int, int]]:
    """Month, applications and procedures of each."""
    return [(each["month"], each["accepted"], each["procedures"]) for each in told["months"]]


def pushed() -> list[dict[str, object]]:
    with in_municipality(SAKAI):
        return [row.context for row in Notification.objects.filter(channel=Channel.CONSORTIUM).order_by("promised_at")]


def meter() -> dict[date, int]:
    with in_consortium():
        return dict(MeteredUse.objects.values_list("month", "accepted"))


# 31 March 23:30 in Japan, then 1 April 0:30.
MARCH, APRIL = datetime(2026, 3, 31, 14, 30, tzinfo=UTC), datetime(2026, 3, 31, 15, 30, tzinfo=UTC)
JUNE = datetime(2026, 6, 30, tzinfo=UTC)


def test_months_are_those_of_japan_and_only_what_was_received_counts():
    with in_municipality(SAKAI):
        received(MARCH, APRIL, APRIL)
        push_use()
    (told,) = pushed()
    assert months(told) == [("2026-03-01", 1, 0), ("2026-04-01", 2, 0)]
    assert told["position"] == 4


def test_what_is_not_sealed_yet_waits():
    with in_municipality(SAKAI):
        received(MARCH)
        AuditRecord.objects.create(at=APRIL, event="application.received", actor_kind="resident")
        push_use()
    assert months(pushed()[0]) == [("2026-03-01", 1, 0)]


def test_what_was_typed_in_at_the_counter_counts_too():
    with in_municipality(SAKAI):
        AuditRecord.objects.create(at=APRIL, event="application.entered", actor_kind="staff")
        received(APRIL)
        push_use()
    assert months(pushed()[0]) == [("2026-04-01", 2, 0)]


def test_procedures_count_while_they_are_published_and_not_closed():
    with in_municipality(SAKAI):
        a_procedure("jidokai")
        a_procedure("kekkon")
        happened("jidokai", ("form.published", MARCH))
        happened("kekkon", ("form.published", MARCH), ("form.closed", APRIL), ("form.published", APRIL))
        happened("nobody-knows", ("form.published", MARCH))
        received(JUNE)
        happened("kekkon", ("form.reopened", JUNE))
        push_use()
        push_use(since=date(2026, 5, 1))
    whole, late = map(months, pushed())
    assert whole == [("2026-03-01", 0, 2), ("2026-04-01", 0, 1), ("2026-05-01", 0, 1), ("2026-06-01", 1, 2)]
    assert late == whole[2:]


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
