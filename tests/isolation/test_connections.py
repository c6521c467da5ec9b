"""Threads, and connections that are closed, lost, pooled or used again."""

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.db import OperationalError, connection, connections

from tenants import context
from tenants.errors import NoMunicipality
from tests.isolation.places import CONSORTIUM, SAKAI, TOYONAKA, run, seen, standing_in

pytestmark = pytest.mark.usefixtures("marked")
ROOT = Path(__file__).parents[2]


def in_a_thread(work: Callable[[], object]) -> object:
    """What `work` returns or raises in a new thread; its connections are closed there."""

    def closing() -> object:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(closing).result()


def test_a_new_thread_stands_nowhere():
    with standing_in(SAKAI):
        assert seen() == [SAKAI]
        with pytest.raises(NoMunicipality):
            in_a_thread(seen)
        with pytest.raises(NoMunicipality):
            in_a_thread(context.current_municipality)
        with pytest.raises(NoMunicipality):
            in_a_thread(context.current_schema)
        assert seen() == [SAKAI]


def test_two_threads_stand_in_two_cities_at_once():
    both_inside = threading.Barrier(2, timeout=10)

    def read(place: str) -> list[list[str]]:
        def work() -> list[list[str]]:
            with standing_in(place):
                both_inside.wait()
                rows = [seen() for _ in range(20)]
                both_inside.wait()
                return rows

        return in_a_thread(work)

    with ThreadPoolExecutor(2) as pool:
        sakai, toyonaka = pool.map(read, [SAKAI, TOYONAKA])
    assert sakai == [[SAKAI]] * 20
    assert toyonaka == [[TOYONAKA]] * 20


def test_a_closed_connection_comes_back_standing_where_it_should():
    with standing_in(SAKAI):
        first = run("SELECT pg_backend_pid()")
        assert seen() == [SAKAI]
        connection.close()
        assert seen() == [SAKAI]
        assert run("SELECT pg_backend_pid()") != first
        connection.close()
        with standing_in(TOYONAKA):
            assert seen() == [TOYONAKA]
        assert seen() == [SAKAI]


def test_a_connection_that_the_server_ended_is_replaced_and_stands_right(cluster):
    with standing_in(SAKAI):
        assert connection.is_usable()
        pid = run("SELECT pg_backend_pid()")[0][0]
        with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        with pytest.raises(OperationalError):
            seen()
        assert not connection.is_usable()
        connection.close_if_unusable_or_obsolete()
        assert seen() == [SAKAI]


def test_a_health_check_outside_of_all_contexts_is_allowed_and_reads_nothing():
    with standing_in(SAKAI):
        assert seen() == [SAKAI]
    assert connection.is_usable()
    with pytest.raises(NoMunicipality):
        seen()


def test_a_context_left_by_an_error_is_left():
    with pytest.raises(ZeroDivisionError), standing_in(SAKAI):
        1 / 0  # noqa: B018
    with pytest.raises(NoMunicipality):
        seen()


def test_a_copy_of_the_connection_stands_nowhere():
    with standing_in(SAKAI):
        copy = connection.copy()
        with pytest.raises(NoMunicipality), copy.cursor() as cursor:
            cursor.execute("SELECT 1")
        copy.close()


def test_only_tenancy_reaches_below_djangos_connection():
    """What psycopg does by itself (its transactions, its cursors with a name) is not seen by the standing's memory."""
    below = re.compile(
        r"\bconnection\.connection\b|\bpgconn\b|\bpsycopg\b|\bset_(schema|tenant)\(|\b(schema|tenant)_context\("
    )
    rooms = [config.path for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
    files = [
        file for room in rooms for file in Path(room).rglob("*.py") if "tenants" not in file.relative_to(ROOT).parts
    ]

    assert len(files) > 100
    assert [str(file) for file in files if below.search(file.read_text())] == []


# ---- psycopg's pool (OPTIONS["pool"]) -----------------------------------------------------------------------------------
@pytest.fixture
def pooled(monkeypatch) -> Iterator[None]:
    """New threads find a default connection out of a pool of one: each gets what the one before gave back."""
    settings = connections.settings["default"]
    monkeypatch.setitem(settings, "CONN_MAX_AGE", 0)
    monkeypatch.setitem(
        settings, "OPTIONS", {**settings["OPTIONS"], "pool": {"min_size": 1, "max_size": 1, "timeout": 5}}
    )
    yield
    in_a_thread(lambda: connections["default"].close_pool())


@pytest.mark.usefixtures("pooled")
def test_a_pooled_connection_goes_from_city_to_city():
    def visit(place: str) -> tuple[list[str], object]:
        def work() -> tuple[list[str], object]:
            with standing_in(place):
                return seen(), run("SELECT pg_backend_pid()")

        return in_a_thread(work)

    visits = [visit(place) for place in (SAKAI, TOYONAKA, CONSORTIUM, TOYONAKA, SAKAI)]

    assert [rows for rows, _ in visits] == [[SAKAI], [TOYONAKA], [CONSORTIUM], [TOYONAKA], [SAKAI]]
    assert len({str(pid) for _, pid in visits}) == 1


@pytest.mark.usefixtures("pooled")
def test_a_pooled_connection_is_tried_out_in_nobodys_name():
    """The pool tries a connection before handing it over: not as the thread that had it before, nor in its memory."""

    def work() -> None:
        with standing_in(SAKAI):
            assert seen() == [SAKAI]
            given_back = connection.connection
            connection.close()
            assert given_back.standing_wrapper is None
            given_back.execute("")
            assert seen() == [SAKAI]
        with pytest.raises(NoMunicipality):
            seen()

    in_a_thread(work)
