"""A form made ready to read answers: every decision that depends only on the form is taken once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from common.errors import DomainError
from common.kept import Kept
from shared_forms.language import analysis
from shared_forms.language.conditions import Condition, Predicate
from shared_forms.language.definition import FormDefinition, Page
from shared_forms.language.types import Question
from shared_forms.language.types.base import Reader

# A few hundred forms are in use at a time on one server; each takes well under 100 KB.
MOST_FORMS_KEPT = 256


class FaultyForm(DomainError):
    """The form cannot be used; `faults` says what to correct."""

    code = "faulty_form"

    def __init__(self, faults: tuple[analysis.Fault, ...]) -> None:
        super().__init__("様式に直すところがあります。" + "".join(fault.message for fault in faults))
        self.faults = faults


class Step(NamedTuple):
    """How one question is read; `shown` is None when it always is."""

    question: str
    read: Reader
    shown: Predicate | None
    required: bool


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """The steps of reading, in the order of the form.

    consulted:  questions that conditions or limits of others look at.
    """

    definition: FormDefinition
    steps: tuple[Step, ...]
    consulted: frozenset[str]


def compile(definition: FormDefinition) -> CompiledForm:  # noqa: A001 - it is what everybody calls this
    """Make a form ready. Raises FaultyForm when the analysis finds anything."""
    if faults := analysis.problems(definition):
        raise FaultyForm(faults)
    steps = tuple(_step(page, question) for page in definition.pages for question in page.questions)
    return CompiledForm(definition, steps, frozenset(_consulted(definition)))


def _step(page: Page, question: Question) -> Step:
    return Step(question.id, question.reader(), _both(page.show_when, question.show_when), question.required)


def _both(first: Condition | None, second: Condition | None) -> Predicate | None:
    predicates = tuple(condition.predicate() for condition in (first, second) if condition is not None)
    if len(predicates) < 2:
        return predicates[0] if predicates else None
    return lambda answers, today: all(predicate(answers, today) for predicate in predicates)


def _consulted(definition: FormDefinition) -> set[str]:
    elements = (*definition.pages, *definition.questions())
    conditions = (element.show_when for element in elements if element.show_when is not None)
    by_conditions = {reference.question for condition in conditions for reference in condition.references()}
    return by_conditions.union(*(question.limit_references() for question in definition.questions()))


_forms: Kept[str, CompiledForm] = Kept(MOST_FORMS_KEPT)


def compiled(content_hash: str, loader: Callable[[], FormDefinition]) -> CompiledForm:
    """The form of that content, loaded and compiled only when this process has not lately used it.

    A content hash always names the same form, so nothing kept here is ever stale.
    """
    return _forms.get(content_hash, lambda: compile(loader()))
