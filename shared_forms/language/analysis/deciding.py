"""What can be said of a condition while answers are known only in part: that it holds, that it does not, or neither."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from shared_forms.language.comparing import same
from shared_forms.language.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Compares,
    Condition,
    Count,
    Equals,
    Includes,
    Is,
    Not,
    OneOf,
)


class PartlyKnown(Enum):
    """An answer of which only this is known: there is one, or not even that."""

    SOMETHING = "something"
    ANYTHING = "anything"


SOMETHING, ANYTHING = PartlyKnown.SOMETHING, PartlyKnown.ANYTHING


def decide(condition: Condition, answers: Mapping[str, Any]) -> bool | None:
    """Whether a condition holds of answers of which some are partly known; None when that depends on what they are."""
    match condition:
        case Is(question=question, value=value):
            return _is_one_of(answers.get(question), (value,))
        case OneOf(question=question, values=values):
            return _is_one_of(answers.get(question), values)
        case Answered(question=question):
            return None if answers.get(question) is ANYTHING else question in answers
        case Not(condition=inner):
            return None if (holds := decide(inner, answers)) is None else not holds
        case AllOf(conditions=parts):
            return _all([decide(part, answers) for part in parts])
        case AnyOf(conditions=parts):
            none_holds = _all([_opposite(decide(part, answers)) for part in parts])
            return _opposite(none_holds)
        case Count(question=question, count=count):
            return None if question in answers else not count.at_least
        case Includes() | Compares() | Equals():
            looked_at = (reference.question for reference in condition.references())
            return None if all(question in answers for question in looked_at) else False


def _is_one_of(answer: Any, values: tuple[bool | str, ...]) -> bool | None:
    return None if isinstance(answer, PartlyKnown) else any(same(answer, value) for value in values)


def _all(parts: list[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def _opposite(holds: bool | None) -> bool | None:
    return None if holds is None else not holds
