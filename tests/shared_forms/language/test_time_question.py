"""Times of day."""

import pytest

from shared_forms.language.types.time import spoken_time
from tests.shared_forms.language.building import a_question, answer, refusals

TIME = a_question(kind="time")


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("10:30", "10:30"),
        ("9:05", "09:05"),
        ("1030", "10:30"),
        ("930", "09:30"),
        ("１０：３０", "10:30"),
        ("10時30分", "10:30"),
        ("10時", "10:00"),
        ("10時半", "10:30"),
        ("午前10時", "10:00"),
        ("午後 3時15分", "15:15"),
        ("午後0時30分", "12:30"),
        ("3:15 pm", "15:15"),
        ("12 AM", "00:00"),
        ("10:30:00", "10:30"),
        ("0:00", "00:00"),
    ],
)
def test_a_time_is_read_however_it_is_written(typed, time):
    assert answer(TIME, typed) == time


@pytest.mark.parametrize(
    "typed", ["24:00", "10:60", "25時", "午後13時", "午前12時", "午後12時", "昼", "99999", "午前10時PM"]
)
def test_what_is_no_time_is_refused(typed):
    assert refusals(TIME, typed) == [(None, "not_a_time", {})]


def test_times_have_limits_and_steps():
    question = TIME | {"min": "09:00", "max": "17:00", "step_minutes": 15}

    assert answer(question, "9:00") == "09:00"
    assert answer(question, "17:00") == "17:00"
    assert refusals(question, "8:59") == [(None, "too_early", {"min": "09:00"})]
    assert refusals(question, "17:01") == [(None, "too_late", {"max": "17:00"})]
    assert refusals(question, "10:20") == [(None, "between_steps", {"minutes": 15})]


def test_a_time_as_people_say_it():
    assert spoken_time("09:00", "ja") == "9時"
    assert spoken_time("14:05", "ja") == "14時5分"
    assert spoken_time("14:05", "en") == "14:05"
