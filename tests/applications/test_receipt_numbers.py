"""受付番号: read aloud, typed back, and every common slip noticed."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from applications.receipt_numbers import LARGEST, compose, normalise

cities = st.from_regex(r"27[0-9]{4}", fullmatch=True)
years = st.integers(2019, 2099)
numbers = st.integers(1, LARGEST)
receipts = st.builds(compose, cities, years, numbers)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("27140-R8-0001234-9", "27140-R8-0001234-9"),
        ("27140r800012349", "27140-R8-0001234-9"),
        ("２７１４０−Ｒ８−０００１２３４−９", "27140-R8-0001234-9"),
        (" 27140 ー R8 ‐ 0001234 – 9 ", "27140-R8-0001234-9"),
        ("27140-R10-0000001-8", "27140-R10-0000001-8"),
        ("27140-R8-0001234-5", None),
        ("27140-H8-0001234-9", None),
        ("27140-R8-1234-4", None),
        ("", None),
        ("\0", None),
        ("R", None),
        ("27140-R8-0001234-9" * 50, None),
    ],
)
def test_what_people_type(typed, meant):
    assert normalise(typed) == meant


def test_a_number_names_city_year_and_place():
    assert compose("271403", 2026, 1234) == "27140-R8-0001234-9"
    assert compose("272035", 2028, 1).startswith("27203-R10-0000001-")


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_there_is_no_number_outside_of_the_book(number):
    with pytest.raises(ValueError, match="no receipt number"):
        compose("271403", 2026, number)


@given(receipts)
def test_a_number_is_read_back_as_it_was_written(receipt):
    assert normalise(receipt) == receipt
    assert normalise(receipt.replace("-", "").lower()) == receipt


@given(receipts, st.data())
def test_every_single_wrong_digit_is_noticed(receipt, data):
    place = data.draw(st.sampled_from([place for place, character in enumerate(receipt) if character.isdigit()]))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != receipt[place])

    assert normalise(receipt[:place] + digit + receipt[place + 1 :]) is None


@given(receipts, st.data())
def test_every_swap_of_neighbouring_digits_is_noticed(receipt, data):
    digits = [place for place, character in enumerate(receipt) if character.isdigit()]
    left, right = data.draw(st.sampled_from(list(pairwise(digits))))
    assume(receipt[left] != receipt[right])
    swapped = list(receipt)
    swapped[left], swapped[right] = swapped[right], swapped[left]

    assert normalise("".join(swapped)) is None


@given(st.text())
def test_any_text_is_a_number_or_none(typed):
    assert normalise(typed) is None or normalise(typed).count("-") == 3
