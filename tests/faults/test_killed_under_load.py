"""Web, worker and broker are killed while people send applications: none that was acknowledged is lost, none is doubled, and each
gets its mail once.

A browser that heard nothing presses its button again; the server knows the draft by its key. A mail that a killed worker had
given to the mail server without noting it goes out once more under the same Message-ID: mail servers keep one.
"""

import hashlib
import secrets
import time
from datetime import timedelta
from urllib.parse import urlencode

import psycopg
import pytest
from django.utils import timezone

from applications.models import Application, Draft
from audit.events import AuditEvent
from audit.models import AuditRecord
from notifications.models import Channel, Notification
from tenants.context import in_municipality
from tests.bench.servers import post
from tests.cluster import TestCluster
from tests.factories.applications import DOG_ANSWERS, a_procedure
from tests.faults.machines import Senders, machines, until

SAKAI = "m_271403"
APPLICATIONS = 360
BROWSERS = 6
SENDING_SECONDS = 2.0  # a mail to a server on this machine takes hundredths
# When so many were acknowledged, these are killed; each comes back at once.
BLOWS = {40: ["web"], 90: ["worker"], 140: ["broker"], 190: ["worker"], 240: ["web"], 290: ["broker", "web", "worker"]}


def drafts() -> dict[str, bytes]:
    """Complete drafts of as many people: the key of each -> the request that sends it."""
    with in_municipality(SAKAI):
        procedure, now = a_procedure("dog-death"), timezone.now()
        tokens = [secrets.token_urlsafe(32) for _ in range(APPLICATIONS)]
        rows = Draft.objects.bulk_create(
            Draft(
                procedure=procedure,
                published_form=procedure.current_form,
                browser_hash=hashlib.sha256(token.encode()).hexdigest(),
                answers={**DOG_ANSWERS, "email": f"person{number}@mail.example"},
                changed_at=now,
                expires_at=now + timedelta(days=1),
            )
            for number, token in enumerate(tokens)
        )
    return {
        str(row.pk): post(
            "sakai.localhost",
            "/p/dog-death/apply/check/",
            urlencode({"draft": str(row.pk), "version": row.version, "confirm": "1"}),
            cookie=f"browser={token}",
        ).encode()
        for row, token in zip(rows, tokens, strict=True)
    }


def wait_until_every_mail_is_sent(cluster: TestCluster) -> None:
    """First those that living workers send; then those that the dead had in hand, whose two minutes are made to pass."""
    waiting = Notification.objects.filter(channel=Channel.EMAIL, delivered_at__isnull=True)
    until(lambda: not waiting.filter(due_at__lte=timezone.now()).exists(), "nothing is due")
    left = -1
    while left != (left := waiting.count()):
        time.sleep(SENDING_SECONDS)
    with psycopg.connect(cluster.admin_url) as connection:
        connection.execute(f"UPDATE {SAKAI}.notifications_notification SET due_at = now() WHERE delivered_at IS NULL")
    until(lambda: not waiting.exists(), "every mail was sent")


@pytest.mark.usefixtures("committed")
def test_nothing_acknowledged_is_lost_or_doubled_and_every_mail_goes_out_once(cluster: TestCluster) -> None:
    requests = drafts()
    with machines() as running:
        with Senders(running.port, requests, browsers=BROWSERS) as senders:
            for count, victims in BLOWS.items():
                until(lambda wanted=count: senders.count >= wanted, f"{count} were acknowledged")
                for victim in victims:
                    running.kill(victim)
                for victim in victims:
                    running.start(victim)
            until(lambda: senders.count == APPLICATIONS, "everybody heard that the application had arrived")
        with in_municipality(SAKAI):
            wait_until_every_mail_is_sent(cluster)
            kept = {str(key): number for key, number in Application.objects.values_list("client_key", "receipt_number")}
            arrivals = list(
                AuditRecord.objects.filter(event=AuditEvent.APPLICATION_RECEIVED).values_list("subject", flat=True)
            )
            promised = {f"<{row.pk}@localhost>": row.to for row in Notification.objects.filter(channel=Channel.EMAIL)}

    assert senders.failures, "nobody felt the blows"
    assert kept.keys() == requests.keys() == senders.acknowledged.keys()
    assert len(set(kept.values())) == APPLICATIONS
    assert sorted(arrivals) == sorted(kept.values())
    assert sorted(promised.values()) == sorted(f"person{number}@mail.example" for number in range(APPLICATIONS))
    assert running.mails.receivers == promised
    held_by_the_dead = sum(victims.count("worker") for victims in BLOWS.values()) * 4
    assert sum(running.mails.seen.values()) - APPLICATIONS <= held_by_the_dead
