"""Texts in one language or several."""

import pytest
from hypothesis import given, strategies
from pydantic import ValidationError

from shared_forms.language import Text
from shared_forms.language.texts import pieces


def text(value):
    return Text.model_validate(value)


def test_a_plain_string_is_japanese_and_stays_a_plain_string():
    assert text("犬の名前").get("en") == "犬の名前"
    assert text("犬の名前").language("en") == "ja"
    assert text("犬の名前").model_dump() == "犬の名前"
    assert text({"ja": "犬の名前"}) == text("犬の名前")


def test_a_translation_is_used_where_there_is_one():
    name = text({"en": "Name", "ja": "名前"})

    assert (name.get(), name.get("en"), name.get("vi")) == ("名前", "Name", "名前")
    assert (name.language("en"), name.language("vi")) == ("en", "ja")
    assert name.model_dump() == {"ja": "名前", "en": "Name"}
    assert str(name) == "名前"


def test_the_order_of_languages_does_not_matter():
    assert text({"ja": "名", "vi": "Ten", "en": "Name"}) == text({"en": "Name", "vi": "Ten", "ja": "名"})
    assert hash(text({"ja": "名", "en": "Name"})) == hash(text({"en": "Name", "ja": "名"}))


@pytest.mark.parametrize(
    "value", ["", "  ", "a\x00b", {"en": "Name"}, {"ja": "名", "english!": "Name"}, {"ja": 1}, 7, None]
)
def test_what_is_no_text_is_refused(value):
    with pytest.raises(ValidationError):
        text(value)


def test_easy_japanese_falls_back_to_japanese():
    name = text({"ja": "氏名", "ja-easy": "なまえ", "en": "Name"})
    assert [name.get(each) for each in ("ja", "ja-easy", "en", "vi")] == ["氏名", "なまえ", "Name", "氏名"]
    assert text({"ja": "氏名", "en": "Name"}).language("ja-easy") == "ja"


def test_furigana_stand_in_the_words_and_not_in_plain_text():
    name = text({"ja": "罹災証明書", "ja-easy": r"{罹災|りさい}{証明書|しょうめいしょ} \{紙\}"})
    assert name.get("ja-easy") == "罹災証明書 {紙}"
    assert [each for each in pieces(name.marked("ja-easy")) if each[0]] == [
        ("罹災", "りさい"),
        ("証明書", "しょうめいしょ"),
        (" ", ""),
        ("{", ""),
        ("紙", ""),
        ("}", ""),
    ]
    assert Text.model_validate(name.model_dump()) == name


@pytest.mark.parametrize("words", ["{罹災", "罹災}", "{罹災}", "{|りさい}", "{罹災|}", "{{罹|り}災|りさい}", "{a|b|c}"])
def test_furigana_out_of_order_are_refused(words):
    with pytest.raises(ValidationError, match="furigana"):
        text({"ja": "名", "ja-easy": words})


@given(strategies.text(max_size=40))
def test_pieces_lose_nothing_but_marks(words):
    assert "".join(base for base, _ in pieces(words.replace("{", r"\{").replace("}", r"\}"))) == words
