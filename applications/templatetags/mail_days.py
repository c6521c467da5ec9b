"""Days in mails: an outbox row holds a day as 2026-12-07, for its words depend on the language it is sent in."""

from datetime import date

from django import template

from web.templatetags.web import day

register = template.Library()


@register.filter
def day_in_words(iso: str) -> str:
    """2026年12月7日（月）（令和8年）; 7 December 2026."""
    return day(date.fromisoformat(iso))
