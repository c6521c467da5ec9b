"""Texts in one language or several."""

import pytest
from pydantic import ValidationError

from shared_forms.language import Text


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
