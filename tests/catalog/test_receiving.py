"""When applications are taken: the same answer from Python, which draws the pages, and from the database, which decides."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import Role
from applications.errors import ProcedureClosed
from applications.models import Application
from applications.services.submission import submit_application
from catalog import reception_words
from catalog.errors import ActionRefused
from catalog.models import Procedure
from catalog.receiving import JAPAN, OPEN_NOW, Reception, closes_soon, reception
from catalog.services.reception import close, set_period
from common.identifiers import new_id
from tests.factories.accounts import an_actor
from tests.factories.applications import a_draft, a_procedure

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=JAPAN)
MORNING, EVENING = time(8, 30), time(17, 0)


def procedure_with(**changes) -> Procedure:
    return Procedure(slug="dog", title="犬", current_form_id=changes.pop("form", new_id()), **changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Reception.OPEN),
        ({"form": None}, Reception.UNPUBLISHED),
        ({"closed_at": NOON, "closed_reason": "休止"}, Reception.PAUSED),
        ({"closed_at": NOON, "closed_reason": "満員", "is_ended": True}, Reception.ENDED),
        ({"opens_at": NOON}, Reception.OPEN),
        ({"opens_at": NOON + timedelta(seconds=1)}, Reception.NOT_YET),
        ({"closes_at": NOON + timedelta(seconds=1)}, Reception.OPEN),
        ({"closes_at": NOON}, Reception.OVER),
        ({"daily_from": time(12), "daily_until": time(13)}, Reception.OPEN),
        ({"daily_from": time(11), "daily_until": time(12)}, Reception.OUT_OF_HOURS),
        ({"daily_from": EVENING, "daily_until": MORNING}, Reception.OUT_OF_HOURS),
        ({"daily_from": time(12), "daily_until": MORNING}, Reception.OPEN),
        ({"daily_from": EVENING, "daily_until": time(12, 1)}, Reception.OPEN),
        ({"closes_at": NOON, "closed_at": NOON, "closed_reason": "休止"}, Reception.PAUSED),
    ],
)
def test_at_noon(changes, expected):
    assert reception(procedure_with(**changes), NOON) is expected


def test_the_last_two_weeks_are_soon():
    last = NOON + timedelta(days=14)

    assert closes_soon(procedure_with(closes_at=last), NOON)
    assert not closes_soon(procedure_with(closes_at=last + timedelta(seconds=1)), NOON)
    assert not closes_soon(procedure_with(closes_at=NOON), NOON)
    assert not closes_soon(procedure_with(), NOON)


_minutes = st.none() | st.integers(-3, 3)
_hours = st.none() | st.tuples(st.times(), st.times()).filter(lambda ends: ends[0] != ends[1])


@pytest.mark.usefixtures("in_sakai")
def test_the_database_decides_as_the_pages_say():
    procedure = a_procedure()

    @given(opens=_minutes, closes=_minutes, hours=_hours, is_closed=st.booleans())
    def agree(opens, closes, hours, is_closed):
        now = timezone.now()
        begin, end = (None if days is None else now + timedelta(days=days, minutes=1) for days in (opens, closes))
        if begin and end and begin >= end:
            begin = None
        procedure.opens_at, procedure.closes_at = begin, end
        procedure.daily_from, procedure.daily_until = hours or (None, None)
        procedure.closed_at, procedure.closed_reason = (now, "休止") if is_closed else (None, "")
        procedure.save()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT ({OPEN_NOW}) FROM catalog_procedure WHERE id = %s", [procedure.pk])
            (is_open,) = cursor.fetchone()
        # The clock runs on between the two; an hour that ends just now may fall between them.
        assert is_open in (reception(procedure, now) is Reception.OPEN, procedure.is_open)

    agree()


@pytest.mark.usefixtures("in_sakai")
def test_what_is_sent_after_the_end_is_not_taken():
    procedure = a_procedure()
    draft = a_draft(procedure)
    Procedure.objects.filter(pk=procedure.pk).update(closes_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(ProcedureClosed):  # the page it was sent from is as old as the draft's procedure
        submit_application(draft)
    assert not Application.objects.exists()
    Procedure.objects.filter(pk=procedure.pk).update(closes_at=timezone.now() + timedelta(minutes=1))
    assert submit_application(draft).receipt_number


@pytest.mark.usefixtures("in_sakai")
def test_only_editors_of_the_department_set_the_period():
    procedure = a_procedure()
    period = {
        "opens_at": None,
        "closes_at": NOON,
        "daily_from": EVENING,
        "daily_until": MORNING,
        "hours_note": "電話で",
    }

    with pytest.raises(ActionRefused):
        set_period(procedure.pk, **period, actor=an_actor(Role.PROCESSOR))
    procedure.refresh_from_db()
    assert procedure.closes_at is None
    assert set_period(procedure.pk, **period, actor=an_actor(Role.ADMINISTRATOR)).closes_at == NOON


@pytest.mark.usefixtures("in_sakai")
def test_the_words_say_when_to_come_back():
    procedure = a_procedure()
    nobody = {"opens_at": None, "closes_at": None, "daily_from": None, "daily_until": None, "hours_note": ""}
    administrator = an_actor(Role.ADMINISTRATOR)

    opens = timezone.now() + timedelta(days=30)
    said = reception_words.for_residents(set_period(procedure.pk, **nobody | {"opens_at": opens}, actor=administrator))
    assert said.headline == "まだ受け付けていません"
    assert said.reason.endswith("から受け付けます。")
    ended = close(procedure.pk, reason="定員に達しました。", is_ended=True, actor=administrator)
    assert reception_words.headline(ended) == "受付は終わりました"
    assert reception_words.reason(ended) == "定員に達しました。"
    over_midnight = Procedure(daily_from=EVENING, daily_until=MORNING)
    assert reception_words.hours(over_midnight) == "受付時間は、17:00から次の日の8:30までです。"
