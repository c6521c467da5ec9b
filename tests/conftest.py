"""What every test may use: one real database per worker, and two cities made once.

`sakai` works; `toyonaka` must stay as it is. The suite runs as the application's real login role.

db-tests (mark or fixture `db`) run inside one transaction that is rolled back; enter a city with `in_sakai` or
`tenants.context.in_municipality`. Tests that need real commits (threads, workers, a live server) use `committed`.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql

from tests.cluster import TestCluster
from tests.plugin import CLUSTER

# The same examples in every run and no clock: a test fails because of a change, never because of luck or a busy machine.
# `--hypothesis-profile=default` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long walks first, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: "/walk/" not in item.nodeid)


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> TestCluster:
    """The worker's PostgreSQL."""
    return request.config.stash[CLUSTER]


@pytest.fixture(scope="session")
def django_db_setup(cluster: TestCluster, django_db_blocker) -> Iterator[None]:
    """Install the platform as an operator would, and make the two cities."""
    from django.conf import settings
    from django.db import connections

    from tenants.municipalities import read
    from tenants.services import installation
    from tenants.services.provisioning import create_municipality

    kyodo = settings.KYODO
    with django_db_blocker.unblock():
        outcome = installation.install(
            kyodo.admin_database_url.get_secret_value(),
            kyodo.owner_database_url.get_secret_value(),
            kyodo.database_url.get_secret_value(),
        )
        assert not outcome.error, outcome.error
        for record in read()[0]:
            if record.slug in ("sakai", "toyonaka"):
                create_municipality(record)
        connections.close_all()
        yield
        connections.close_all()


@pytest.fixture(autouse=True)
def _forget_what_the_last_test_kept() -> Iterator[None]:
    """Caches in the process outlive a rolled-back transaction; tests must not."""
    from django.conf import settings
    from django.core.cache import caches

    from catalog import on_show
    from tenants import directory

    yield
    directory.forget()
    on_show.forget()
    for folder in Path(settings.MEDIA_ROOT).glob("*"):
        shutil.rmtree(folder)
    if hasattr(caches["default"], "_cache"):
        caches["default"]._cache.clear()
        caches["default"]._expire_info.clear()


@pytest.fixture
def sakai(db):
    """堺市, where things happen: a CurrentMunicipality."""
    from tenants.context import find

    return find("m_271403")


@pytest.fixture
def toyonaka(db):
    """豊中市, where nothing may happen."""
    from tenants.context import find

    return find("m_272035")


@pytest.fixture
def in_sakai(sakai) -> Iterator:
    """Stand in 堺市 for the whole test."""
    from tenants.context import in_municipality

    with in_municipality(sakai):
        yield sakai


@pytest.fixture
def in_consortium(db) -> Iterator[None]:
    """Stand in the consortium for the whole test."""
    from tenants import context

    with context.in_consortium():
        yield


@pytest.fixture
def client_at(db) -> Callable[[str], object]:
    """Make a test client that visits one host, with its own cookies: `client_at("sakai.localhost")`."""
    from django.test import Client

    def make(host: str, **extra: str) -> Client:
        return Client(SERVER_NAME=host, HTTP_HOST=host, HTTP_ORIGIN=f"http://{host}", **extra)

    return make


@pytest.fixture
def committed(transactional_db_without_flush, cluster: TestCluster) -> Iterator[None]:
    """Really commit; afterwards every row that was added is removed again, over the administrator's connection."""
    kept = _snapshot(cluster.admin_url)
    yield
    _restore(cluster.admin_url, kept)


@pytest.fixture
def transactional_db_without_flush(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Database access without a transaction around it and without Django's flush, which our roles rightly refuse."""
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        connections.close_all()


TABLES = """
    SELECT schemaname, tablename FROM pg_tables
    WHERE (schemaname = 'public' OR schemaname LIKE 'm\\_%%') AND tablename <> 'django_migrations'
"""


def _snapshot(url: str) -> dict[tuple[str, str], list[tuple]]:
    with psycopg.connect(url) as connection:
        tables = connection.execute(TABLES).fetchall()
        return {
            table: rows
            for table in tables
            if (rows := connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(*table))).fetchall())
        }


def _restore(url: str, kept: dict[tuple[str, str], list[tuple]]) -> None:
    """Empty every table, also the append-only ones, and put back what stood there."""
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET lock_timeout = '10s'")  # somebody's open transaction is a fault of the test
        tables = connection.execute(TABLES).fetchall()
        connection.execute(
            sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(sql.Identifier(*table) for table in tables))
        )
        for table, rows in kept.items():
            copy = sql.SQL("INSERT INTO {} VALUES ({})").format(
                sql.Identifier(*table), sql.SQL(", ").join([sql.Placeholder()] * len(rows[0]))
            )
            connection.cursor().executemany(copy, [[_dumped(value) for value in row] for row in rows])


def _dumped(value: object) -> object:
    from psycopg.types.json import Jsonb

    return Jsonb(value) if isinstance(value, (dict, list)) else value
