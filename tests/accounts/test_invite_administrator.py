"""The command that lets the first administrator in."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.roles import Role
from notifications.models import Notification
from tenants.context import in_consortium, in_municipality


def test_the_first_administrator_of_a_city(sakai, toyonaka, capsys):
    call_command("invite_administrator", "271403", "hanako@city.example.jp", "山田 花子")

    with in_municipality(sakai):
        assert User.objects.get(memberships__role=Role.ADMINISTRATOR).name == "山田 花子"
        assert Notification.objects.get().to == "hanako@city.example.jp"
    with in_municipality(toyonaka):
        assert not User.objects.exists()
    with pytest.raises(CommandError, match="すでに登録されています"):
        call_command("invite_administrator", "271403", "hanako@city.example.jp", "山田 花子")
    assert "hanako@city.example.jp" in capsys.readouterr().out


def test_the_first_administrator_of_the_secretariat(db):
    call_command("invite_administrator", "consortium", "taro@example.jp", "事務 太郎", verbosity=0)

    with in_consortium():
        assert User.objects.get().email == "taro@example.jp"


def test_an_unknown_place_is_said(db):
    with pytest.raises(CommandError, match="m_999999"):
        call_command("invite_administrator", "999999", "hanako@city.example.jp", "山田 花子")
