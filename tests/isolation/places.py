"""Where a test can stand, and what it sees from there."""

from contextlib import AbstractContextManager

SAKAI, TOYONAKA, CONSORTIUM = "m_271403", "m_272035", "public"


def standing_in(place: str) -> AbstractContextManager[object]:
    """The context of a city, or of the consortium."""
    from tenants import context

    return context.in_consortium() if place == CONSORTIUM else context.in_municipality(place)


def mark(place: str) -> None:
    """Put down the one row that names the place."""
    from notifications.services import outbox_row

    with standing_in(place):
        outbox_row(place, to="marker@example.jp").save(force_insert=True)


def unmark(place: str) -> None:
    """Take the row away."""
    from notifications.models import Notification

    with standing_in(place):
        Notification.objects.filter(template=place).delete()


def seen() -> list[str]:
    """The names of the places whose rows are seen from here."""
    from notifications.models import Notification

    return list(Notification.objects.values_list("template", flat=True))


def run(statement: str, params: list[object] | None = None) -> list[tuple]:
    """Run one statement over Django's connection; its rows, if it has any."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []
