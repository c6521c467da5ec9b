"""Promise a message inside a transaction; deliver it outside, once, later if need be."""

import logging
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template import Context, Engine
from django.utils import timezone
from django.utils.translation import override

from notifications.models import Channel, Notification
from tenants import context, figures
from tenants.task_base import wake
from web.languages import JAPANESE

logger = logging.getLogger(__name__)
DELIVER_DUE = "notifications.tasks.deliver_due"
GATHER_SECONDS = 1.0
GIVE_UP_AFTER = timedelta(days=3)
KEPT_FOR = timedelta(days=30)
HOLD = timedelta(minutes=2)  # longer than a mail server may take (EMAIL_TIMEOUT)
Value = str | int | bool | None
Fact = Value | Sequence[Mapping[str, Value]]


def promise(template: str, *, to: str, language: str = JAPANESE, **values: Value) -> Notification:
    """Promise a mail (通知の約束): an outbox row in the caller's transaction, and a wake-up call after its commit.

    template:  name of `notifications/templates/notifications/<template>.txt`; its first line is the subject.
    language:  what the receiver reads; its words are found when it is sent.
    values:    receipt numbers, names of procedures, addresses of pages; never answers.
    """
    row = outbox_row(template, to=to, language=language, **values)
    row.save(force_insert=True)
    wake_after_commit()
    return row


def outbox_row(template: str, *, to: str, language: str = JAPANESE, **values: Value) -> Notification:
    """The outbox row without writing it, for a caller that sends several rows at once."""
    now = timezone.now()
    return Notification(template=template, to=to, language=language, context=values, promised_at=now, due_at=now)


def report_to_consortium(template: str, **values: Fact) -> Notification:
    """Promise the consortium a message from the city at hand; `tenants.figures` knows what it may say."""
    now = timezone.now()
    row = Notification(channel=Channel.CONSORTIUM, template=template, context=values, promised_at=now, due_at=now)
    row.save(force_insert=True)
    wake_after_commit()
    return row


def wake_after_commit() -> None:
    """Call a worker once the promise is certain. If nobody hears it, the timer finds the row.

    The worker begins a second later and keeps every promise of the city that is due: on a hard morning one call serves all that
    are made in that second, instead of each having its own.
    """
    schema = context.current_schema()  # by the time of the commit the context may be another
    transaction.on_commit(lambda: _call(schema))


# When a worker that this process called begins, by the clock of `time.monotonic`, for each city.
_begins_at: dict[str, float] = {}


def _call(schema: str) -> None:
    now = time.monotonic()
    if now < _begins_at.get(schema, 0.0):
        return
    _begins_at[schema] = now + GATHER_SECONDS
    if not wake(DELIVER_DUE, schema=schema, in_seconds=GATHER_SECONDS):
        _begins_at.pop(schema, None)


def due_ids(limit: int = 200) -> list[UUID]:
    """Promises whose time has come, oldest first."""
    waiting = Notification.objects.filter(
        delivered_at__isnull=True, abandoned_at__isnull=True, due_at__lte=timezone.now()
    )
    return list(waiting.order_by("due_at").values_list("pk", flat=True)[:limit])


def discard_old() -> int:
    """Forget what was delivered or given up a month ago, with the addresses in it. Returns how many rows went."""
    before = timezone.now() - KEPT_FOR
    over = Notification.objects.filter(Q(delivered_at__lt=before) | Q(abandoned_at__lt=before))
    return over.delete()[0]


def deliver(notification_id: UUID | str) -> bool:
    """Keep one promise. Returns whether this call kept it; a failure sets the next time to try.

    A worker first takes the row for two minutes, then sends outside of any transaction, then notes the delivery. Two workers
    never hold one row; a worker that dies between the mail server's yes and the note sends it once more, under the same
    Message-ID.
    """
    row = _take(notification_id)
    if row is None:
        return False
    try:
        _send(row)
    except Exception as error:  # the mail server is away, or a fault of ours: no other message waits for this one
        _postpone(row, error)
        return False
    row.delivered_at, row.last_error = timezone.now(), ""
    row.save(update_fields=["delivered_at", "last_error"])
    return True


def _take(notification_id: UUID | str) -> Notification | None:
    now = timezone.now()
    free = Notification.objects.filter(
        pk=notification_id, delivered_at__isnull=True, abandoned_at__isnull=True, due_at__lte=now
    )
    if not free.update(due_at=now + HOLD, attempts=F("attempts") + 1):
        return None
    return Notification.objects.get(pk=notification_id)


def _send(row: Notification) -> None:
    if row.channel == Channel.CONSORTIUM:
        figures.receive(row.template, row.context, sender=context.current_municipality())
        return
    subject, _, body = _text(row).partition("\n")
    EmailMessage(
        subject.strip(),
        body.strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [row.to],
        headers={"Message-ID": f"<{row.pk}@{settings.KYODO.base_domain}>", "Auto-Submitted": "auto-generated"},
    ).send()


def _text(row: Notification) -> str:
    """The mail as its template says it in the receiver's language: plain text, so nothing in it is escaped for HTML."""
    template = Engine.get_default().get_template(f"notifications/{row.template}.txt")
    with override(row.language):
        return template.render(Context(row.context, autoescape=False))


def _postpone(row: Notification, error: Exception) -> None:
    """Try again after 15 s, 30 s, 1 min … at most hourly; give up after three days.

    Every way a mail server can be away is an OSError (SMTPException too); anything else is told with its traceback.
    """
    now = timezone.now()
    if now - row.promised_at > GIVE_UP_AFTER:
        row.abandoned_at = now
    row.due_at = now + min(timedelta(seconds=15 * 2 ** min(row.attempts - 1, 8)), timedelta(hours=1))
    row.last_error = type(error).__name__
    row.save(update_fields=["abandoned_at", "due_at", "last_error"])
    fault = None if isinstance(error, OSError) else error
    logger.warning("notification %s could not be delivered (%s)", row.pk, row.last_error, exc_info=fault)
