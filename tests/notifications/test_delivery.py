"""A promise is kept once, in its own words, and postponed when it cannot be kept now."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from notifications import services, tasks
from notifications.models import Notification
from notifications.services import deliver, due_ids, promise
from tenants import context
from tests.isolation.places import SAKAI, TOYONAKA

pytestmark = pytest.mark.usefixtures("trial_text", "woken")


def a_promise(**values: str) -> Notification:
    return promise("trial", to="parent@example.jp", **{"subject": "欠席連絡を受け付けました", "body": "", **values})


def again(row: Notification, **changes: object) -> None:
    """Let time pass for one row."""
    Notification.objects.filter(pk=row.pk).update(due_at=timezone.now(), **changes)


# ---- once ---------------------------------------------------------------------------------------------------------------
def test_a_mail_is_sent_once_and_noted(in_sakai):
    row = a_promise(body="お大事に")

    assert deliver(row.pk) is True
    assert deliver(row.pk) is False

    assert len(mail.outbox) == 1
    sent = mail.outbox[0]
    assert (sent.subject, sent.to, sent.from_email) == (
        "欠席連絡を受け付けました",
        ["parent@example.jp"],
        "madoguchi@example.jp",
    )
    assert sent.body == "こんにちは。お大事に\n"
    assert sent.extra_headers == {"Message-ID": f"<{row.pk}@localhost>", "Auto-Submitted": "auto-generated"}
    row.refresh_from_db()
    assert row.delivered_at is not None
    assert (row.attempts, row.last_error, row.abandoned_at) == (1, "", None)
    assert due_ids() == []


def test_eight_workers_at_once_send_one_mail(committed, mail_server):
    with context.in_municipality(SAKAI):
        row = a_promise()
    together = threading.Barrier(8, timeout=20)

    def work(_: int) -> bool:
        try:
            with context.in_municipality(SAKAI):
                together.wait()
                return deliver(row.pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(work, range(8)))

    assert sorted(kept) == [False] * 7 + [True]
    assert mail_server.subjects() == ["欠席連絡を受け付けました"]


def test_a_worker_that_died_while_sending_gives_the_promise_back_after_two_minutes(in_sakai):
    row = a_promise()
    assert services._take(row.pk).attempts == 1  # and then it died

    assert deliver(row.pk) is False
    assert due_ids() == []
    row.refresh_from_db()
    assert timedelta(minutes=1, seconds=55) < row.due_at - timezone.now() <= timedelta(minutes=2)

    again(row)
    assert due_ids() == [row.pk]
    assert deliver(row.pk) is True
    assert len(mail.outbox) == 1


def test_a_worker_in_the_wrong_city_finds_nothing(sakai, toyonaka):
    with context.in_municipality(sakai):
        row = a_promise()
    with context.in_municipality(toyonaka):
        assert deliver(row.pk) is False
        assert due_ids() == []
    assert mail.outbox == []


# ---- the words ----------------------------------------------------------------------------------------------------------
def test_plain_text_is_not_escaped_for_html(in_sakai):
    deliver(a_promise(subject="<A&B> \"'", body="𠮷野家 & 子 <ok>").pk)

    assert mail.outbox[0].subject == "<A&B> \"'"
    assert mail.outbox[0].body == "こんにちは。𠮷野家 & 子 <ok>\n"


def test_a_line_break_in_a_value_becomes_no_header(in_sakai):
    row = a_promise(subject="受付\nBcc: thief@example.com\n\nhello")

    assert deliver(row.pk) is True
    assert mail.outbox[0].subject == "受付"
    assert mail.outbox[0].recipients() == ["parent@example.jp"]
    assert "Bcc" not in mail.outbox[0].message()


# ---- later --------------------------------------------------------------------------------------------------------------
def test_a_stopped_mail_server_postpones_and_a_started_one_gets_the_mail(in_sakai, mail_server):
    row = a_promise()
    mail_server.stop()

    for attempt, wait in enumerate((15, 30, 60), start=1):
        assert deliver(row.pk) is False
        row.refresh_from_db()
        assert (row.attempts, row.last_error, row.delivered_at) == (attempt, "ConnectionRefusedError", None)
        assert timedelta(seconds=wait - 2) < row.due_at - timezone.now() <= timedelta(seconds=wait)
        assert due_ids() == []
        again(row)

    mail_server.start()
    assert deliver(row.pk) is True
    assert mail_server.subjects() == ["欠席連絡を受け付けました"]
    row.refresh_from_db()
    assert (row.attempts, row.last_error) == (4, "")
    assert mail_server.mails[0]["Message-ID"] == f"<{row.pk}@localhost>"


@pytest.mark.parametrize("answer", ["451 later, please", "550 nobody of that name", "552 too large"])
def test_a_refused_mail_is_tried_again(in_sakai, mail_server, answer):
    row = a_promise()
    mail_server.refuses.append(answer)

    assert deliver(row.pk) is False
    row.refresh_from_db()
    assert row.last_error == "SMTPDataError"
    again(row)
    assert deliver(row.pk) is True
    assert len(mail_server.mails) == 1


def test_waiting_grows_to_an_hour_and_ends_after_three_days(in_sakai, mail_server, caplog):
    row = a_promise()
    mail_server.stop()
    again(row, attempts=20)
    deliver(row.pk)
    row.refresh_from_db()
    assert timedelta(minutes=59) < row.due_at - timezone.now() <= timedelta(hours=1)
    assert row.abandoned_at is None

    again(row, promised_at=timezone.now() - timedelta(days=3, seconds=1))
    deliver(row.pk)
    row.refresh_from_db()
    assert row.abandoned_at is not None
    again(row)
    assert due_ids() == []
    assert deliver(row.pk) is False
    assert str(row.pk) in caplog.text
    assert "parent@example.jp" not in caplog.text


def test_a_faulty_message_is_told_with_its_traceback_and_no_other_waits_for_it(in_sakai, caplog):
    faulty = promise("no_such_text", to="a@example.jp")
    good = a_promise()

    tasks.deliver_due.run()

    assert len(mail.outbox) == 1
    faulty.refresh_from_db()
    good.refresh_from_db()
    assert (faulty.last_error, faulty.delivered_at, faulty.attempts) == ("TemplateDoesNotExist", None, 1)
    assert good.delivered_at is not None
    assert "Traceback" in caplog.text


def test_the_oldest_promises_come_first_and_a_round_is_bounded(in_sakai):
    rows = [a_promise() for _ in range(4)]
    for minutes, row in enumerate(rows):
        Notification.objects.filter(pk=row.pk).update(due_at=timezone.now() - timedelta(minutes=minutes))

    assert due_ids(limit=3) == [rows[3].pk, rows[2].pk, rows[1].pk]
    Notification.objects.filter(pk=rows[3].pk).update(due_at=timezone.now() + timedelta(minutes=1))
    assert rows[3].pk not in due_ids()


def test_the_sweep_wakes_every_city_and_the_consortium(committed, monkeypatch):
    from tenants import task_base

    sent = []
    monkeypatch.setattr(task_base, "wake", lambda name: sent.append((name, context.current_schema())))

    tasks.sweep()

    assert sent == [("notifications.tasks.deliver_due", place) for place in (SAKAI, TOYONAKA, "public")]


# ---- to the consortium --------------------------------------------------------------------------------------------------
def test_a_report_reaches_the_consortium_in_a_transaction_of_its_own(committed, cluster):
    """Never both schemas in one: what the consortium took in stays, whatever becomes of the city's note."""
    import psycopg

    from tenants.models import MonthlyFigures

    with context.in_municipality(SAKAI):
        row = services.report_to_consortium(
            "monthly_figures",
            month="2026-11-01",
            procedures_online=3,
            applications_received=12,
            counted_at="2026-11-22T23:00:00+09:00",
        )
        assert deliver(row.pk) is True
        again(row, delivered_at=None)  # the note was lost: it is sent again
        assert deliver(row.pk) is True
    with context.in_consortium():
        figures = MonthlyFigures.objects.get()
        assert (figures.municipality.name, figures.applications_received) == ("堺市", 12)
    with psycopg.connect(cluster.admin_url) as admin:
        city = admin.execute(f"SELECT xmin FROM {SAKAI}.notifications_notification").fetchall()
        consortium = admin.execute("SELECT xmin FROM tenants_monthlyfigures").fetchall()
    assert len(city) == len(consortium) == 1
    assert city != consortium


# ---- afterwards -------------------------------------------------------------------------------------------------------
def test_what_was_told_is_forgotten_after_a_month_and_what_waits_is_not(in_sakai):
    long_ago, lately = timezone.now() - timedelta(days=31), timezone.now() - timedelta(days=29)
    delivered, given_up, fresh, waiting = (a_promise() for _ in range(4))
    Notification.objects.filter(pk=delivered.pk).update(delivered_at=long_ago)
    Notification.objects.filter(pk=given_up.pk).update(abandoned_at=long_ago)
    Notification.objects.filter(pk=fresh.pk).update(delivered_at=lately)
    Notification.objects.filter(pk=waiting.pk).update(promised_at=long_ago, due_at=long_ago)

    assert services.discard_old() == 2

    assert set(Notification.objects.values_list("pk", flat=True)) == {fresh.pk, waiting.pk}
