"""One of several options; yes or no."""

import pytest

from shared_forms.language.display import lines
from shared_forms.language.form_data import initial
from tests.shared_forms.language.building import TODAY, a_choice, a_question, answer, one_page, refusals

YES_NO = a_question(kind="yes_no")


def test_the_answer_is_the_id_of_the_option():
    assert answer(a_choice(), "b") == "b"
    assert refusals(a_choice(), "d") == [(None, "not_a_choice", {})]
    assert refusals(a_choice(), "選択肢b") == [(None, "not_a_choice", {})]


@pytest.mark.parametrize("raw", [["b"], {"b": "b"}, 1, True])
def test_what_is_no_choice_is_refused(raw):
    assert refusals(a_choice(), raw) == [(None, "wrong_shape", {})]


def test_an_option_may_end_the_form():
    ending = {"id": "z", "label": "はい", "ends": "環境省のサイトで届け出てください。"}
    question = a_choice(options="ab")
    question["options"].append(ending)

    assert refusals(question, "z") == [(None, "ends_here", {"option": "z"})]
    assert answer(question, "a") == "a"


def test_an_option_is_shown_by_its_label():
    labels = [{"id": "a", "label": {"ja": "返す", "en": "Return"}}]
    question = next(one_page(a_question(kind="choice", options=labels)).questions())

    assert lines(question, "a") == ("返す",)
    assert lines(question, "a", "en") == ("Return",)


def test_a_default_is_chosen_before_anybody_answers():
    assert initial(one_page(a_choice(default="b")), TODAY) == {"q": "b"}
    assert initial(one_page(a_choice()), TODAY) == {}


@pytest.mark.parametrize(("raw", "value"), [(True, True), ("yes", True), (False, False), ("no", False)])
def test_yes_and_no(raw, value):
    assert answer(YES_NO, raw) is value


def test_no_is_an_answer_and_nothing_is_none():
    assert answer(YES_NO | {"required": False}, "") is None
    assert refusals(YES_NO, "") == [(None, "required", {})]


@pytest.mark.parametrize("raw", ["true", "はい", 1, 0, ["yes"], {"yes": True}, float("nan")])
def test_other_than_yes_and_no_is_refused(raw):
    assert refusals(YES_NO, raw) == [(None, "not_a_choice", {})]


def test_yes_and_no_are_shown_in_the_reader_s_language():
    question = next(one_page(YES_NO).questions())

    assert (lines(question, True), lines(question, False)) == (("はい",), ("いいえ",))
    assert (lines(question, True, "en"), lines(question, False, "vi")) == (("Yes",), ("いいえ",))
    assert (question.typed(True), question.typed(False), question.typed(None)) == ("yes", "no", "")
