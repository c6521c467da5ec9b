"""A published form on paper (紙の様式), blank, for the counter and for whoever would rather write."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from catalog.computation_words import rule
from catalog.condition_words import when
from catalog.models import Procedure, PublishedForm
from catalog.selectors import compiled_form
from common.kept import Kept
from shared_forms.error_messages import part_name
from shared_forms.language import FormDefinition, Page, Question
from shared_forms.language.types import ComputedQuestion
from tenants.context import current_municipality
from web.typesetting import qr_code, typeset

_DOCUMENT = "catalog/documents/paper_form.typ"
MOST_FORMS_KEPT = 64  # about 50 KB each
MOST_BOXES = 15  # of a list to choose from

_forms: Kept[tuple[str, ...], bytes] = Kept(MOST_FORMS_KEPT)


@dataclass(frozen=True, slots=True)
class Space:
    """Where an answer is written.

    kind:     "lines", "choices", "parts" or "nothing", as the document draws it.
    lines:    how many, of a text.
    parts:    small labels of boxes side by side, with their share of the width.
    choices:  words behind boxes to tick.
    notes:    what to know when answering.
    """

    kind: str
    lines: int = 1
    parts: tuple[tuple[str, int], ...] = ()
    choices: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def paper_form(published: PublishedForm) -> bytes:
    """A PDF of one publication, with the QR code that leads to this very one. Kept: a publication never changes.

    published:  with its procedure and department.
    """
    procedure = published.procedure
    municipality = current_municipality()
    language = get_language() or "ja"
    key = (municipality.schema_name, str(published.pk), procedure.title, procedure.department.name, language)
    return _forms.get(key, lambda: typeset(_DOCUMENT, _content(published, language)))


def file_name(published: PublishedForm) -> str:
    """What the file is called when it is kept."""
    return f"{published.procedure.slug}-{published.number}.pdf"


def _content(published: PublishedForm, language: str) -> dict[str, Any]:
    procedure, municipality = published.procedure, current_municipality()
    definition = compiled_form(published.pk, published.content_hash).definition
    address = settings.KYODO.address(municipality.host, reverse("paper_form", args=[procedure.slug, published.number]))
    return {
        "title": procedure.title,
        "lang": language[:2],
        "municipality": municipality.name,
        "addressee": gettext("%(municipality)s長 あて") % {"municipality": municipality.name},
        "summary": _said(definition.guide.summary, language),
        "version": gettext("第%(number)d版") % {"number": published.number},
        "qr": qr_code(address),
        "qr_words": gettext("この様式のページ"),
        "filled_in_on": gettext("記入日　　　　年　　　月　　　日"),
        "department": _department(procedure, definition),
        "privacy": _said(definition.guide.privacy, language),
        "pages": [_page(definition, page, language) for page in definition.pages],
        "online": gettext("スマートフォンからも申請できます：%(address)s")
        % {"address": settings.KYODO.address(municipality.host, f"/p/{procedure.slug}/")},
    }


def _department(procedure: Procedure, definition: FormDefinition) -> str:
    phone = str(definition.guide.phone or procedure.department.phone)
    name = str(definition.guide.department or procedure.department.name)
    return f"{name}　{gettext('電話')} {phone}" if phone else name


def _page(definition: FormDefinition, page: Page, language: str) -> dict[str, Any]:
    return {
        "title": page.title.get(language),
        "only": _only(definition, page),
        "questions": [_question(definition, question, language) for question in page.questions],
    }


def _question(definition: FormDefinition, question: Question, language: str) -> dict[str, Any]:
    return {
        "label": question.label.get(language),
        "need": _need(definition, question),
        "only": _only(definition, question),
        "help": _said(question.help, language),
        "space": asdict(
            _computed(definition, question, language)
            if isinstance(question, ComputedQuestion)
            else _space(question, language)
        ),
    }


def _need(definition: FormDefinition, question: Question) -> str:
    if question.required_when is not None:
        return gettext("※%(condition)sときは必須") % {"condition": when(definition, question.required_when)}
    if not question.is_asked:
        return ""
    return gettext("※必須") if question.required else gettext("※任意")


def _only(definition: FormDefinition, element: Page | Question) -> str:
    """For whom an element is; on paper nothing hides by itself."""
    if element.show_when is None:
        return ""
    return gettext("%(condition)sときだけ") % {"condition": when(definition, element.show_when)}


def _said(text: object, language: str) -> str:
    return text.get(language) if text is not None else ""  # type: ignore[attr-defined]


def _computed(definition: FormDefinition, question: ComputedQuestion, language: str) -> Space:
    """A box for the result, and the rule by which somebody at the counter comes to it."""
    unit = question.shown_unit.get(language) if question.shown_unit else ""
    return Space("parts", parts=((unit, 1),), notes=(rule(definition, question),))


def _space(question: Question, language: str) -> Space:
    make = _SPACES.get(question.type)
    return make(question, language) if make else Space("lines")


def _parts(**shares: int) -> Callable[[Any, str], Space]:
    """Boxes side by side for the parts of an answer."""

    def make(question: Any, language: str) -> Space:
        return Space("parts", parts=tuple((part_name(part, language), share) for part, share in shares.items()))

    return make


def _choices(question: Any, language: str) -> Space:
    labels = tuple(option.label.get(language) for option in question.options)
    ends = ((option.label.get(language), option.ends) for option in question.options if option.ends)
    return Space("choices", choices=labels, notes=tuple(f"{label}：{ends.get(language)}" for label, ends in ends))


def _one_of_a_list(question: Any, language: str) -> Space:
    """Boxes to tick while there are few; a list of schools would fill the sheet, so its answer is written."""
    return _choices(question, language) if len(question.options) <= MOST_BOXES else Space("lines")


def _several(question: Any, language: str) -> Space:
    """As of one option, with how many may be ticked."""
    one = _choices(question, language)
    limit = gettext("%(count)dつまで選べます") % {"count": question.max_chosen} if question.max_chosen else ""
    return replace(one, notes=(limit or gettext("いくつでも選べます"), *one.notes))


def _number(question: Any, language: str) -> Space:
    """A box with the unit in its corner."""
    return Space("parts", parts=((question.unit.get(language) if question.unit else "", 1),))


def _rows(question: Any, language: str) -> Space:
    """Room to write several times what is asked of one."""
    asked = "・".join(each.label.get(language) for each in question.questions if each.is_asked)
    words = gettext("%(questions)sを、それぞれ書いてください。足りないときは別の紙に書いて添えてください。")
    return Space("lines", lines=2 * max(2, question.min_items), notes=(words % {"questions": asked},))


_SPACES: Mapping[str, Callable[[Any, str], Space]] = {
    "text": lambda question, language: Space("lines"),
    "long_text": lambda question, language: Space("lines", lines=question.rows),
    "person_name": _parts(family_kana=1, given_kana=1, family=1, given=1),
    "month": _parts(year=2, month=1),
    "date": _parts(year=2, month=1, day=1),
    "choice": _choices,
    "yes_no": lambda question, language: Space("choices", choices=(gettext("はい"), gettext("いいえ"))),
    "email": lambda question, language: Space("lines"),
    "address": _parts(postal_code=2, city=3, street=5, building=4),
    "multiple_choice": _several,
    "select": _one_of_a_list,
    "bank_account": _parts(bank_name=3, branch_name=3, kind=2, account_number=3, holder_kana=5),
    "number": _number,
    "money": _number,
    "consent": lambda question, language: Space(
        "choices", choices=(gettext("同意する"),), notes=(question.statement.get(language),)
    ),
    "group": _rows,
    "static": lambda question, language: Space("nothing", notes=(question.text.get(language),)),
    "file": lambda question, language: Space("nothing", notes=(gettext("この用紙に添えてください。"),)),
}
