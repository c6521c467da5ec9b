"""What timers do: every city tells its counts, and throws away what is due, in its own schema only."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from applications import tasks
from applications.models import Draft, KnownDevice
from applications.selectors.figures import received_in, uses_since
from applications.services.figures import push_figures
from notifications.models import Notification
from notifications.services import deliver
from tenants.context import in_consortium, in_municipality
from tenants.models import MonthlyFigures
from tests.factories.applications import a_draft, a_procedure, an_application_row


def at(text: str):
    from datetime import datetime

    return datetime.fromisoformat(text)


def test_a_month_begins_at_midnight_in_japan(in_sakai):
    procedure = a_procedure()
    for number, arrived_at in enumerate(
        ["2026-10-31T14:59:59+00:00", "2026-10-31T15:00:00+00:00", "2026-11-30T14:59:59+00:00", "2026-11-30T15:00:00Z"]
    ):
        an_application_row(procedure, number, arrived_at=at(arrived_at))

    assert received_in(at("2026-11-01T00:00:00+09:00").date()) == 2
    assert received_in(at("2026-12-01T00:00:00+09:00").date()) == 1


def test_uses_are_counted_from_a_day_on(in_sakai):
    procedure = a_procedure()
    for number in range(3):
        an_application_row(procedure, number, arrived_at=timezone.now() - timedelta(days=40 * number))
    today = timezone.localdate()

    assert uses_since(today) == {procedure.pk: 1}
    assert uses_since(today - timedelta(days=41)) == {procedure.pk: 2}


def test_counts_reach_the_consortium_through_the_outbox(sakai, toyonaka):
    with in_municipality(sakai):
        procedure = a_procedure()
        a_procedure("closed", closed_at=timezone.now(), closed_reason="終わり")
        an_application_row(procedure)
        push_figures()
        message = Notification.objects.get()
        assert set(message.context) == {"month", "procedures_online", "applications_received", "counted_at"}
        assert deliver(message.pk)
    with in_consortium():
        (figures,) = MonthlyFigures.objects.all()
        assert (figures.municipality.code, figures.procedures_online, figures.applications_received) == ("271403", 1, 1)


@pytest.mark.parametrize("task", [tasks.push_figures, tasks.discard_expired, tasks.remind_of_corrections])
def test_a_task_without_a_city_does_nothing(db, task):
    from tenants.errors import NoMunicipality

    with pytest.raises(NoMunicipality):
        task()


def test_everywhere_wakes_each_city_once(sakai, toyonaka, monkeypatch):
    from tenants.context import current_municipality

    woken: list[tuple[str, str]] = []
    monkeypatch.setattr(tasks, "wake", lambda name: woken.append((current_municipality().slug, name)))
    tasks.push_figures_everywhere()
    tasks.discard_expired_everywhere()
    tasks.remind_of_corrections_everywhere()

    assert sorted(woken) == [
        ("sakai", "applications.tasks.discard_expired"),
        ("sakai", "applications.tasks.push_figures"),
        ("sakai", "applications.tasks.remind_of_corrections"),
        ("toyonaka", "applications.tasks.discard_expired"),
        ("toyonaka", "applications.tasks.push_figures"),
        ("toyonaka", "applications.tasks.remind_of_corrections"),
    ]


def test_the_schedule_names_every_task_that_goes_round_the_cities(settings):
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if "applications" in entry["task"]}

    assert named == {getattr(tasks, name).name for name in vars(tasks) if name.endswith("_everywhere")}


def test_what_is_due_goes_and_only_in_its_own_city(sakai, toyonaka):
    old = timezone.now() - timedelta(days=31)
    for city in (sakai, toyonaka):
        with in_municipality(city):
            procedure = a_procedure()
            a_draft(procedure, changed_at=old, expires_at=old + timedelta(days=30))
            a_draft(procedure, browser_hash="c" * 64)
            KnownDevice.objects.create(
                token_hash="a" * 64, procedure=procedure, label="x", answers={}, last_used_at=old, expires_at=old
            )
    with in_municipality(sakai):
        tasks.discard_expired.run()
        assert (Draft.objects.count(), KnownDevice.objects.count()) == (1, 0)
    with in_municipality(toyonaka):
        assert (Draft.objects.count(), KnownDevice.objects.count()) == (2, 1)


def test_nothing_is_thrown_away_while_people_come_back_after_a_suspension(sakai):
    now = timezone.now()
    old = now - timedelta(days=31)
    with in_municipality(replace(sakai, resumed_at=now - timedelta(days=13))):
        a_draft(a_procedure(), changed_at=old, expires_at=old + timedelta(days=30))
        tasks.discard_expired.run()
        assert Draft.objects.count() == 1
    with in_municipality(replace(sakai, resumed_at=now - timedelta(days=14))):
        tasks.discard_expired.run()
        assert Draft.objects.count() == 0
