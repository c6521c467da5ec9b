"""`manage.py load_shared_forms`: the templates that come with the platform, into the catalogue all cities share."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actors import SYSTEM
from shared_forms.language import FormDefinition, analysis
from shared_forms.services.library import load_library
from tenants.context import in_consortium


class Command(BaseCommand):
    help = (
        "Publish the templates of the library. Safe to repeat: a template whose content is there gets no new version."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with in_consortium():
            for version in load_library(SYSTEM):
                self.stdout.write(f"{version.template.slug}: {version.template.title}, version {version.number}")
                for caution in analysis.cautions(FormDefinition.model_validate(version.definition)):
                    self.stdout.write(
                        self.style.WARNING(f"  {caution.where or version.template.slug}: {caution.message}")
                    )
