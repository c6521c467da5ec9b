"""`manage.py load_demo`: shared templates, three cities that made them their own, people, applications, a contract."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.actors import SYSTEM
from portal.demo import content, update
from tenants import context


class Command(BaseCommand):
    help = "Fill the demo with invented people, forms and applications. Safe to repeat; refuses outside of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("load_demo invents people and belongs to the demo only (config.settings.demo).")
        with context.in_consortium():
            self.stdout.write(content.load_consortium())
        for city in context.all_municipalities():
            if city.slug in content.CITIES:
                with context.in_municipality(city):
                    self.stdout.write(content.load_city(city.slug))
        with context.in_consortium():
            self.stdout.write(update.publish_one(SYSTEM))
