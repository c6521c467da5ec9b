"""Typed text."""

import pytest

from tests.shared_forms.language.building import a_question, answer, refusals


def test_text_is_trimmed_and_of_one_line_unless_it_may_have_several():
    assert answer(a_question(), " 柴犬\r\n雑種 ") == "柴犬 雑種"
    assert answer(a_question(kind="long_text"), " 柴犬\r\n雑種 ") == "柴犬\n雑種"


def test_length_counts_what_the_person_sees():
    question = a_question(max_length=5, min_length=2)

    assert answer(question, "  がっこうへ  ") == "がっこうへ"
    assert answer(question, "か\u3099っこうへ") == "がっこうへ"
    assert refusals(question, "がっこうへも") == [(None, "too_long", {"max": 5})]
    assert refusals(question, "犬") == [(None, "too_short", {"min": 2})]
    assert answer(question | {"required": False}, "") is None


def test_ten_thousand_characters_are_too_many_and_refused_quickly():
    assert refusals(a_question(), "あ" * 10_000) == [(None, "too_long", {"max": 100})]
    assert refusals(a_question(), "e" + "\u0301\u0316" * 1_000_000) == [(None, "too_long", {"max": 100})]
    assert answer(a_question(kind="long_text", max_length=4000), "𠮷\n" * 1999 + "𠮷") == "𠮷\n" * 1999 + "𠮷"


@pytest.mark.parametrize(
    ("characters", "typed", "kept"),
    [
        ("digits", "０７２－０００－０１４５", "0720000145"),
        ("any", "ｻｶｲ", "サカイ"),
    ],
)
def test_characters_become_those_that_are_asked_for(characters, typed, kept):
    assert answer(a_question(characters=characters), typed) == kept


def test_other_characters_are_refused():
    assert refusals(a_question(characters="digits"), "十") == [(None, "not_digits", {})]
    assert refusals(a_question(), "a\x00b") == [(None, "control_character", {})]
    assert refusals(a_question(), "\ue000") == [(None, "unreadable_character", {})]


@pytest.mark.parametrize("raw", [7, True, ["a"], {"a": "b"}, 1.5])
def test_what_is_no_text_is_refused(raw):
    assert refusals(a_question(), raw) == [(None, "wrong_shape", {})]


@pytest.mark.parametrize("raw", [None, "", "  ", "\u200b", "\u3000\r\n"])
def test_nothing_is_no_answer(raw):
    assert refusals(a_question(), raw) == [(None, "required", {})]
    assert answer(a_question(required=False), raw) is None


def test_a_reading_becomes_katakana():
    assert answer(a_question(kind="kana"), "さかい ﾊﾅｺ") == "サカイ ハナコ"
    assert answer(a_question(kind="kana"), "おーさか") == "オーサカ"
    assert refusals(a_question(kind="kana"), "堺") == [(None, "not_katakana", {})]
    assert refusals(a_question(kind="kana", max_length=3), "サカイシ") == [(None, "too_long", {"max": 3})]
