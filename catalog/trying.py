"""A form tried out as residents would fill it in (試しに入力する): nothing is kept anywhere but on the page itself."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from catalog import samples
from shared_forms.language import CompiledForm, Errors, FormDefinition, compile  # noqa: A004
from shared_forms.language.datasets import datasets_of, with_entries
from shared_forms.language.display import lines
from shared_forms.language.form_data import from_form_data, initial
from shared_forms.language.journey import VisiblePage, visible_pages
from shared_forms.language.texts import Text
from shared_forms.language.types import FileQuestion
from shared_forms.language.types.group import ADD_ROW, REMOVE_ROW
from shared_forms.language.types.options import Option
from shared_forms.rendering import NO_ERRORS, SummaryItem, error_summary, render_questions

MOST_CHARACTERS = 200_000
_EXAMPLES = tuple(Option(id=f"example_{number}", label=Text(ja=f"例{number}")) for number in (1, 2, 3))


@dataclass(frozen=True, slots=True)
class Trial:
    """Where somebody is.

    page:      in hand; None once everything is answered.
    carried:   the answers so far, as the page sends them along.
    answers:   label and lines of each answer, at the end.
    """

    pages: tuple[VisiblePage, ...]
    page: VisiblePage | None
    questions: SafeString
    errors: tuple[SummaryItem, ...]
    carried: str
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def number(self) -> int:
        """Which step this is, from 1."""
        return [each.page.id for each in self.pages].index(self.page.page.id) + 1 if self.page else len(self.pages)

    @property
    def has_errors(self) -> bool:
        return bool(self.errors)


def trial(definition: FormDefinition, sent: Mapping[str, Any] | None, getlist: Callable[[str], list[Any]]) -> Trial:
    """The page to show after what was sent; the first when nothing was.

    Lists that the form has no entries of get invented ones, and questions for files an invented file.
    """
    form = _ready(definition)
    if sent is None:
        return _at(form, {**initial(form, timezone.localdate())}, 0)
    answers = _carried(sent.get("carried", ""))
    pages = _pages(form, answers)
    here = next((number for number, each in enumerate(pages) if each.page.id == sent.get("page")), 0)
    asked = {question.id for question in pages[here].page.questions}
    answers |= from_form_data(form, getlist, asked) | _files(form, asked)
    if "back" in sent:
        return _at(form, answers, max(here - 1, 0))
    if {ADD_ROW, REMOVE_ROW} & sent.keys():
        return _at(form, answers, here)
    return _after(form, answers, pages[here].page.id)


def _after(form: CompiledForm, answers: dict[str, Any], page_id: str) -> Trial:
    """The next page, the same with what is wrong on it, or the end."""
    pages = _pages(form, answers)
    here = next((number for number, each in enumerate(pages) if each.page.id == page_id), 0)
    asked = {question.id for question in pages[here].questions}
    errors = [error for error in samples.read(form, answers, timezone.localdate()) if error.question in asked]
    if errors:
        return _at(form, answers, here, Errors(tuple(errors)))
    return _at(form, answers, here + 1)


def _at(form: CompiledForm, answers: dict[str, Any], number: int, errors: Errors = NO_ERRORS) -> Trial:
    pages, carried = _pages(form, answers), json.dumps(answers, ensure_ascii=False)
    if number >= len(pages):
        return Trial(pages, None, SafeString(), (), carried, tuple(_answered(form, answers, pages)))
    page = pages[number]
    questions = render_questions(form.definition, _without_files(page), answers, errors)
    return Trial(pages, page, questions, error_summary(form, errors), carried)


def _answered(form: CompiledForm, answers: dict[str, Any], pages: tuple[VisiblePage, ...]) -> Any:
    shown = samples.accepted(form, answers, timezone.localdate())
    for question in (each for page in pages for each in page.questions):
        if question.id in shown and not isinstance(question, FileQuestion):
            yield str(question.label), lines(question, shown[question.id])


def _ready(definition: FormDefinition) -> CompiledForm:
    return compile(with_entries(definition, dict.fromkeys(datasets_of(definition), _EXAMPLES)))


def _pages(form: CompiledForm, answers: Mapping[str, Any]) -> tuple[VisiblePage, ...]:
    return visible_pages(form, answers, today=timezone.localdate())


def _without_files(page: VisiblePage) -> VisiblePage:
    kept = tuple(question for question in page.questions if not isinstance(question, FileQuestion))
    return VisiblePage(page.page, kept, page.situation)


def _files(form: CompiledForm, asked: set[str]) -> dict[str, Any]:
    return {name: files for name, files in samples.invented_files(form.definition).items() if name in asked}


def _carried(typed: object) -> dict[str, Any]:
    """What the page sent along; whatever is no such thing is nothing."""
    if not isinstance(typed, str) or len(typed) > MOST_CHARACTERS:
        return {}
    try:
        read = json.loads(typed)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
