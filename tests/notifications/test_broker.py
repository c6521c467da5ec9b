"""The real thing: Valkey, a Celery worker and a mail server, each of them stopped and started while promises are made."""

import time
from collections.abc import Iterator

import pytest
from celery import current_app
from django.utils import timezone

from config.embedded.valkey import EmbeddedValkey
from notifications.models import Notification
from notifications.services import promise
from notifications.tasks import deliver_due, sweep
from tenants import context
from tests.isolation.places import SAKAI, TOYONAKA
from tests.notifications import worker as processes
from tests.notifications.sink import MailServer
from tests.notifications.worker import Worker, until


@pytest.fixture(scope="module")
def broker() -> Iterator[EmbeddedValkey]:
    """A running Valkey, which this process sends its tasks to."""
    with processes.valkey() as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CELERY_BROKER_URL", server.broker_url())  # Celery asks the environment before its settings
        _drop_connections()
        yield server
    _drop_connections()


def _drop_connections() -> None:
    current_app.close()
    current_app.amqp._producer_pool = None


@pytest.fixture(scope="module")
def sink() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture(scope="module")
def worker(broker, sink, tmp_path_factory, django_db_setup) -> Iterator[Worker]:
    """A worker on this cluster, this broker and this mail server. Its log is shown when a test fails."""
    running = Worker(
        tmp_path_factory.mktemp("worker"), {"CELERY_BROKER_URL": broker.broker_url(), "EMAIL_URL": sink.url}
    )
    running.start()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def _everything_runs_and_nothing_is_left(committed, broker, sink, worker) -> Iterator[None]:
    sink.mails.clear()
    yield
    sink.stop()
    sink.start()


def promised(place: str, *names: str) -> None:
    """Promise mails in one city; the name is what the mail is about."""
    with context.in_municipality(place):
        for name in names:
            promise("application_withdrawn", to="parent@example.jp", **words(place, name))


def words(place: str, name: str) -> dict[str, str]:
    return {"municipality": place, "procedure": name, "receipt_number": "1", "status_address": "http://localhost/"}


def came(sink: MailServer) -> list[str]:
    """City and name of every mail that came, sorted."""
    return sorted(subject.replace("】取り下げを受け付けました", "").strip("【") for subject in sink.subjects())


def outbox(place: str) -> list[tuple[str, bool, int]]:
    """Name, delivered or not, attempts; of every promise of one city."""
    with context.in_municipality(place):
        return [
            (row.context["procedure"], row.delivered_at is not None, row.attempts)
            for row in Notification.objects.order_by("promised_at")
        ]


def everything_delivered() -> bool:
    return all(delivered for place in (SAKAI, TOYONAKA) for _, delivered, _ in outbox(place))


def make_due(place: str) -> None:
    """Let the waiting time of postponed promises pass."""
    with context.in_municipality(place):
        Notification.objects.filter(delivered_at=None).update(due_at=timezone.now())


def test_a_worker_goes_from_city_to_city_and_delivers_each_promise_once(sink):
    for number in range(3):
        promised(SAKAI, f"s{number}")
        promised(TOYONAKA, f"t{number}")
    until(everything_delivered, "all six are delivered")
    sweep.delay()
    sweep.delay()
    time.sleep(0.5)

    assert came(sink) == [f"{SAKAI}（s{n}）" for n in range(3)] + [f"{TOYONAKA}（t{n}）" for n in range(3)]
    assert len({mail["Message-ID"] for mail in sink.mails}) == 6
    assert outbox(SAKAI) == [(f"s{number}", True, 1) for number in range(3)]


def test_a_stopped_broker_delays_and_loses_and_doubles_nothing(broker, sink, worker):
    promised(SAKAI, "before")
    until(everything_delivered, "the first is delivered")

    broker.stop()
    started = time.monotonic()
    promised(SAKAI, "during 1", "during 2")
    promised(TOYONAKA, "during 3")
    assert time.monotonic() - started < 1, "who makes a promise does not wait for the broker"
    assert [delivered for _, delivered, _ in outbox(SAKAI)] == [True, False, False]

    broker.start()
    promised(TOYONAKA, "after")
    for _ in range(3):
        sweep.delay()
    until(everything_delivered, "everything is delivered")
    time.sleep(0.5)

    assert came(sink) == sorted(
        [
            f"{SAKAI}（before）",
            f"{SAKAI}（during 1）",
            f"{SAKAI}（during 2）",
            f"{TOYONAKA}（after）",
            f"{TOYONAKA}（during 3）",
        ]
    )


def test_a_stopped_mail_server_delays_and_loses_and_doubles_nothing(sink):
    sink.stop()
    promised(SAKAI, "one", "two")
    until(lambda: [attempts for _, _, attempts in outbox(SAKAI)] == [1, 1], "both were tried")
    until(lambda: _errors(SAKAI) == ["ConnectionRefusedError"] * 2, "both were postponed")
    sweep.delay()  # too early: nothing is due
    sink.start()
    assert came(sink) == []

    make_due(SAKAI)
    sweep.delay()
    sweep.delay()
    until(everything_delivered, "both are delivered")
    assert came(sink) == [f"{SAKAI}（one）", f"{SAKAI}（two）"]
    assert outbox(SAKAI) == [("one", True, 2), ("two", True, 2)]


def _errors(place: str) -> list[str]:
    with context.in_municipality(place):
        return list(Notification.objects.values_list("last_error", flat=True))


def test_a_stopped_worker_delays_and_loses_and_doubles_nothing(sink, worker):
    worker.stop()
    promised(SAKAI, "waiting")
    time.sleep(0.2)
    assert came(sink) == []

    worker.start()
    until(everything_delivered, "it is delivered")
    assert came(sink) == [f"{SAKAI}（waiting）"]


def test_a_message_without_a_city_fails_loudly_and_touches_nothing(sink, worker):
    with context.in_municipality(SAKAI):
        promise_quietly()
    current_app.send_task(deliver_due.name)
    until(lambda: "was sent without a municipality" in worker.words(), "the worker complains")

    assert "NoMunicipality" in worker.words()
    assert outbox(SAKAI) == [("quiet", False, 0)]
    with context.in_municipality(TOYONAKA):
        deliver_due.delay()  # another city's worker looks for it in vain
    with context.in_municipality(SAKAI):
        deliver_due.delay()
    until(everything_delivered, "it is delivered")
    assert came(sink) == [f"{SAKAI}（quiet）"]


def promise_quietly() -> None:
    """A promise that no worker was told of."""
    from notifications.services import outbox_row

    row = outbox_row("application_withdrawn", to="parent@example.jp", **words(SAKAI, "quiet"))
    row.save(force_insert=True)
