"""Numbers and amounts of money, however they are typed."""

import pytest

from shared_forms.language import FaultyForm, compile  # noqa: A004
from shared_forms.language.display import lines
from tests.shared_forms.language.building import a_question, answer, one_page, refusals

NUMBER = a_question(kind="number")
MONEY = a_question(kind="money")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3),
        (" ３ ", 3),
        ("3人", 3),
        ("３ 名", 3),
        ("1,200", 1200),
        ("１，２３４，５６７", 1234567),
        ("12 000", 12000),
        ("007", 7),
        ("-5", -5),
        ("ー５", -5),
        ("＋5", 5),
        ("0", 0),
        (0, 0),
        (12.0, 12),
        ("", None),
        ("　", None),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed, number):
    assert answer(a_question(kind="number", required=False), typed) == number
    assert not isinstance(answer(a_question(kind="number", required=False), typed), float)


@pytest.mark.parametrize("typed", ["¥12,000", "￥１２０００円", "12000 yen", "１２，０００円", "12000"])
def test_money_is_read_however_it_is_typed(typed):
    assert answer(MONEY, typed) == 12000


@pytest.mark.parametrize("typed", ["三", "3万", "1,20", "12,00,000", "1/2", "円", "--3", "1e3", "0x1f", "NaN", "1,"])
def test_what_is_no_number_is_refused(typed):
    assert refusals(NUMBER, typed) == [(None, "not_a_number", {})]


@pytest.mark.parametrize("raw", [float("nan"), float("inf"), 10**5000, -1e300], ids=["nan", "inf", "huge", "-1e300"])
def test_no_number_of_json_is_too_curious(raw):
    assert refusals(NUMBER, raw) == [(None, "not_a_number", {})]
    assert next(one_page(NUMBER).questions()).typed(raw) == ""


@pytest.mark.parametrize("raw", [True, ["3"], {"x": "3"}])
def test_what_is_not_typed_is_refused(raw):
    assert refusals(NUMBER, raw) == [(None, "wrong_shape", {})]


def test_nothing_of_something_is_an_answer():
    assert answer(NUMBER, "0") == 0
    assert answer(MONEY, "0円") == 0


def test_limits_and_decimals_are_kept():
    question = a_question(kind="number", min=1, max=20, decimals=1)

    assert answer(question, "１．５") == 1.5
    assert answer(question, "20.0") == 20
    assert refusals(question, "0.9") == [(None, "too_small", {"min": 1})]
    assert refusals(question, "20.1") == [(None, "too_large", {"max": 20})]
    assert refusals(question, "1.25") == [(None, "too_many_decimals", {"max": 1})]
    # Not twelve: in some countries this is twelve thousand.
    assert refusals(MONEY, "12.000") == [(None, "too_many_decimals", {"max": 0})]
    assert refusals(MONEY, "-1") == [(None, "too_small", {"min": 0})]


def test_the_unit_of_the_form_may_stand_behind():
    question = a_question(kind="number", unit={"ja": "㎡", "en": "sqm"}, decimals=2)

    assert answer(question, "52.5㎡") == answer(question, "52.5m2") == answer(question, "52.5 sqm") == 52.5


def test_a_number_is_shown_with_its_unit():
    children = next(one_page(a_question(kind="number", unit={"ja": "人", "en": "children"})).questions())
    money = next(one_page(MONEY).questions())

    assert lines(children, 3) == ("3人",)
    assert lines(children, 3, "en") == ("3 children",)
    assert lines(money, 1200) == ("1,200円",)
    assert lines(money, 0) == ("0円",)
    assert lines(money, 1_200_000) == ("1,200,000円",)
    assert lines(money, 12000, "en") == ("12,000 yen",)
    assert lines(next(one_page(NUMBER).questions()), 1985) == ("1985",)
    assert lines(next(one_page(NUMBER).questions()), 0.000001) == ("0.000001",)


def test_limits_that_exclude_everything_are_a_fault():
    for question in (a_question(kind="number", min=3, max=2), a_question(kind="money", max=-1)):
        with pytest.raises(FaultyForm, match="より大きくなっています"):
            compile(one_page(question))


def test_numbers_are_compared_in_conditions():
    form = one_page(NUMBER, a_question("why", show_when={"question": "q", "at_least": 3}))

    assert compile(form).steps[1].shown({"q": 3}, None)
