"""Somebody fills in a whole form, page by page, with raw answers; without JavaScript."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from shared_forms.language import FormDefinition
from shared_forms.language import Page as FormPage
from shared_forms.language.types import GroupQuestion, MultipleChoiceQuestion, Question
from tests.factories.photos import another_photo
from tests.flows.visitor import Page, Visitor

Raw = Mapping[str, Any]
Controls = dict[str, Any]

GO_ON = ("次へ", "送る")
_ADD_ROW = "もう1つ追加する"


def fill_in(visitor: Visitor, form: FormDefinition, raw: Raw) -> Page:
    """Fill in the pages from the one at hand until one is refused, or until all is said. Returns where that led.

    The right answers of a page take the place of those that were refused.
    """
    while (page := _page_at(visitor, form)) and _fill_in_page(visitor, page, raw).status != 422:
        assert _page_at(visitor, form) != page, f"{page.id} is asked again and again"
    return visitor.page


def controls(question: Question, raw: object) -> Controls:
    """What the controls of a question hold once it is answered like this; name of the control -> value or values."""
    typed: Any = question.typed(raw)
    if isinstance(question, GroupQuestion):
        return {name: value for row in _rows(question, typed) for name, value in row.items()}
    if isinstance(question, MultipleChoiceQuestion):
        other = {f"{question.id}.other": typed["other"]} if question.free_option else {}
        return {question.id: typed["chosen"], **other}
    if isinstance(typed, dict):
        return {f"{question.id}.{part}": value for part, value in typed.items()}
    return {question.id: typed}


def _rows(group: GroupQuestion, rows: list[dict[str, Any]]) -> Iterator[Controls]:
    for number, row in enumerate(rows):
        for question, named in zip(group.questions, group.in_row(number), strict=True):
            if question.is_asked:
                yield controls(named, row.get(question.id))


def _page_at(visitor: Visitor, form: FormDefinition) -> FormPage | None:
    before, _, place = _address(visitor).rstrip("/").rpartition("/")
    return next((page for page in form.pages if page.id == place and before.endswith("/apply")), None)


def _fill_in_page(visitor: Visitor, page: FormPage, raw: Raw) -> Page:
    """Answer what is asked, once more if the answers brought more, and go on."""
    address, seen = _address(visitor), frozenset[str]()
    while _address(visitor) == address and _names(visitor, page, raw) - seen:
        _add_rows(visitor, page, raw)
        wanted = _wanted(visitor, page, raw)
        seen |= _names(visitor, page, raw)
        _send(visitor, GO_ON, wanted | _uploads(visitor, page, raw, wanted))
    return visitor.page


def _names(visitor: Visitor, page: FormPage, raw: Raw) -> frozenset[str]:
    """What stands on the page now, texts among the questions included, and the controls to fill in."""
    return frozenset({*_shown(visitor), *_wanted(visitor, page, raw)})


def _shown(visitor: Visitor) -> list[str]:
    return visitor.page.forms[-1].values.get("shown", [""])[0].split()


def _address(visitor: Visitor) -> str:
    return visitor.page.address.partition("?")[0]


def _wanted(visitor: Visitor, page: FormPage, raw: Raw) -> Controls:
    """The controls of what is asked just now, and what goes into them."""
    there, wanted = visitor.page.forms[-1].controls, Controls()
    for question in asked(visitor, page):
        if question.type != "file":
            wanted |= controls(question, raw.get(question.id))
        elif raw.get(question.id):
            wanted[question.id] = []
    return {name: value for name, value in wanted.items() if name in there}


def asked(visitor: Visitor, page: FormPage) -> list[Question]:
    """The questions that stand on the page at hand, without those that wait for a script."""
    return [question for question in page.questions if question.id in _shown(visitor) and question.is_asked]


def _add_rows(visitor: Visitor, page: FormPage, raw: Raw) -> None:
    """Press the button for another row until there are enough."""
    for group in (each for each in asked(visitor, page) if isinstance(each, GroupQuestion)):
        words = group.add_label.get() if group.add_label else _ADD_ROW
        while (there := len(_row_keys(visitor, group))) < len(group.typed(raw.get(group.id))):
            _send(visitor, (words,), _wanted(visitor, page, raw))
            assert len(_row_keys(visitor, group)) > there, f"{group.id} takes no more rows"


def _row_keys(visitor: Visitor, group: GroupQuestion) -> list[str]:
    return [key for key in visitor.page.forms[-1].values.get(group.id, []) if key.isdigit()]


def _uploads(visitor: Visitor, page: FormPage, raw: Raw, wanted: Controls) -> Controls:
    """The files that are not there yet."""
    return {
        question.id: [_upload(name) for name in question.typed(raw.get(question.id)) if name not in visitor.page.text]
        for question in page.questions
        if question.type == "file" and question.id in wanted
    }


def _upload(name: str) -> SimpleUploadedFile:
    """A file of its own for each name."""
    if name.endswith(".pdf"):
        return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n" + name.encode())
    return SimpleUploadedFile(name, another_photo(name, "PNG" if name.endswith(".png") else "JPEG"))


def _send(visitor: Visitor, buttons: tuple[str, ...], filled: Controls) -> None:
    there = {words for form in visitor.page.forms for _, _, words in form.buttons}
    visitor.send(next(words for words in reversed(buttons) if words in there), **filled)
