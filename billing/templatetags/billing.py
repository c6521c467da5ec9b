"""Words that the pages on money need."""

from django import template

from common.fiscal import fiscal_year_label

register = template.Library()


@register.filter
def fiscal_year(year: int) -> str:
    """2026 as documents write it: 令和8年度."""
    return fiscal_year_label(year)
