"""A promise is a row in the caller's transaction, and a word to a worker after it."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from notifications import services
from notifications.models import Channel, Notification
from notifications.services import DELIVER_DUE, due_ids, promise, report_to_consortium
from tenants import context
from tenants.errors import NoMunicipality
from tests.isolation.places import SAKAI, TOYONAKA

VALUES = {"subject": "件名", "body": "本文"}


def test_a_promise_is_kept_with_the_transaction_and_told_after_it(committed, woken):
    with context.in_municipality(SAKAI), transaction.atomic():
        row = promise("trial", to="a@example.jp", **VALUES)
        assert woken == []
    assert woken == [(DELIVER_DUE, SAKAI)]
    with context.in_municipality(SAKAI):
        kept = Notification.objects.get()
        assert (kept.template, kept.to, kept.context, kept.channel) == ("trial", "a@example.jp", VALUES, Channel.EMAIL)
        assert (kept.attempts, kept.delivered_at, kept.due_at) == (0, None, kept.promised_at)
        assert due_ids() == [row.pk]
    with context.in_municipality(TOYONAKA):
        assert not Notification.objects.exists()


def test_a_promise_in_a_transaction_that_failed_was_never_given(committed, woken):
    with context.in_municipality(SAKAI), transaction.atomic():
        promise("trial", to="a@example.jp", **VALUES)
        transaction.set_rollback(True)
    with context.in_municipality(SAKAI):
        assert not Notification.objects.exists()
    assert woken == []


def test_the_worker_is_told_the_city_of_the_promise_even_if_the_transaction_ends_elsewhere(committed, woken):
    with transaction.atomic():
        with context.in_municipality(SAKAI):
            promise("trial", to="a@example.jp", **VALUES)
        with context.in_municipality(TOYONAKA):
            promise("trial", to="a@example.jp", **VALUES)
    assert woken == [(DELIVER_DUE, SAKAI), (DELIVER_DUE, TOYONAKA)]


def test_a_report_to_the_consortium_needs_no_address_and_a_mail_does(in_sakai, woken):
    report = report_to_consortium("monthly_figures", month="2026-11-01")
    assert (report.channel, report.to) == (Channel.CONSORTIUM, "")
    with pytest.raises(IntegrityError, match="mail_has_an_address"), transaction.atomic():
        promise("trial", to="", **VALUES)
    assert Notification.objects.get().pk == report.pk


def test_without_a_city_there_is_no_promise(db, woken):
    with pytest.raises(NoMunicipality):
        promise("trial", to="a@example.jp", **VALUES)
    assert woken == []


def test_a_broker_that_is_down_takes_nothing_from_the_caller(committed, monkeypatch, caplog):
    from kombu.exceptions import OperationalError

    from tenants.task_base import SchemaTask

    def refuse(*args: object, **options: object) -> None:
        raise OperationalError

    monkeypatch.setattr(SchemaTask, "apply_async", refuse)
    with context.in_municipality(SAKAI):
        row = promise("trial", to="a@example.jp", **VALUES)
        assert due_ids() == [row.pk]
    assert "the broker did not take notifications.tasks.deliver_due; the timer will" in caplog.text


def test_one_call_serves_all_promises_of_a_second_and_of_one_city(committed, woken, monkeypatch):
    clock = iter([100.0, 100.5, 100.6, 101.1])
    monkeypatch.setattr(services, "time", SimpleNamespace(monotonic=lambda: next(clock)))

    for place in (SAKAI, SAKAI, TOYONAKA, SAKAI):
        with context.in_municipality(place):
            promise("trial", to="a@example.jp", **VALUES)

    assert woken == [(DELIVER_DUE, SAKAI), (DELIVER_DUE, TOYONAKA), (DELIVER_DUE, SAKAI)]
