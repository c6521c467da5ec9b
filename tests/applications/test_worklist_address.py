"""The filter in the address is read without ever failing, and written back as it was."""

from urllib.parse import parse_qs
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from applications import receipt_numbers
from applications.states import OPEN, Status
from applications.views.worklist_address import ORDERS, STATES, Asked

NAMES = st.sampled_from(["state", "procedure", "department", "order", "q", "page", "other"])


@given(st.dictionaries(NAMES, st.text()))
def test_any_address_is_read(parameters):
    asked = Asked.read(parameters)

    assert asked.state in STATES
    assert asked.order in ORDERS
    assert asked.wanted.page >= 1


@given(
    st.builds(
        Asked,
        state=st.sampled_from(sorted(STATES)),
        procedure=st.one_of(st.just(""), st.uuids().map(str)),
        department=st.one_of(st.just(""), st.uuids().map(str)),
        order=st.sampled_from(sorted(ORDERS)),
        text=st.text(max_size=100).map(str.strip),
        page=st.integers(1, 999),
    )
)
def test_what_was_asked_comes_back_the_same(asked):
    values = {name: value[0] for name, value in parse_qs(asked.kept.removeprefix("?"), errors="surrogatepass").items()}

    assert Asked.read(values) == asked


def test_the_usual_list_has_a_plain_address():
    assert Asked.read({}).kept == ""
    assert Asked.read({}).wanted.statuses == OPEN
    assert Asked.read({"state": "no such state", "page": "0", "procedure": "x"}) == Asked()


def test_a_receipt_number_is_looked_for_in_every_state():
    number = receipt_numbers.compose("271403", 2026, 1234)

    assert Asked.read({"q": number.replace("-", "").lower(), "state": "returned"}).wanted.statuses == frozenset()
    assert Asked.read({"q": "西村", "state": "returned"}).wanted.statuses == {Status.RETURNED}
    assert Asked.read({"procedure": str(key := uuid4())}).wanted.procedure_id == key
