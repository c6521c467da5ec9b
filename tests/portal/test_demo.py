"""The demo's content, made by the real services; repeating it adds nothing."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from applications.models import Application, Message, Proposal
from billing.models import AllocationShare
from catalog.models import Procedure
from portal.demo import content, decisions
from tenants import context

pytestmark = pytest.mark.django_db


def counted() -> list[int]:
    with context.in_consortium():
        consortium = [User.objects.count(), AllocationShare.objects.count()]
    with context.in_municipality("m_271403"):
        return [*consortium, *(model.objects.count() for model in (User, Procedure, Application, Message))]


def test_the_demo_fills_itself_once(monkeypatch):
    monkeypatch.setattr(decisions, "WITH_A_ROUTE", "sakai")  # the only one of the demo's cities that tests have
    call_command("load_demo")
    first = counted()
    call_command("load_demo")

    assert counted() == first
    assert first[:2] == [3, 4]
    assert first[3] >= 2
    assert first[4:] == [6, 2]
    with context.in_municipality("m_271403"):
        assert Proposal.objects.filter(state="open").count() == 1


def test_demo_people_exist_only_in_the_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="demo only"):
        call_command("load_demo")
    with context.in_municipality("m_271403"):
        assert not User.objects.exists()


def test_addresses_are_printed(capsys, monkeypatch):
    monkeypatch.setattr(
        "portal.management.commands.demo_addresses.CITIES", {"sakai": "犬の死亡届", "suspended": "犬の死亡届"}
    )

    call_command("demo_addresses")

    assert "http://sakai.localhost" in capsys.readouterr().out
    assert content.CITIES == ("sakai", "moriguchi", "fujiidera")
