"""Everything in a form that depends on a condition (条件の付いたもの): pages, questions, options, and whether an answer is needed."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared_forms.language.conditions import Condition
from shared_forms.language.definition import FormDefinition
from shared_forms.language.types import Question


@dataclass(frozen=True, slots=True)
class Conditioned:
    """One use of a condition.

    where:    id of the page or question to which it belongs.
    subject:  what it is called, in Japanese, to begin a sentence with.
    place:    number of questions asked before; only those can be looked at.
    option:   id of the option, where the condition is an option's.
    """

    where: str
    subject: str
    condition: Condition
    place: int
    option: str | None = None


def conditioned(definition: FormDefinition) -> Iterator[Conditioned]:
    """Every use, in the order of the form; checks, which come behind all answers, are not among them."""
    place = 0
    for page in definition.pages:
        if page.show_when is not None:
            yield Conditioned(page.id, f"『{page.title}』の表示条件", page.show_when, place)
        for question in page.questions:
            for each in (question, *question.inner()):
                yield from _of(each, place)
                place += 1


def _of(question: Question, place: int) -> Iterator[Conditioned]:
    if question.show_when is not None:
        yield Conditioned(question.id, f"『{question.label}』の表示条件", question.show_when, place)
    if question.required_when is not None:
        yield Conditioned(question.id, f"『{question.label}』の必須の条件", question.required_when, place)
    for option in question.offers():
        if option.show_when is not None:
            subject = f"『{question.label}』の選択肢『{option.label}』の表示条件"
            yield Conditioned(question.id, subject, option.show_when, place, option.id)
