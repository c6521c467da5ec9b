"""The few things that templates say often."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from common.file_sizes import limit, size
from common.fiscal import fiscal_year_label
from common.wareki import long_date
from web import aria, languages
from web.fields import DrawnField, kind_of
from web.problems import Problem, problems_of

register = template.Library()

register.simple_tag(aria.described)
register.simple_tag(aria.control_state)
register.simple_tag(aria.autofill)
register.simple_tag(languages.page_lang)
register.simple_tag(languages.spoken_languages)
register.filter(languages.html_lang)


@register.filter
def of_part(errors: Iterable[Any] | None, part: str) -> list[Any]:
    """The errors of one part of an answer (`.part`); with "" those of the whole answer."""
    return [error for error in errors or () if (error.part or "") == part]


@register.filter
def item(values: Mapping[str, Any] | None, key: str) -> Any:
    """A value by a key that the template holds in a variable; "" when it is not there."""
    return values.get(key, "") if isinstance(values, Mapping) else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as people read it, in Japan: 2026年11月22日（日）（令和8年）; 22 November 2026."""
    if not value:
        return ""
    local = _local_day(value)
    return long_date(local) if languages.page_lang() == languages.JAPANESE else f"{local.day} {local:%B %Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """A moment without its year: 11月22日 7時42分, in Japan; 22 November 7:42."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if languages.page_lang() != languages.JAPANESE:
        return f"{local.day} {local:%B} {local.hour}:{local.minute:02d}"
    return f"{local.month}月{local.day}日 {local.hour}時{local.minute:02d}分"


@register.filter
def japanese(words: str | None) -> str:
    """Words that exist in Japanese only (the name of a city, a section, a person), said to be so on a page in another language."""
    if not words or languages.page_lang() == languages.JAPANESE:
        return words or ""
    return format_html('<span lang="ja">{}</span>', words)


@register.filter
def one_line(text: str) -> str:
    """Without the line breaks that a template was written with, for a title."""
    return mark_safe(" ".join(text.split()))  # noqa: S308  # a rendered template, escaped where it was made


@register.filter
def yen(value: int | None) -> str:
    """Whole yen with separators: 2,249,850."""
    return "" if value is None else f"{value:,}"


register.filter("fiscal_year", fiscal_year_label)
register.filter("megabytes", size)
register.filter("largest", limit)


@register.filter
def file_limits(question: Any) -> str:
    """What may be attached, in words. question: .accept (content types), .min_files, .max_files, .max_size_bytes."""
    values = {"size": limit(question.max_size_bytes), "min": question.min_files, "max": question.max_files}
    sentences = [_kinds(question)]
    if question.max_files == 1:
        sentences.append(gettext("%(size)sまで。"))
    elif _only_pictures(question):
        sentences.append(gettext("1枚%(size)sまで、%(max)d枚まで。"))
    else:
        sentences.append(gettext("1つ%(size)sまで、%(max)d個まで。"))
    if question.min_files > 1:
        least = (
            gettext("%(min)d枚以上つけてください。")
            if _only_pictures(question)
            else gettext("%(min)d個以上つけてください。")
        )
        sentences.append(least)
    return "".join(sentences) % values


@register.filter
def files_left(question: Any, attached: Sequence[Any]) -> str:
    """How many there are and how many more may be attached, "" while there is none. question: as for `file_limits`."""
    if not attached or question.max_files == 1:
        return ""
    values = {"count": len(attached), "left": question.max_files - len(attached)}
    if values["left"] <= 0:
        words = (
            gettext("%(count)d枚入りました。これで全部です。")
            if _only_pictures(question)
            else gettext("%(count)d個入りました。これで全部です。")
        )
    elif _only_pictures(question):
        words = gettext("%(count)d枚入りました。あと%(left)d枚つけられます。")
    else:
        words = gettext("%(count)d個入りました。あと%(left)d個つけられます。")
    return words % values


def _only_pictures(question: Any) -> bool:
    return all(content_type.startswith("image/") for content_type in question.accept)


def _kinds(question: Any) -> str:
    """「写真（JPEG・PNG）・PDF。」 A phone that keeps its photographs in another kind turns them into the first one by itself."""
    pictures = [kind.removeprefix("image/").upper() for kind in question.accept if kind.startswith("image/")]
    others = [kind.rpartition("/")[2].upper() for kind in question.accept if not kind.startswith("image/")]
    shown = [gettext("写真（%(kinds)s）") % {"kinds": "・".join(pictures)}] if pictures else []
    return gettext("%(kinds)s。") % {"kinds": "・".join([*shown, *others])}


@register.filter
def problems(form: BaseForm) -> list[Problem]:
    """What is wrong with a Django form, for error_summary.html."""
    return problems_of(form)


@register.inclusion_tag("web/components/field.html")
def field(
    of: BoundField,
    *,
    label: str = "",
    help: str = "",  # noqa: A002  # as the words are called everywhere
    optional: bool | None = None,
    kind: str = "",
    type: str = "",  # noqa: A002  # HTML's own name
    autocomplete: str = "",
    mode: str = "",
    size: str = "",
    rows: int = 3,
    unit: str = "",
    need: str = "",
) -> dict[str, Any]:
    """One field of a Django form. What is not given is as the field says; see field.html."""
    kind = kind or kind_of(of)
    controls = {
        "input": {
            "type": type or "text",
            "class": f"input {size}".strip(),
            "autocomplete": autocomplete,
            "inputmode": mode,
        },
        "textarea": {"class": "input", "rows": str(rows)},
        "select": {"class": "input", "autocomplete": autocomplete},
    }
    drawn = DrawnField(
        of=of,
        kind=kind,
        label=label or str(of.label),
        help=help or str(of.help_text),
        is_optional=not of.field.required if optional is None else optional,
        unit=unit,
        need=need,
        extras=controls.get(kind, {}),
    )
    return {"field": drawn}


@register.simple_tag
def session_seconds() -> int:
    """How long a session lives after the last sign of life."""
    return int(settings.SESSION_COOKIE_AGE)


@register.filter
def in_groups(number: str) -> list[str]:
    """A receipt number in the groups people read it in, each but the last with its hyphen."""
    *groups, last = number.split("-")
    return [f"{group}-" for group in groups] + [last]


@register.filter
def near(number: int, last: int) -> list[int | None]:
    """The pages to go to from page `number` of `last`; None where some are left out."""
    pages = Paginator(range(last), 1).get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in pages]


def _local_day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value
