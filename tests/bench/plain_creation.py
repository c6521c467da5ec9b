"""The reference of `creation`: `python -m tests.bench.plain_creation FIRST COUNT`, answering a JSON list of seconds."""

import json
import sys
import time

import django


def main(first: int, count: int) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from tenants.models import Domain, Municipality
    from tests.bench.creation import records

    call_command("migrate_schemas", schema_name="public", verbosity=0)
    visitor, seconds = Client(), []
    for record, _ in zip(records(first), range(count), strict=False):
        host = f"{record.slug}.localhost"
        connection.set_schema_to_public()  # where the last visit left it
        started = time.perf_counter()
        municipality = Municipality(
            schema_name=f"m_{record.code}", code=record.code, name=record.name, kana=record.kana, slug=record.slug,
            kind=record.kind, population=record.population, corporate_number=record.corporate_number,
        )  # fmt: skip
        municipality.auto_create_schema = True
        municipality.save(verbosity=0)
        Domain(domain=host, tenant=municipality, is_primary=True).save()
        answer = visitor.get("/bench/select/", headers={"host": host})
        seconds.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise RuntimeError(f"a page of {record.slug} answered {answer.status_code}")
    print(json.dumps(seconds))


if __name__ == "__main__":
    django.setup()
    main(*map(int, sys.argv[1:3]))
