"""`manage.py migrate_municipalities`: the public schema, then each city in its own transaction."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.context import as_owner
from tenants.models import Municipality
from tenants.services import migration
from tenants.services.migration import Outcome


class Command(BaseCommand):
    help = "Bring every schema up to date. A city that fails is left as it was, reported, and does not stop the others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say which schemas are behind; exit 1 if any is")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if check:
            self._check()
        else:
            self._migrate()

    def _migrate(self) -> None:
        outcomes = [self._told(migration.migrate_public())]
        schemas = self._schemas() if not outcomes[0].error else []
        for number, schema_name in enumerate(schemas, start=1):
            started = time.monotonic()
            outcome = migration.migrate_municipality(schema_name)
            outcomes.append(outcome)
            self._told(outcome, f"[{number}/{len(schemas)}] ", time.monotonic() - started)
        failed = [outcome for outcome in outcomes if outcome.error]
        self.stdout.write(f"{len(outcomes) - len(failed)} schemas up to date, {len(failed)} failed")
        if failed:
            raise CommandError(", ".join(outcome.schema_name for outcome in failed) + " could not be migrated.")

    def _check(self) -> None:
        behind = [name for name in ("public", *self._schemas()) if migration.pending(name)]
        if behind:
            raise CommandError(f"{len(behind)} schemas are behind: {', '.join(behind)}")
        self.stdout.write("every schema is up to date")

    def _schemas(self) -> list[str]:
        with as_owner():
            return list(Municipality.objects.using("owner").order_by("code").values_list("schema_name", flat=True))

    def _told(self, outcome: Outcome, progress: str = "", seconds: float = 0) -> Outcome:
        result = outcome.error or f"{outcome.applied} applied"
        self.stdout.write(f"{progress}{outcome.schema_name}: {result} ({seconds:.2f} s)")
        return outcome
