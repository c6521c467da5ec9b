"""Texts of forms (文言) in the language of the page."""

from django import template
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from shared_forms.language.texts import JAPANESE, Text, pieces
from web.languages import html_lang, page_lang

register = template.Library()


@register.filter
def words(text: Text | str | None) -> SafeString:
    """A text with its furigana, marked with its own language where it is not the page's.

    What is no Text but a string (already in the page's language) is shown as it is.
    """
    if not isinstance(text, Text):
        return conditional_escape(text or "")
    language = get_language() or JAPANESE
    marked = mark_safe("".join(map(_html, pieces(text.marked(language)))))  # noqa: S308  # every piece is escaped
    lang = html_lang(text.language(language))
    return marked if lang == page_lang() else format_html('<span lang="{}">{}</span>', lang, marked)


@register.filter
def plain(text: Text | str | None) -> str:
    """A text where no markup can stand: a title, an attribute, a mail."""
    return text.get(get_language() or JAPANESE) if isinstance(text, Text) else text or ""


def _html(piece: tuple[str, str]) -> str:
    base, reading = map(escape, piece)
    return f"<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>" if reading else base
