"""The reference's city: `python -m tests.bench.plain.setup DRAFTS`, answering one JSON list of sending requests."""

import json
import secrets
import sys
from urllib.parse import urlencode

import django

HOST = "sakai.localhost"


def main(drafts: int) -> None:
    from django.core.management import call_command
    from django_tenants.utils import schema_context

    from tests.bench import world
    from tests.bench.plain.models import Client, Domain, Draft, Form

    if not _is_there():
        call_command("migrate_schemas", schema_name="public", verbosity=0)
        client = Client(schema_name="sakai", name="堺市")
        client.save(verbosity=0)
        Domain.objects.create(domain=HOST, tenant=client, is_primary=True)
    with schema_context("sakai"):
        form, _ = Form.objects.get_or_create(slug="bench", defaults={"definition": world.definition()})
        tokens = [secrets.token_urlsafe(32) for _ in range(drafts)]
        Draft.objects.bulk_create([Draft(form=form, token=token) for token in tokens])
    print(json.dumps([_sending(token, world.answers()) for token in tokens]))


def _is_there() -> bool:
    from django.db import connection

    return "plain_client" in connection.introspection.table_names()


def _sending(token: str, answers: dict[str, str]) -> str:
    from tests.bench.servers import post

    csrf = "c" * 32
    body = urlencode({**answers, "csrfmiddlewaretoken": csrf})
    return post(HOST, "/p/bench/submit/", body, cookie=f"draft={token}; csrftoken={csrf}")


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
