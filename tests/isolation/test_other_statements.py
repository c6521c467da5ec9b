"""Calls that cannot carry a prefix: many rows at once, COPY, server-side cursors, streams; and querysets that run late."""

import pytest
from django.db import connection, connections, transaction

from notifications.models import Notification
from tenants.errors import NoMunicipality, UnsafePooling
from tests.isolation.places import SAKAI, TOYONAKA, mark, run, seen, standing_in, unmark

pytestmark = pytest.mark.usefixtures("marked")

ROWS = "SELECT template FROM notifications_notification"
TOUCH = "UPDATE notifications_notification SET attempts = %s"
CITIES = [SAKAI, TOYONAKA, SAKAI]


def attempts(place: str) -> list[tuple]:
    with standing_in(place):
        return run("SELECT attempts FROM notifications_notification")


def many(place: str) -> list[str]:
    """executemany; then which city's row it changed."""
    with connection.cursor() as cursor:
        cursor.executemany(TOUCH, [[5], [6], [7]])
    changed = [city for city in (SAKAI, TOYONAKA) if attempts(city) == [(7,)]]
    run(TOUCH, [0])
    return changed


def copied(place: str) -> list[str]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({ROWS}) TO STDOUT") as copy:
        return [row[0] for row in copy.rows()]


def streamed(place: str) -> list[str]:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        return [template for (template,) in cursor.cursor.stream(ROWS)]


def iterated(place: str) -> list[str]:
    return [row.template for row in Notification.objects.iterator(chunk_size=1)]


def named(place: str) -> list[str]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS)
        return [template for (template,) in cursor.fetchall()]


def called(place: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.callproc("current_schema")
        return [name for (name,) in cursor.fetchall()]


WAYS = [many, copied, streamed, iterated, named, called]


@pytest.mark.parametrize("way", WAYS)
def test_each_reaches_the_city_at_hand_in_autocommit(way):
    for place in CITIES:
        with standing_in(place):
            assert way(place) == [place]
            assert seen() == [place]


@pytest.mark.parametrize("way", WAYS)
def test_each_reaches_the_city_at_hand_inside_one_transaction(way):
    with transaction.atomic():
        for place in CITIES:
            with standing_in(place), transaction.atomic():
                assert way(place) == [place]
        transaction.set_rollback(True)


@pytest.mark.parametrize("way", WAYS)
def test_each_needs_a_city(way):
    with pytest.raises(NoMunicipality):
        way(SAKAI)


@pytest.mark.parametrize("way", [many, copied, streamed, iterated, named])
def test_behind_a_transaction_pooler_each_needs_a_transaction(way, monkeypatch):
    """Alone, the standing would be taken on one server and the call could run on another."""
    monkeypatch.setattr(connections["default"], "transaction_pooler", True)
    with standing_in(SAKAI):
        with pytest.raises(UnsafePooling):
            way(SAKAI)
        with transaction.atomic():
            assert way(SAKAI) == [SAKAI]


def test_a_lazy_queryset_reads_where_it_runs():
    with standing_in(SAKAI):
        lazy = Notification.objects.values_list("template", flat=True)
    with pytest.raises(NoMunicipality):
        list(lazy.all())
    with standing_in(TOYONAKA):
        assert list(lazy.all()) == [TOYONAKA]
    with standing_in(SAKAI):
        assert list(lazy.all()) == [SAKAI]


def test_an_iterator_that_was_taken_out_of_its_city_goes_on_there_and_mixes_nothing():
    """That is why selectors do not let one leave: it shows the rows of the city where it began, wherever it is read."""
    with standing_in(SAKAI):
        mark("second")
        begun = Notification.objects.order_by("promised_at").values_list("template", flat=True).iterator(chunk_size=1)
        assert next(begun) == SAKAI
    with standing_in(TOYONAKA):
        assert list(begun) == ["second"]
        assert seen() == [TOYONAKA]
    with standing_in(SAKAI):
        unmark("second")
