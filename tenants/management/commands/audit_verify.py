"""`manage.py audit_verify [CODE]`: whether the audit records are still those that were sealed."""

from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.verification import verify
from tenants.context import all_municipalities, in_consortium, in_municipality
from tenants.services.sealing import told_heads

CONSORTIUM = "consortium"


class Command(BaseCommand):
    help = "Follow every chain of audit records, or one, and name the first record that does not fit; exit 1 if any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="?", help=f"one municipality by its six-digit code, or {CONSORTIUM!r}")

    def handle(self, *args: Any, code: str | None, **options: Any) -> None:
        cities = [city for city in all_municipalities() if code in (None, city.code)]
        if not cities and code not in (None, CONSORTIUM):
            raise CommandError(f"no active municipality has the code {code}")
        unsound = 0
        for city in cities:
            told = told_heads(city.id)
            with in_municipality(city):
                unsound += not self._is_sound(f"{city.code} {city.name}", told)
        if code in (None, CONSORTIUM):
            told = told_heads(None)
            with in_consortium():
                unsound += not self._is_sound(CONSORTIUM, told)
        if unsound:
            raise CommandError(f"{unsound} not sound")

    def _is_sound(self, name: str, told: Mapping[int, bytes]) -> bool:
        verdict = verify(told)
        self.stdout.write(f"{name}: {verdict.fitting} records fit, up to {verdict.hash.hex()}")
        if fault := verdict.fault:
            record = f"record {fault.record_id}, " if fault.record_id else ""
            self.stdout.write(f"{name}: position {fault.position}, {record}{fault.reason}")
        if verdict.left_out:
            self.stdout.write(f"{name}: {verdict.left_out} records older than an hour are not sealed")
        return verdict.is_sound
