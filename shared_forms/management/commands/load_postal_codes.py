"""`manage.py load_postal_codes`: Japan Post's list, so that addresses fill themselves in."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared_forms import postal_codes
from shared_forms.services.postal_codes import replace_postal_codes
from tenants.context import in_consortium

SAMPLE = Path(__file__).parents[2] / "data" / "ken_all_sample.csv"
_MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Replace the postal codes by a KEN_ALL file (UTF-8 or CP932); a small sample by default. All or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, default=SAMPLE)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            areas, bad_lines = postal_codes.read(file.read_bytes())
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        if bad_lines or not areas:
            shown = [str(line) for line in bad_lines[:_MOST_SHOWN]] or ["no line at all"]
            raise CommandError("\n".join([f"The list has {len(bad_lines)} faults; nothing was loaded:", *shown]))
        with in_consortium():
            count = replace_postal_codes(areas)
        self.stdout.write(f"{count} areas of postal codes")
