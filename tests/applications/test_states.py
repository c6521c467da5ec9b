"""申請の状態: the whole table, so that nothing is allowed by omission."""

import pytest

from applications.states import MOVES, OPEN, Status, can_move

ALLOWED = {
    ("received", "in_review"),
    ("received", "withdrawn"),
    ("received", "closed"),
    ("in_review", "returned"),
    ("in_review", "approved"),
    ("in_review", "rejected"),
    ("in_review", "withdrawn"),
    ("returned", "in_review"),
    ("returned", "withdrawn"),
    ("approved", "closed"),
    ("rejected", "closed"),
}


@pytest.mark.parametrize("here", Status)
@pytest.mark.parametrize("there", Status)
def test_moves(here, there):
    assert can_move(here, there) is ((here.value, there.value) in ALLOWED)


def test_every_state_is_in_the_table():
    assert set(MOVES) == set(Status)


def test_what_is_open_can_still_be_withdrawn():
    assert {status for status in Status if Status.WITHDRAWN in MOVES[status]} == OPEN
