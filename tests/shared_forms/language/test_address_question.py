"""Postal addresses."""

import pytest

from shared_forms.language.display import lines
from tests.shared_forms.language.building import a_question, answer, one_page, refusals

ADDRESS = a_question(kind="address")


def address(**changes):
    return {"postal_code": "5900078", "city": "堺市堺区", "street": "南瓦町3-1", "building": ""} | changes


@pytest.mark.parametrize("typed", ["5900078", "590-0078", "〒590-0078", "５９０ー００７８", " 590 0078 ", "590−0078"])
def test_a_postal_code_becomes_seven_digits(typed):
    assert answer(ADDRESS, address(postal_code=typed)) == address()


@pytest.mark.parametrize("typed", ["590007", "59000788", "五九〇", "590-007x"])
def test_another_number_of_digits_is_refused(typed):
    assert refusals(ADDRESS, address(postal_code=typed)) == [("postal_code", "not_postal_code", {})]


def test_a_building_is_the_only_part_that_may_be_missing():
    without = address()
    del without["building"]

    assert answer(ADDRESS, without) == address()
    assert answer(ADDRESS, address(building="コーポ南 201")) == address(building="コーポ南 201")
    assert refusals(ADDRESS, {"building": "コーポ南 201"}) == [
        ("postal_code", "required", {}),
        ("city", "required", {}),
        ("street", "required", {}),
    ]


def test_nothing_is_no_answer():
    blank = dict.fromkeys(address(), "")

    assert refusals(ADDRESS, blank) == [(None, "required", {})]
    assert answer(ADDRESS | {"required": False}, blank) is None


@pytest.mark.parametrize("raw", ["5900078 堺市", ["5900078"], 5900078, True])
def test_what_is_no_address_is_refused(raw):
    assert refusals(ADDRESS, raw) == [(None, "wrong_shape", {})]


def test_an_address_is_shown_as_on_an_envelope():
    question = next(one_page(ADDRESS).questions())

    assert lines(question, address()) == ("〒590-0078", "堺市堺区南瓦町3-1")
    assert lines(question, address(building="コーポ南 201"))[-1] == "コーポ南 201"
