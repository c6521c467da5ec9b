"""`manage.py demo_addresses`: where to go in the demo, and as whom."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tenants.context import all_municipalities

CITIES = {
    "sakai": "犬の死亡届・放課後児童会・罹災証明書ほか",
    "moriguchi": "犬の死亡届・児童手当ほか",
    "fujiidera": "欠席連絡",
}


class Command(BaseCommand):
    help = "Print the demo's addresses and its one-click sign-ins."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        kyodo = settings.KYODO
        cities = {city.slug: city for city in all_municipalities()}
        self.stdout.write(
            f"事務局        {kyodo.address(kyodo.base_domain)}   sign in: {kyodo.address(kyodo.base_domain, '/demo/')}"
        )
        shown = {slug: offered for slug, offered in CITIES.items() if slug in cities}  # others may be suspended
        for slug, offered in shown.items():
            home, sign_in = (kyodo.address(cities[slug].host, path) for path in ("/", "/staff/demo/"))
            self.stdout.write(f"{cities[slug].name}  {home}   {offered}   staff: {sign_in}")
        self.stdout.write(
            f"... and {len(cities) - len(shown)} more: http://<name>.{kyodo.base_domain}{kyodo.origin_suffix}/"
        )
