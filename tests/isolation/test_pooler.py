"""43 cities, 8 threads, 800 reads behind a real PgBouncer in transaction mode with three server connections.

A naive reference reads beside ours in the same way: unless it sees wrong rows, the trial proves nothing.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction
from psycopg import sql

from notifications.models import Notification
from tenants.errors import UnsafePooling
from tenants.pipeline import pipeline
from tests.cluster import PREFIX
from tests.isolation import pgbouncer
from tests.isolation.pgbouncer import PgBouncer
from tests.isolation.places import mark, run, seen, standing_in

THREADS, READS = 8, 800
Reader = Callable[[str], list[str]]

pytestmark = pytest.mark.pooler


@pytest.fixture(scope="module", autouse=True)
def _pgbouncer_is_here() -> None:
    pgbouncer.require()


@pytest.fixture(scope="module")
def cities(_marked, cluster, django_db_blocker) -> Iterator[list[str]]:
    """The schemas of all 43, each with the row that names it; 41 of them are gone afterwards."""
    from tenants.municipalities import read
    from tenants.services.provisioning import create_municipality

    records = [record for record in read()[0] if record.slug not in ("sakai", "toyonaka")]
    with django_db_blocker.unblock():
        made = [create_municipality(record).schema_name for record in records]
        for schema in made:
            with standing_in(schema):
                mark(schema)
        connections.close_all()
    yield sorted([*made, "m_271403", "m_272035"])
    with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
        for schema in made:
            admin.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
            admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(PREFIX + schema)))
        admin.execute(
            "DELETE FROM tenants_domain USING tenants_municipality t WHERE tenant_id = t.id AND schema_name = ANY(%s)",
            [made],
        )
        admin.execute("DELETE FROM tenants_municipality WHERE schema_name = ANY(%s)", [made])


@pytest.fixture(scope="module")
def pooler(cluster, django_db_setup) -> Iterator[PgBouncer]:
    with PgBouncer.before(cluster) as running:
        yield running


@pytest.fixture
def behind_the_pooler(pooler, marked, monkeypatch) -> None:
    """New threads find PgBouncer where the database was; the installation was not told."""
    changes = {"HOST": str(pooler.sockets), "PORT": pgbouncer.PORT, "NAME": "ours", "DISABLE_SERVER_SIDE_CURSORS": True}
    for name, value in changes.items():
        monkeypatch.setitem(connections.settings["default"], name, value)


@pytest.fixture
def declared(behind_the_pooler, settings) -> None:
    """The installation was told: TRANSACTION_POOLER=true."""
    settings.TENANCY = {**settings.TENANCY, "TRANSACTION_POOLER": True}


@pytest.fixture
def naive(behind_the_pooler, monkeypatch) -> None:
    """A second database: plain django-tenants, as a role that may read every city, behind the same pooler."""
    plain = {**connections.settings["default"], "ENGINE": "django_tenants.postgresql_backend", "NAME": "naive"}
    monkeypatch.setitem(connections.settings, "naive", plain)


def judged(read: Reader, city: str) -> str:
    """What became of one read."""
    try:
        rows = read(city)
    except DatabaseError as error:
        return f"error: {error}"
    return "right" if rows == [city] else "wrong"


def trial(read: Reader, cities: list[str]) -> Counter[str]:
    """The same 800 reads for everybody, spread over 8 threads, each with its own connection."""

    def one_thread(number: int) -> Counter[str]:
        chosen = random.Random(number)
        try:
            return Counter(judged(read, chosen.choice(cities)) for _ in range(READS // THREADS))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(one_thread, range(THREADS)), Counter())


# ---- the readers --------------------------------------------------------------------------------------------------------
def read_ours(city: str) -> list[str]:
    with standing_in(city):
        return seen()


def read_naively(city: str) -> list[str]:
    """The path is set in one message, the rows are asked for in the next."""
    connections["naive"].set_schema(city)
    return list(Notification.objects.using("naive").values_list("template", flat=True))


def read_mixed(city: str) -> list[str]:
    """One of the ways in which programs read, with another city in between."""
    ways = [read_ours, in_atomic, after_a_savepoint, after_an_error, after_a_swallowed_error, by_hand, many, pipelined]
    way = random.choice(ways)
    return way(city)


def in_atomic(city: str) -> list[str]:
    with standing_in(city), transaction.atomic():
        assert seen() == [city]
        return seen()


def after_a_savepoint(city: str) -> list[str]:
    with transaction.atomic(), standing_in(city):
        savepoint = transaction.savepoint()
        with standing_in("m_271403"):
            assert seen() == ["m_271403"]
        transaction.savepoint_rollback(savepoint)
        return seen()


def after_an_error(city: str) -> list[str]:
    with standing_in("m_272035"), suppress(DatabaseError):
        run("SELECT 1 / 0")
    return read_ours(city)


def after_a_swallowed_error(city: str) -> list[str]:
    with standing_in("m_272035"), transaction.atomic(), suppress(DatabaseError):
        run("SELECT 1 / 0")
    return read_ours(city)


def by_hand(city: str) -> list[str]:
    with standing_in(city):
        run("BEGIN")
        rows = seen()
        run("COMMIT")
        return rows if seen() == rows else ["by hand"]


def many(city: str) -> list[str]:
    with standing_in(city), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE notifications_notification SET attempts = %s", [[1], [2]])
        rows = list(Notification.objects.filter(attempts=2).values_list("template", flat=True))
        transaction.set_rollback(True)
        return rows


def pipelined(city: str) -> list[str]:
    with standing_in(city), transaction.atomic(), connection.cursor() as cursor, pipeline(cursor):
        assert seen() == [city]
        return seen()


# ---- the trial ----------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("declared", "naive")
def test_800_reads_in_autocommit_none_wrong_where_the_naive_way_is_wrong(cities):
    assert len(cities) == 43

    theirs, ours = trial(read_naively, cities), trial(read_ours, cities)

    assert theirs["wrong"] > READS / 10, f"the reference shows no danger: {theirs}"
    assert ours == {"right": READS}


@pytest.mark.usefixtures("declared")
def test_800_mixed_reads_none_wrong(cities):
    assert trial(read_mixed, cities) == {"right": READS}


@pytest.mark.usefixtures("declared")
def test_the_pooler_really_shares_three_servers_among_the_threads(cities):
    servers = set()

    def read_server(city: str) -> list[str]:
        with standing_in(city):
            servers.update(run("SELECT pg_backend_pid()"))
            return seen()

    assert trial(read_server, cities) == {"right": READS}
    assert 1 < len(servers) <= pgbouncer.SERVER_CONNECTIONS


@pytest.mark.usefixtures("declared")
def test_nothing_is_left_on_a_server_for_its_next_client(cities):
    def look_afterwards(city: str) -> list[str]:
        rows = read_ours(city)
        with connection.bare():
            left = run("SELECT current_user, current_setting('search_path')")
        assert left == [(f"{PREFIX}app", '"$user", public')]
        return rows

    assert trial(look_afterwards, cities) == {"right": READS}


@pytest.mark.usefixtures("behind_the_pooler")
def test_a_pooler_that_nobody_declared_is_refused_before_the_first_read():
    def read() -> list[str]:
        try:
            return read_ours("m_271403")
        finally:
            assert connection.connection is None

    with ThreadPoolExecutor(1) as pool, pytest.raises(UnsafePooling, match="TRANSACTION_POOLER=true"):
        pool.submit(read).result()


@pytest.mark.usefixtures("marked")
def test_a_direct_connection_is_not_taken_for_a_pooler():
    assert read_ours("m_271403") == ["m_271403"]
    assert not connections["default"].transaction_pooler


def test_without_pgbouncer_the_trial_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(pgbouncer, "PROGRAM", None)
    monkeypatch.delenv("KYODO_SKIP_POOLER", raising=False)
    with pytest.raises(pytest.fail.Exception, match="apt-get install pgbouncer"):
        pgbouncer.require()
    monkeypatch.setenv("KYODO_SKIP_POOLER", "1")
    with pytest.raises(pytest.skip.Exception, match="apt-get install pgbouncer"):
        pgbouncer.require()
