"""A form made ready to read answers: every decision that depends only on the form is taken once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from common.errors import DomainError
from common.kept import Kept
from shared_forms.language import analysis
from shared_forms.language.checks import Check, CompiledCheck
from shared_forms.language.conditioned import conditioned
from shared_forms.language.conditions import Predicate
from shared_forms.language.definition import FormDefinition
from shared_forms.language.steps import Step, step

# A few hundred forms are in use at a time on one server; each takes well under 100 KB.
MOST_FORMS_KEPT = 256


class FaultyForm(DomainError):
    """The form cannot be used; `faults` says what to correct."""

    code = "faulty_form"

    def __init__(self, faults: tuple[analysis.Fault, ...]) -> None:
        super().__init__("様式に直すところがあります。" + "".join(fault.message for fault in faults))
        self.faults = faults


class SometimesOffered(NamedTuple):
    """An option with the condition on which it is offered."""

    question: str
    option: str
    offered: Predicate


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """The steps of reading, in the order of the form, and what comes behind them.

    consulted:  questions that conditions, limits, checks or computations look at, and computed values themselves.
    options:    those that are not always offered.
    computed:   the computed values, each with something in its name, so that reading comes by them.
    """

    definition: FormDefinition
    steps: tuple[Step, ...]
    consulted: frozenset[str]
    checks: tuple[CompiledCheck, ...]
    options: tuple[SometimesOffered, ...]
    computed: Mapping[str, bool]


def compile(definition: FormDefinition) -> CompiledForm:  # noqa: A001 - it is what everybody calls this
    """Make a form ready. Raises FaultyForm when the analysis finds anything."""
    if faults := analysis.problems(definition):
        raise FaultyForm(faults)
    computed = {question.id: True for question in definition.questions() if question.ingredients()}
    steps = tuple(step(question, page.show_when) for page in definition.pages for question in page.questions)
    return CompiledForm(
        definition,
        steps,
        frozenset(_consulted(definition) | computed.keys()),
        tuple(_check(check, definition, steps) for check in definition.checks),
        tuple(_sometimes_offered(definition)),
        computed,
    )


def _check(check: Check, definition: FormDefinition, steps: tuple[Step, ...]) -> CompiledCheck:
    asked = next(step.shown for step in steps if step.question == check.at)
    looks_at = definition.with_ingredients(check.looks_at())
    return CompiledCheck(check, looks_at, check.wrong_when.predicate(), asked)


def _sometimes_offered(definition: FormDefinition) -> Iterator[SometimesOffered]:
    for question in definition.questions():
        for option in question.offers():
            if option.show_when is not None:
                yield SometimesOffered(question.id, option.id, option.show_when.predicate())


def _consulted(definition: FormDefinition) -> set[str]:
    by_conditions = {reference.question for use in conditioned(definition) for reference in use.condition.references()}
    by_checks = (check.looks_at() for check in definition.checks)
    by_limits = (question.limit_references() for question in definition.every_question())
    by_computations = ([each.question for each in question.ingredients()] for question in definition.questions())
    return by_conditions.union(*by_checks, *by_limits, *by_computations)


_forms: Kept[str, CompiledForm] = Kept(MOST_FORMS_KEPT)


def compiled(content_hash: str, loader: Callable[[], FormDefinition]) -> CompiledForm:
    """The form of that content, loaded and compiled only when this process has not lately used it.

    A content hash always names the same form, so nothing kept here is ever stale.
    """
    return _forms.get(content_hash, lambda: compile(loader()))
