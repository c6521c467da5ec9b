"""A person's name and its reading."""

from shared_forms.language.display import lines
from tests.shared_forms.language.building import a_question, answer, one_page, refusals

NAME = {"family": "髙橋", "given": "明日香", "family_kana": "たかはし", "given_kana": "ｱｽｶ"}


def test_the_characters_stay_and_the_reading_becomes_katakana():
    assert answer(a_question(kind="person_name"), NAME) == {
        "family": "髙橋",
        "given": "明日香",
        "family_kana": "タカハシ",
        "given_kana": "アスカ",
    }


def test_every_part_that_is_wrong_is_named():
    typed = {"family": "あ" * 51, "given": "", "family_kana": "Takahashi", "given_kana": "アスカ"}

    assert refusals(a_question(kind="person_name"), typed) == [
        ("family", "too_long", {"max": 50}),
        ("given", "required", {}),
        ("family_kana", "not_katakana", {}),
    ]


def test_a_name_left_blank_is_one_error():
    blank = dict.fromkeys(NAME, " ")

    assert refusals(a_question(kind="person_name"), blank) == [(None, "required", {})]
    assert answer(a_question(kind="person_name", required=False), blank) is None
    assert refusals(a_question(kind="person_name", required=False), blank | {"given": "花子"}) == [
        ("family", "required", {}),
        ("family_kana", "required", {}),
        ("given_kana", "required", {}),
    ]


def test_without_reading_two_parts_are_kept():
    assert answer(a_question(kind="person_name", kana=False), NAME) == {"family": "髙橋", "given": "明日香"}


def test_a_note_says_which_character_is_right_and_is_kept_beside_what_was_typed():
    noted = NAME | {"family": "渡辺", "note": " 邊は　しんにょうの点が２つ "}
    question = a_question(kind="person_name")
    (asked,) = one_page(question).questions()

    kept = answer(question, noted)
    assert (kept["family"], kept["note"]) == ("渡辺", "邊は　しんにょうの点が２つ")
    assert answer(question, kept) == kept
    assert lines(asked, kept)[1:] == ("正しい字：邊は　しんにょうの点が２つ",)
    assert lines(asked, kept, "en")[1:] == ("Right characters: 邊は　しんにょうの点が２つ",)
    assert "note" not in answer(question, NAME | {"note": "  "})
    assert refusals(question, NAME | {"note": "あ" * 101}) == [("note", "too_long", {"max": 100})]
    assert refusals(question, NAME | {"note": "\ue000"}) == [("note", "unreadable_character", {})]
    assert "note" not in answer(a_question(kind="person_name", kana=False), noted)


def test_a_name_is_shown_with_its_reading():
    with_kana, without = one_page(
        a_question("a", "person_name"), a_question("b", "person_name", kana=False)
    ).questions()

    assert lines(with_kana, answer(a_question(kind="person_name"), NAME)) == ("髙橋 明日香（タカハシ アスカ）",)
    assert lines(without, {"family": "髙橋", "given": "明日香"}) == ("髙橋 明日香",)
