"""A task knows its city from the message, and only from there."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from celery import current_app, shared_task
from django.conf import settings
from django.db import connection

from tenants import context, task_base
from tenants.errors import NoMunicipality
from tenants.models import Municipality, State
from tenants.task_base import SchemaTask, wake, wake_everywhere

SAKAI, TOYONAKA = "m_271403", "m_272035"
# Timers: they belong to no city and only start one task in each.
# What knows no city: rounds that only wake every city, by their name, and these two, which do that beside other things.
ROUND = "_everywhere"
SWEEPS = {"notifications.tasks.sweep", "shared_forms.tasks.sweep_adopters", "tenants.tasks.sweep_requests"}


@shared_task(base=SchemaTask, name="trial.where")
def where() -> tuple[str, str, int]:
    """Where the task stands, and on which connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user, pg_backend_pid()")
        return cursor.fetchone()


@shared_task(base=SchemaTask, name="trial.fail")
def fail() -> None:
    raise ZeroDivisionError


@contextmanager
def message(task: SchemaTask, **headers: str) -> Iterator[None]:
    """As Celery has it while it runs a task: headers of the message are attributes of the request."""
    task.push_request(**headers)
    try:
        yield
    finally:
        task.pop_request()


@pytest.fixture
def queue() -> Iterator:
    """What was sent over the broker in memory."""
    with current_app.connection_for_read() as broker:
        letters = broker.SimpleQueue("celery")
        letters.clear()
        yield letters
        letters.clear()
        letters.close()


def test_a_task_is_sent_with_its_city_and_without_one_not_at_all(sakai, queue):
    with pytest.raises(NoMunicipality):
        where.delay()
    assert queue.qsize() == 0
    with context.in_municipality(sakai):
        where.delay()
    with context.in_consortium():
        where.delay()

    assert [queue.get(timeout=1).headers["municipality"] for _ in range(2)] == [SAKAI, "public"]


def test_waking_goes_to_the_city_at_hand_or_to_the_one_that_is_named(sakai, queue):
    with pytest.raises(NoMunicipality):
        wake("trial.where")
    with context.in_municipality(sakai):
        assert wake("trial.where") is True
        assert wake("trial.where", schema=TOYONAKA) is True
    assert wake("trial.where", schema="public") is True

    assert [queue.get(timeout=1).headers["municipality"] for _ in range(3)] == [SAKAI, TOYONAKA, "public"]


def test_everybody_is_woken_once(db, queue):
    wake_everywhere("trial.where")

    assert queue.qsize() == 3
    assert [queue.get(timeout=1).headers["municipality"] for _ in range(3)] == [SAKAI, TOYONAKA, "public"]


def test_one_worker_runs_tasks_of_several_cities_over_one_connection(transactional_db_without_flush):
    places = [SAKAI, TOYONAKA, "public", SAKAI]
    seen = []
    for place in places:
        with message(where, municipality=place):
            seen.append(where())
        with pytest.raises(NoMunicipality):
            context.current_schema()

    assert [schema for schema, _, _ in seen] == places
    assert [role for _, role, _ in seen] == [
        "kyodo_test_m_271403",
        "kyodo_test_m_272035",
        "kyodo_test_consortium",
        "kyodo_test_m_271403",
    ]
    assert len({pid for _, _, pid in seen}) == 1


def test_a_task_takes_its_standing_afresh_whatever_the_one_before_left(transactional_db_without_flush):
    with message(where, municipality=SAKAI):
        where()
    with context.in_municipality(SAKAI), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, false)", [TOYONAKA])
    with message(where, municipality=SAKAI):
        assert where()[0] == SAKAI


def test_a_task_that_fails_leaves_no_city_behind(db):
    with message(fail, municipality=SAKAI), pytest.raises(ZeroDivisionError):
        fail()
    with pytest.raises(NoMunicipality):
        context.current_schema()


def test_a_message_without_a_city_fails_loudly_wherever_it_is_run(in_sakai):
    for headers in ({}, {"municipality": ""}):
        with (
            message(where, **headers),
            pytest.raises(NoMunicipality, match=r"trial\.where was sent without a municipality"),
        ):
            where()


def test_a_message_of_nobody_or_of_a_suspended_city_fails(db):
    with message(where, municipality="m_999999"), pytest.raises(NoMunicipality):
        where()
    with message(where, municipality="m_271403; DROP"), pytest.raises(NoMunicipality):
        where()
    with context.in_consortium():
        Municipality.objects.filter(schema_name=SAKAI).update(state=State.SUSPENDED)
    from tenants import directory

    directory.forget()
    with message(where, municipality=SAKAI), pytest.raises(NoMunicipality):
        where()


def test_every_task_of_ours_knows_its_city_or_only_starts_others():
    current_app.loader.import_default_modules()
    ours = {name: task for name, task in current_app.tasks.items() if not name.startswith(("celery.", "trial."))}

    for_everybody = {name for name, task in ours.items() if not isinstance(task, SchemaTask)}
    assert for_everybody == SWEEPS | {name for name in ours if name.endswith(ROUND)}
    assert for_everybody == {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_only_the_provisioning_worker_hears_of_new_municipalities():
    assert settings.CELERY_TASK_ROUTES == {"tenants.tasks.provision": {"queue": "provisioning"}}
    assert task_base.HEADER == "municipality"
