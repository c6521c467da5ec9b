"""`manage.py create_municipality CODE`: one municipality of the list, all or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.errors import DomainError
from tenants import municipalities
from tenants.models import Plan
from tenants.services.provisioning import create_municipality


class Command(BaseCommand):
    help = "Create one municipality of the CSV list by its six-digit code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="全国地方公共団体コード, six digits")
        parser.add_argument("--file", type=Path, default=municipalities.OSAKA)
        parser.add_argument("--plan", choices=Plan.values, default=Plan.A)

    def handle(self, *args: Any, code: str, file: Path, plan: str, **options: Any) -> None:
        records, bad_lines = municipalities.read(file)
        record = next((each for each in records if each.code == code), None)
        if record is None:
            faults = "\n".join(map(str, bad_lines))
            raise CommandError(f"{code} is not among the {len(records)} good lines of {file.name}.\n{faults}".strip())
        try:
            municipality = create_municipality(record, plan=Plan(plan))
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{municipality.name}: schema {municipality.schema_name} is ready")
