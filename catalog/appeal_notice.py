"""What a resident who disagrees with a decision may do, and until when (教示).

Sources: 行政不服審査法 第82条（教示）・第18条（3か月・1年）, 行政事件訴訟法 第46条（教示）・第14条（6か月・1年）.
A notification (届出) is complete when it arrives (行政手続法 第37条): nothing is decided, so there is nothing to appeal against.
"""

from django.utils.html import conditional_escape, escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from catalog.models import Procedure
from web.languages import JAPANESE
from web.templatetags.web import japanese


def notice_of(procedure: Procedure, city: str) -> str:
    """The Japanese words that go out with a rejection today, "" where there are none; kept with the decision.

    city:  its whole name, 堺市.
    """
    match Procedure.AppealNotice(procedure.appeal_notice):
        case Procedure.AppealNotice.STANDARD:
            return standard_notice(city)
        case Procedure.AppealNotice.OWN:
            return procedure.own_appeal_notice
        case Procedure.AppealNotice.NONE:
            return ""


def standard_notice(city: str) -> str:
    """The ordinary words, where the mayor decides (市長が処分庁のとき)."""
    with override(JAPANESE):
        return "\n\n".join(paragraph % {"city": city, "head": f"{city}長"} for paragraph in _paragraphs())


def in_page_language(notice: str, city: str) -> SafeString:
    """A notice as a page shows it, "" for none: the ordinary words in the page's language, a city's own as they are, said to be Japanese."""
    if not notice:
        return SafeString()
    if notice != standard_notice(city):
        return format_html('<div lang="ja">{}</div>', mark_safe(linebreaks(notice, autoescape=True)))  # noqa: S308
    names = {name: conditional_escape(japanese(words)) for name, words in (("city", city), ("head", f"{city}長"))}
    return mark_safe("".join(f"<p>{escape(paragraph) % names}</p>" for paragraph in _paragraphs()))  # noqa: S308


def _paragraphs() -> tuple[str, ...]:
    return (
        gettext(
            "この決定に不服があるときは、この決定があったことを知った日の翌日から起算して3か月以内に、%(head)sに対して審査請求をすることができます。"
            "ただし、決定の日の翌日から起算して1年を過ぎると、正当な理由がないかぎり、審査請求をすることができません。"
        ),
        gettext(
            "この決定があったことを知った日の翌日から起算して6か月以内に、%(city)sを被告として（訴訟において%(city)sを代表する者は%(head)sです。）、"
            "この決定の取消しの訴えを起こすことができます。ただし、決定の日の翌日から起算して1年を過ぎると、正当な理由がないかぎり、訴えを起こすことができません。"
        ),
        gettext(
            "審査請求をした場合は、その審査請求に対する裁決があったことを知った日の翌日から起算して6か月以内に、決定の取消しの訴えを起こすことができます。"
            "ただし、裁決の日の翌日から起算して1年を過ぎると、正当な理由がないかぎり、訴えを起こすことができません。"
        ),
    )
