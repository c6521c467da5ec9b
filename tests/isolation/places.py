"""Where a test can stand, and what it sees from there."""

from contextlib import AbstractContextManager

SAKAI, TOYONAKA, CONSORTIUM = "m_271403", "m_272035", "public"


def standing_in(place: str) -> AbstractContextManager[object]:
    """The context of a city, or of the consortium."""
    from tenants import context

    return context.in_consortium() if place == CONSORTIUM else context.in_municipality(place)


def mark(name: str) -> None:
    """Put down a row with a name, where one stands."""
    from notifications.services import outbox_row

    outbox_row(name, to="marker@example.jp").save(force_insert=True)


def unmark(name: str) -> None:
    """Take the row away."""
    from notifications.models import Notification

    Notification.objects.filter(template=name).delete()


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
