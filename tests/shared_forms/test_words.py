"""Texts of forms on a page: the language of the page, furigana, and what is not translated."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from shared_forms.language import Text

NAME = Text.model_validate({"ja": "<氏名>", "ja-easy": "{氏名|しめい}", "en": "Name & all"})
CITY = Text.model_validate("市")


def shown(source, language, **values):
    with override(language):
        return Template(f"{{% load words %}}{source}").render(Context(values))


@pytest.mark.parametrize(
    ("text", "language", "html"),
    [
        (NAME, "ja", "&lt;氏名&gt;"),
        (NAME, "ja-easy", "<ruby>氏名<rp>（</rp><rt>しめい</rt><rp>）</rp></ruby>"),
        (NAME, "en", "Name &amp; all"),
        (CITY, "ja-easy", "市"),
        (CITY, "en", '<span lang="ja">市</span>'),
        ("<b>", "en", "&lt;b&gt;"),
        (None, "en", ""),
    ],
)
def test_words_are_in_the_language_of_the_page_or_say_that_they_are_not(text, language, html):
    assert shown("{{ text|words }}", language, text=text) == html


def test_plain_words_have_no_markup():
    assert shown("{{ text|plain }}", "ja-easy", text=NAME) == "氏名"
    assert shown("{{ text|plain }}", "en", text=CITY) == "市"


def test_line_breaks_can_follow():
    assert shown("{{ text|words|linebreaksbr }}", "en", text=Text.model_validate("一\n二")) == (
        '<span lang="ja">一<br>二</span>'
    )
