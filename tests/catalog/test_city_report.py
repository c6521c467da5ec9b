"""What a city tells the consortium of its office: once, until it changes."""

import pytest

from accounts.actors import SYSTEM
from accounts.roles import Role
from accounts.services.people import deactivate_person
from catalog import tasks
from catalog.services.city_report import push_report
from notifications.models import Notification
from notifications.services import deliver
from tenants.context import in_consortium, in_municipality
from tenants.errors import NoMunicipality
from tenants.models import CityReport, ReportedProcedure
from tests.factories.accounts import a_person
from tests.factories.forms import a_published_procedure, an_adopted_procedure


def test_offers_and_administrators_reach_the_consortium_through_the_outbox(sakai):
    with in_municipality(sakai):
        a_published_procedure(slug="dog")
        an_adopted_procedure(slug="draft")
        a_person(Role.ADMINISTRATOR, name="堺 恵子", email="keiko@city.example.jp")
        a_person(Role.PROCESSOR)
        deactivate_person(a_person(Role.ADMINISTRATOR, name="退職 済").pk, actor=SYSTEM)
        push_report()
        assert deliver(Notification.objects.get().pk)

    with in_consortium():
        report = CityReport.objects.get()
        procedures = list(
            ReportedProcedure.objects.order_by("slug").values_list("slug", "is_online", "template_version")
        )
    assert (report.people, report.administrators) == (2, [{"name": "堺 恵子", "email": "keiko@city.example.jp"}])
    assert procedures == [("dog", True, 1), ("draft", False, 1)]


def test_the_same_is_told_once_and_a_change_at_once(in_sakai):
    an_adopted_procedure(slug="dog")

    assert [push_report(), push_report()] == [True, False]
    a_person(Role.ADMINISTRATOR)
    assert push_report() is True
    assert Notification.objects.count() == 2


def test_everywhere_wakes_each_city_once(sakai, toyonaka, monkeypatch):
    woken: list[str] = []
    monkeypatch.setattr(tasks, "wake", woken.append)

    tasks.report_everywhere()

    assert woken == ["catalog.tasks.report"] * 2
    with pytest.raises(NoMunicipality):
        tasks.report()
