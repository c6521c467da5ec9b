"""`manage.py install_database`: roles, database and public schema, from the addresses in the environment."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tenants.services import installation


class Command(BaseCommand):
    help = "Prepare the database: roles, database, public schema. Safe to repeat."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        kyodo = settings.KYODO
        if not (kyodo.admin_database_url and kyodo.owner_database_url):
            raise CommandError(
                "install_database needs ADMIN_DATABASE_URL and OWNER_DATABASE_URL (see deploy/README.md)."
            )
        outcome = installation.install(
            kyodo.admin_database_url.get_secret_value(),
            kyodo.owner_database_url.get_secret_value(),
            kyodo.database_url.get_secret_value(),
        )
        if outcome.error:
            raise CommandError(outcome.error)
        self.stdout.write(f"public schema ready ({outcome.applied} migrations applied)")
