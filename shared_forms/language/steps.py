"""One step of reading per question, and the loop over them: for a form, and for each row of a group."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from shared_forms.language.conditions import Condition, Predicate
from shared_forms.language.refusals import AnswerError, ErrorCode, NotAccepted
from shared_forms.language.types.base import QuestionBase, Reader, Reading


class Step(NamedTuple):
    """How one question is read; `shown` is None when it always is, `required_when` when `required` says all."""

    question: str
    read: Reader
    shown: Predicate | None
    required: bool
    required_when: Predicate | None


def step(question: QuestionBase, around: Condition | None = None) -> Step:
    """The step of a question; around: condition of the page it stands on."""
    shown = _both(around, question.show_when)
    required_when = question.required_when.predicate() if question.required_when else None
    return Step(question.id, question.reader(), shown, question.required, required_when)


def read_all(steps: Iterable[Step], given: Mapping[str, Any], reading: Reading) -> list[AnswerError]:
    """Read what was given into `reading.answers`. An answer that is refused counts as missing for what depends on it."""
    accepted, today, errors = reading.answers, reading.today, []
    for question, read, shown, required, required_when in steps:
        if shown is not None and not shown(accepted, today):
            continue
        answer = given.get(question)
        try:
            value = None if answer is None else read(answer, reading)
        except NotAccepted as refusal:
            errors += [
                AnswerError(question, problem.part, problem.code, problem.params) for problem in refusal.problems
            ]
            continue
        if value or value == 0:  # No, and nothing at all of something, are answers
            accepted[question] = value
        elif required and (required_when is None or required_when(accepted, today)):
            errors.append(AnswerError(question, None, ErrorCode.REQUIRED))
    return errors


def _both(first: Condition | None, second: Condition | None) -> Predicate | None:
    predicates = tuple(condition.predicate() for condition in (first, second) if condition is not None)
    if len(predicates) < 2:
        return predicates[0] if predicates else None
    return lambda answers, today: all(predicate(answers, today) for predicate in predicates)
