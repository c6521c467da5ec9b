"""Which way through the form somebody's answers lead (画面の流れ)."""

from dataclasses import dataclass
from datetime import date

from shared_forms.language import answers
from shared_forms.language.compiled_form import CompiledForm
from shared_forms.language.definition import Page
from shared_forms.language.types import Question
from shared_forms.language.types.base import Files


@dataclass(frozen=True, slots=True)
class VisiblePage:
    """A page on the way, with the questions that are asked on it; `page` itself has all of them."""

    page: Page
    questions: tuple[Question, ...]


def visible_pages(
    form: CompiledForm, raw: object, *, today: date, files: Files = answers.NO_FILES
) -> tuple[VisiblePage, ...]:
    """The pages with anything to answer, given what is answered so far."""
    known = answers.consulted(form, raw, today=today, files=files)
    shown = {step.question for step in form.steps if step.shown is None or step.shown(known, today)}
    pages = (
        VisiblePage(page, tuple(question for question in page.questions if question.id in shown))
        for page in form.definition.pages
    )
    return tuple(visible for visible in pages if visible.questions)
