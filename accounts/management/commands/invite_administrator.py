"""The first administrator of a city, or of the secretariat: everybody after that is invited on the people page."""

from argparse import ArgumentParser
from contextlib import AbstractContextManager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actors import SYSTEM
from accounts.roles import Role
from accounts.services.invitations import invite_person
from common.errors import DomainError
from tenants import context
from tenants.errors import NoMunicipality

CONSORTIUM = "consortium"


class Command(BaseCommand):
    help = "Invite an administrator by mail: invite_administrator 271403 hanako@example.jp '山田 花子'"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", help=f"全国地方公共団体コード, six digits, or '{CONSORTIUM}'")
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, place: str, email: str, name: str, **options: Any) -> None:
        try:
            with _standing_in(place):
                invite_person(email=email, name=name, roles=[Role.ADMINISTRATOR], actor=SYSTEM)
        except (DomainError, NoMunicipality) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{email} に招待のメールを送ります。"))


def _standing_in(place: str) -> AbstractContextManager[Any]:
    return context.in_consortium() if place == CONSORTIUM else context.in_municipality(f"m_{place}")
