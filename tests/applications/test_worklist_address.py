"""The filter in the address is read without ever failing, and written back as it was."""

from datetime import date
from urllib.parse import parse_qs
from uuid import uuid4

from django.utils.timezone import get_default_timezone
from hypothesis import given
from hypothesis import strategies as st

from applications import receipt_numbers
from applications.selectors.worklist import DueFilter, Order, Owner, Position
from applications.states import OPEN, Status
from applications.views.staff.worklist_address import DUES, ORDERS, STATES, Asked, placed

NAMES = st.sampled_from(["state", "procedure", "department", "owner", "due", "order", "q", "after", "before", "other"])
MOMENTS = st.datetimes(timezones=st.just(get_default_timezone()))
KEYS = st.uuids().map(str)


@st.composite
def asked_for(draw):
    """Anything that the screen itself asks for."""
    order = draw(st.sampled_from(list(Order)))
    place = placed(Position(draw(st.dates() if order is Order.DUE else MOMENTS), draw(st.uuids())))
    after, before = draw(st.sampled_from([("", ""), (place, ""), ("", place)]))
    return Asked(
        state=draw(st.sampled_from(sorted(STATES))),
        procedure=draw(st.just("") | KEYS),
        department=draw(st.just("") | KEYS),
        owner=draw(st.sampled_from([each.value for each in Owner]) | KEYS),
        due=draw(st.sampled_from([each.value for each in DueFilter])),
        order=order.value,
        text=draw(st.text(max_size=100).map(str.strip)),
        after=after,
        before=before,
    )


@given(st.dictionaries(NAMES, st.text() | asked_for().map(lambda asked: asked.after or asked.before)))
def test_any_address_is_read(parameters):
    asked = Asked.read(parameters)

    assert asked.state in STATES
    assert asked.order in ORDERS
    assert asked.due in DUES
    position = asked.wanted.position
    assert (position is not None) == bool(asked.after or asked.before)


@given(asked_for())
def test_what_was_asked_comes_back_the_same(asked):
    values = {name: value[0] for name, value in parse_qs(asked.kept.removeprefix("?"), errors="surrogatepass").items()}

    assert Asked.read(values) == asked


def test_the_usual_list_has_a_plain_address():
    assert Asked.read({}).kept == ""
    assert Asked.read({}).wanted.statuses == OPEN
    assert Asked.read({"state": "no such state", "after": "0", "procedure": "x", "owner": "you"}) == Asked()


def test_a_place_of_another_order_is_no_place():
    arrival = placed(Position(date(2026, 11, 24), uuid4()))

    assert Asked.read({"after": arrival, "order": "due"}).after == arrival
    assert Asked.read({"after": arrival}).after == ""


def test_a_receipt_number_is_looked_for_in_every_state():
    number = receipt_numbers.compose("271403", 2026, 1234)

    assert Asked.read({"q": number.replace("-", "").lower(), "state": "returned"}).wanted.statuses == frozenset()
    assert Asked.read({"q": "西村", "state": "returned"}).wanted.statuses == {Status.RETURNED}
    assert Asked.read({"procedure": str(key := uuid4())}).wanted.procedure_id == key
    assert Asked.read({"owner": str(key)}).wanted.owner == key
