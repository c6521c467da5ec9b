"""How long until a new municipality's home page answers: our script against plain django-tenants' migrations.

Both make the same tables; only the reference makes Django's `_like` indexes, which ours leaves out on purpose. Ours runs in
this process; the reference in another, under `settings_plain_creation`, told on its standard input how many to make.
"""

import json
import time
from collections.abc import Iterator, Mapping
from statistics import median
from typing import TYPE_CHECKING

from common.check_digits import corporate_check_digit, municipality_check_digit
from tenants.municipalities import MunicipalityRecord
from tests.bench import world

if TYPE_CHECKING:
    from django.test import Client


def records(first: int) -> Iterator[MunicipalityRecord]:
    """Municipalities that do not exist, with right check digits."""
    for number in range(first, 100_000):
        five = f"{number:05d}"
        code = five + municipality_check_digit(five)
        twelve = "000020" + code
        yield MunicipalityRecord(
            code, f"試験{number}市", "しけんし", f"bench-{number}", "city", 50_000,
            corporate_check_digit(twelve) + twelve, "https://www.city.example.jp/",
        )  # fmt: skip


def ours(numbers: Iterator[MunicipalityRecord], count: int) -> float:
    """Median seconds from asking for a municipality to the 200 of its home page."""
    from django.test import Client

    visitor = Client()
    visitor.get("/")  # the server is running already when somebody asks
    return median(_timed(visitor, next(numbers)) for _ in range(count))


def settle_the_folder(numbers: Iterator[MunicipalityRecord], count: int) -> None:
    """Make municipalities and take them away again, before either side is measured.

    In a data folder that was made a minute ago, the file system takes several times as long to open the first few thousand
    files. An installation is not a minute old, so this is neither side's cost.
    """
    from django.db import connections

    from tenants.context import as_owner
    from tenants.services.provisioning import create_municipality

    schemas = [create_municipality(next(numbers)).schema_name for _ in range(count)]
    for schema in schemas:
        with as_owner(), connections["owner"].cursor() as cursor:
            cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')


def reference(environment: Mapping[str, str], first: int, count: int) -> float:
    """The same by plain django-tenants, in a process of its own."""
    settings = "tests.bench.settings_plain_creation"
    printed = world.run("tests.bench.plain_creation", settings, environment, str(first), str(count))
    return float(median(json.loads(printed.splitlines()[-1])))


def _timed(visitor: "Client", record: MunicipalityRecord) -> float:
    from tenants.services.provisioning import create_municipality

    started = time.perf_counter()
    create_municipality(record)
    answer = visitor.get("/", headers={"host": f"{record.slug}.localhost"})
    seconds = time.perf_counter() - started
    if answer.status_code != 200:
        raise RuntimeError(f"the home page of {record.slug} answered {answer.status_code}")
    return seconds
