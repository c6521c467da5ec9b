"""`manage.py load_municipalities`: every municipality of a list that is not there yet."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from common.errors import DomainError
from tenants import municipalities
from tenants.context import as_owner
from tenants.models import Municipality
from tenants.services.provisioning import create_municipality


class Command(BaseCommand):
    help = "Create the municipalities of a CSV list (Osaka's 43 by default). Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, default=municipalities.OSAKA)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        records, bad_lines = municipalities.read(file)
        if bad_lines:
            raise CommandError("\n".join(["The list has faults; nothing was loaded:", *map(str, bad_lines)]))
        with as_owner():
            known = set(Municipality.objects.using("owner").values_list("code", flat=True))
        missing = [record for record in records if record.code not in known]
        started = time.monotonic()
        for number, record in enumerate(missing, start=1):
            try:
                create_municipality(record)
            except DomainError as error:
                raise CommandError(error.message) from error
            self.stdout.write(f"[{number}/{len(missing)}] {record.name} ({record.slug})")
        seconds = time.monotonic() - started
        self.stdout.write(f"{len(records)} municipalities, {len(missing)} new in {seconds:.1f} s")
