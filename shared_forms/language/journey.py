"""Which way through the form somebody's answers lead (画面の流れ)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from shared_forms.language import answers
from shared_forms.language.compiled_form import CompiledForm
from shared_forms.language.definition import Page
from shared_forms.language.types import Question
from shared_forms.language.types.base import AnswerValue, Files


@dataclass(frozen=True, slots=True)
class Situation:
    """What the answers so far make of the questions that are asked.

    optional:  questions that need no answer now, though they may need one.
    withheld:  (question, option) of options that are not offered now.
    answers:   those at which conditions look.
    """

    optional: frozenset[str] = frozenset()
    withheld: frozenset[tuple[str, str]] = frozenset()
    answers: Mapping[str, AnswerValue] = field(default_factory=dict)

    def withheld_of(self, question_id: str) -> frozenset[str]:
        """The options of one question that are not offered now."""
        return frozenset(option for question, option in self.withheld if question == question_id)


UNCONDITIONAL = Situation()


@dataclass(frozen=True, slots=True)
class VisiblePage:
    """A page on the way, with the questions that are asked on it; `page` itself has all of them."""

    page: Page
    questions: tuple[Question, ...]
    situation: Situation = UNCONDITIONAL

    @property
    def names(self) -> tuple[str, ...]:
        """What stands on the page and might not: its questions, and `<question>.<option>` of options not always offered."""
        return tuple(name for question in self.questions for name in (question.id, *self._sometimes(question)))

    def _sometimes(self, question: Question) -> Iterator[str]:
        withheld = self.situation.withheld_of(question.id)
        return (f"{question.id}.{each.id}" for each in question.offers() if each.show_when and each.id not in withheld)


def visible_pages(
    form: CompiledForm, raw: object, *, today: date, files: Files = answers.NO_FILES
) -> tuple[VisiblePage, ...]:
    """The pages with anything to answer or computed, given what is answered so far."""
    known = answers.consulted(form, raw, today=today, files=files)
    shown = {step.question for step in form.steps if step.shown is None or step.shown(known, today)}
    situation = _situation(form, known, today)
    pages = (
        VisiblePage(page, tuple(question for question in page.questions if question.id in shown), situation)
        for page in form.definition.pages
    )
    return tuple(visible for visible in pages if any(question.is_stored for question in visible.questions))


def _situation(form: CompiledForm, known: answers.Answers, today: date) -> Situation:
    optional = (step.question for step in form.steps if step.required_when and not step.required_when(known, today))
    withheld = (each for each in form.options if not each.offered(known, today))
    return Situation(frozenset(optional), frozenset((each.question, each.option) for each in withheld), known)
