"""A row inserted by the prepared statement is the row that save() would have made, guard included."""

import pytest
from django.db import connection

from notifications.models import Notification
from notifications.services import outbox_row
from tenants.context import in_municipality
from tenants.errors import WrongMunicipality
from tenants.inserting import insert


def test_inserting_and_saving_make_the_same_row(in_sakai):
    inserted = outbox_row("application_received", to="a@mail.example", receipt_number="27140-R8-0000001-4", steps=3)
    saved = outbox_row("application_received", to="a@mail.example", receipt_number="27140-R8-0000001-4", steps=3)
    saved.promised_at = saved.due_at = inserted.promised_at

    with connection.cursor() as cursor:
        insert(cursor, inserted)
    saved.save(force_insert=True)

    one, other = ({**row, "id": None} for row in Notification.objects.values())
    assert one == other


def test_an_inserted_row_stays_at_home(in_sakai, toyonaka):
    row = outbox_row("application_received", to="a@mail.example")
    with connection.cursor() as cursor:
        insert(cursor, row)

    row.last_error = "x"
    with in_municipality(toyonaka), pytest.raises(WrongMunicipality):
        row.save()
    with in_municipality(toyonaka), connection.cursor() as cursor, pytest.raises(WrongMunicipality):
        insert(cursor, row)
    row.save()
    assert Notification.objects.get().last_error == "x"
