"""Operations made to fit the new template: what it refuses goes, and is named (あてはめ)."""

from collections.abc import Iterator, Sequence

from shared_forms.language import analysis
from shared_forms.language.analysis import Fault
from shared_forms.language.definition import FormDefinition
from shared_forms.language.merge.collisions import Collision, CollisionKind, Resolution
from shared_forms.language.merge.meeting import Meeting
from shared_forms.language.overlay import (
    AddOption,
    AddPage,
    AddQuestion,
    Hide,
    Move,
    Operation,
    Overlay,
    OverlayProblem,
    ProblemCode,
    SetFact,
    attempt,
)
from shared_forms.language.overlay.composing import target_of, without
from shared_forms.language.types import DateQuestion, Question
from shared_forms.language.types.date import FromAnswer
from shared_forms.language.types.options import Option

THEIRS, DROP, UNCONDITIONAL = Resolution.THEIRS, Resolution.DROP, Resolution.UNCONDITIONAL

_KINDS = {
    ProblemCode.LOCKED: CollisionKind.LOCKED,
    ProblemCode.NEEDED: CollisionKind.NEEDED,
    ProblemCode.NOT_APPLICABLE: CollisionKind.RETYPED,
}


def fit(operations: Sequence[Operation], meeting: Meeting) -> tuple[Overlay, FormDefinition]:
    """As many of the operations as fit, and the form without faults that they make of the new template.

    The template alone has no faults, so that there always is one.
    """
    left = list(operations)
    while True:
        overlay = Overlay(operations=tuple(left))
        form, problems = attempt(meeting.new.definition, overlay)
        if problems:
            left = _without_refused(left, problems, meeting)
        elif faults := analysis.problems(form):
            left = _without_faulty(left, faults, meeting)
        else:
            return overlay, form


def _without_refused(left: list[Operation], problems: Sequence[OverlayProblem], meeting: Meeting) -> list[Operation]:
    """The operations without those that the template refuses."""
    refused = {}
    for problem in problems:
        if problem.operation is not None:
            operation = refused[problem.operation] = left[problem.operation]
            kind = _KINDS.get(problem.code, CollisionKind.UNFIT)
            option = getattr(operation, "option", None)
            option = option.id if isinstance(option, Option) else option
            target = target_of(operation)
            meeting.meet(Collision(kind, target, problem.message, (THEIRS,), option=option, aspect=operation.op))
    return [operation for number, operation in enumerate(left) if number not in refused]


def _without_faulty(left: list[Operation], faults: Sequence[Fault], meeting: Meeting) -> list[Operation]:
    """The operations with one thing less that leads to a fault."""
    for fault in faults:
        for number, operation in enumerate(left):
            if _is_at(operation, fault.where) and (other := _unconditional(operation)) != operation:
                return _settle_condition(left, number, other, fault, meeting)
    return _without_culprit(left, faults, meeting)


def _is_at(operation: Operation, where: str) -> bool:
    if isinstance(operation, AddQuestion):
        return where == operation.question.id or any(where == inner.id for inner in operation.question.inner())
    return isinstance(operation, (AddOption, AddPage)) and where == target_of(operation)


def _settle_condition(
    left: list[Operation], number: int, other: Operation, fault: Fault, meeting: Meeting
) -> list[Operation]:
    """What an own condition or limit looked at is gone, or is another thing now."""
    operation = left[number]
    option = operation.option.id if isinstance(operation, AddOption) else None
    sentence = f"{fault.message}条件をはずすか、市の項目をやめるか、決めてください。"
    collision = Collision(CollisionKind.CONDITION, target_of(operation), sentence, (UNCONDITIONAL, DROP), option=option)
    if meeting.meet(collision) is DROP:
        return without(left, target_of(operation), option)
    return [*left[:number], other, *left[number + 1 :]]


def _without_culprit(left: list[Operation], faults: Sequence[Fault], meeting: Meeting) -> list[Operation]:
    """The operations without the one whose absence mends most; what the city added goes last of all."""
    best, fewest = None, len(faults)
    for operation in sorted(left, key=lambda each: _reluctance(each, faults)):
        others = _without_one(left, operation)
        form, problems = attempt(meeting.new.definition, Overlay(operations=tuple(others)))
        remaining = len(analysis.problems(form)) + len(problems)
        if remaining < fewest:
            best, fewest = operation, remaining
        if remaining == 0:
            break
    culprit = best or min(left, key=lambda each: _reluctance(each, faults))
    option = culprit.option.id if isinstance(culprit, AddOption) else None
    sentence = "".join(fault.message for fault in faults[:1])
    aspect = culprit.op
    meeting.meet(Collision(CollisionKind.UNFIT, target_of(culprit), sentence, (THEIRS,), option=option, aspect=aspect))
    return _without_one(left, culprit)


def _reluctance(operation: Operation, faults: Sequence[Fault]) -> tuple[int, bool]:
    is_elsewhere = target_of(operation) not in {fault.where for fault in faults}
    if isinstance(operation, SetFact):
        return 9, is_elsewhere
    if isinstance(operation, (AddQuestion, AddOption, AddPage)):
        return 8, is_elsewhere
    return (0 if isinstance(operation, Move) else 1 if isinstance(operation, Hide) else 2), is_elsewhere


def _without_one(left: list[Operation], operation: Operation) -> list[Operation]:
    if isinstance(operation, (AddQuestion, AddPage)):
        return without(left, target_of(operation))
    if isinstance(operation, AddOption):
        return without(left, operation.target, operation.option.id)
    return [each for each in left if each is not operation]


def _unconditional(operation: Operation) -> Operation:
    """What the city added, without conditions and without limits that look at other answers."""
    if isinstance(operation, AddPage):
        return operation.model_copy(update={"page": operation.page.model_copy(update={"show_when": None})})
    if isinstance(operation, AddOption):
        return operation.model_copy(update={"option": operation.option.model_copy(update={"show_when": None})})
    if isinstance(operation, AddQuestion):
        return operation.model_copy(update={"question": _free(operation.question)})
    return operation


def _free(question: Question) -> Question:
    changes: dict[str, object] = {"show_when": None, "required_when": None}
    if question.inner():
        changes["questions"] = tuple(_free(inner) for inner in question.inner())
    if question.offers():
        changes["options"] = tuple(option.model_copy(update={"show_when": None}) for option in question.offers())
    if isinstance(question, DateQuestion):
        changes |= dict.fromkeys(_answers_looked_at(question))
    return question.model_copy(update=changes)


def _answers_looked_at(question: DateQuestion) -> Iterator[str]:
    return (name for name in question.limits if isinstance(getattr(question, name), FromAnswer))
