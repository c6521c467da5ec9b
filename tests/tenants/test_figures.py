"""What the cities tell the consortium is taken in once, and never replaced by something older."""

from datetime import UTC, datetime

import pytest

from common.identifiers import new_id
from tenants import context, figures
from tenants.models import AdviserAccess, CityReport, MonthlyFigures, ReportedProcedure
from tenants.services.advisers import appoint
from tests.tenants.test_announcements import ADMINISTRATOR

EARLY, LATE = "2026-11-22T09:00:00+09:00", "2026-11-22T10:00:00+09:00"


def told(received: int, counted_at: str, month: str = "2026-11-01") -> dict[str, object]:
    return {"month": month, "procedures_online": 3, "applications_received": received, "counted_at": counted_at}


def kept() -> list[tuple[str, str, int]]:
    with context.in_consortium():
        rows = MonthlyFigures.objects.order_by("municipality__code", "month")
        return [(row.municipality.name, f"{row.month:%Y-%m}", row.applications_received) for row in rows]


def test_the_same_message_twice_is_one_count(sakai):
    for _ in range(3):
        figures.receive("monthly_figures", told(5, EARLY), sender=sakai)

    assert kept() == [("堺市", "2026-11", 5)]


def test_a_later_count_replaces_an_earlier_one_and_never_the_reverse(sakai):
    figures.receive("monthly_figures", told(5, EARLY), sender=sakai)
    figures.receive("monthly_figures", told(8, LATE), sender=sakai)
    figures.receive("monthly_figures", told(5, EARLY), sender=sakai)
    figures.receive("monthly_figures", told(7, LATE), sender=sakai)

    assert kept() == [("堺市", "2026-11", 8)]
    with context.in_consortium():
        assert MonthlyFigures.objects.get().counted_at == datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def test_each_city_and_month_has_its_own_count(sakai, toyonaka):
    figures.receive("monthly_figures", told(5, EARLY), sender=sakai)
    figures.receive("monthly_figures", told(6, EARLY, "2026-12-01"), sender=sakai)
    figures.receive("monthly_figures", told(7, EARLY), sender=toyonaka)

    assert kept() == [("堺市", "2026-11", 5), ("堺市", "2026-12", 6), ("豊中市", "2026-11", 7)]


def test_an_adviser_s_access_is_as_the_city_told_it_last(sakai, toyonaka):
    with context.in_consortium():
        adviser = appoint(new_id(), name="藤原 健", introduction="", actor=ADMINISTRATOR)
    told = {
        "told_at": EARLY,
        "grant_id": str(new_id()),
        "adviser_id": str(adviser.pk),
        "reason": "様式の相談",
        "granted_by": "堺 恵子",
        "ends_at": LATE,
        "ended_at": None,
    }
    ended = {**told, "told_at": LATE, "ended_at": LATE}
    for message in (ended, told, ended):
        figures.receive("adviser_access", message, sender=sakai)
    figures.receive("adviser_access", {**told, "grant_id": str(new_id())}, sender=toyonaka)

    with context.in_consortium():
        rows = AdviserAccess.objects.order_by("municipality__code").values_list("municipality__name", "ended_at")
        assert [(name, ended_at is not None) for name, ended_at in rows] == [("堺市", True), ("豊中市", False)]


def reported(told_at: str, *slugs: str, people: int = 3) -> dict[str, object]:
    procedures = [
        {
            "slug": slug,
            "title": slug,
            "department": "課",
            "template_id": None,
            "template_version": None,
            "is_online": True,
        }
        for slug in slugs
    ]
    return {"told_at": told_at, "people": people, "administrators": [], "procedures": procedures}


def test_a_report_is_replaced_as_a_whole_by_a_later_one_and_never_by_an_older_one(sakai, toyonaka):
    figures.receive("city_report", reported(EARLY, "dog", "cat"), sender=sakai)
    figures.receive("city_report", reported(EARLY, "dog"), sender=toyonaka)
    figures.receive("city_report", reported(LATE, "cat", "bird", people=4), sender=sakai)
    figures.receive("city_report", reported(EARLY, "dog"), sender=sakai)

    with context.in_consortium():
        rows = ReportedProcedure.objects.order_by("municipality__code", "slug").values_list(
            "municipality__name", "slug"
        )
        assert list(rows) == [("堺市", "bird"), ("堺市", "cat"), ("豊中市", "dog")]
        assert CityReport.objects.get(municipality__code=sakai.code).people == 4


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("city_report", {**reported(EARLY), "people": "many"}),
        ("gossip", told(5, EARLY)),
        ("monthly_figures", told(5, EARLY, "2026-11")),
        ("monthly_figures", told("five", EARLY)),
        ("monthly_figures", told(5, "now")),
    ],
)
def test_what_is_not_understood_is_refused(sakai, kind, values):
    with pytest.raises(ValueError):
        figures.receive(kind, values, sender=sakai)
    figures.receive("monthly_figures", told(5, EARLY), sender=sakai)
    assert kept() == [("堺市", "2026-11", 5)]


def test_the_sender_stays_where_it_was(in_sakai):
    figures.receive("monthly_figures", told(5, EARLY), sender=in_sakai)

    assert context.current_schema() == "m_271403"
