"""Steps up and down."""

import pytest

from catalog import editing
from shared_forms.language.overlay import Move, Overlay, OverlayRefused, apply, with_operations
from tests.factories.forms import every_type

TEMPLATE = every_type()
EMPTY = Overlay()


def edited(*operations, overlay=EMPTY):
    return with_operations(TEMPLATE, overlay, operations)


def order(overlay):
    return [question.id for question in apply(TEMPLATE, overlay).questions()]


def test_steps_up_and_down_cross_pages_and_end_at_the_ends():
    assert editing.step_up(TEMPLATE, "owner") is None
    assert editing.step_up(TEMPLATE, "home") == Move(op="move", target="home", before="owner")
    assert editing.step_up(TEMPLATE, "dog_name") == Move(op="move", target="dog_name", after="email")
    assert editing.step_down(TEMPLATE, "email") == Move(op="move", target="email", before="dog_name")
    assert editing.step_down(TEMPLATE, "photo") is None


def test_a_step_down_and_up_again_leaves_nothing_behind():
    down = edited(editing.step_down(TEMPLATE, "dog_name"))
    up = editing.step_up(apply(TEMPLATE, down), "dog_name")

    assert order(down)[3:5] == ["sex", "dog_name"]
    assert edited(up, overlay=down) == EMPTY


def test_a_step_in_front_of_what_a_condition_asks_is_refused():
    up = editing.step_up(TEMPLATE, "vaccinated_on")

    with pytest.raises(OverlayRefused, match="それより前で聞いていません"):
        edited(up)
