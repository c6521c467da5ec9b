"""Conditions in words, for the people who edit a form (条件のことば)."""

from collections.abc import Mapping
from datetime import date

from common.wareki import long_date
from shared_forms.language import FormDefinition
from shared_forms.language.comparing import OfQuestion, OfToday, Operand, order_of
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
    RowCount,
)

# Of numbers; of days, months and times; in between stands what is compared with.
_BOUNDS: Mapping[str, tuple[str, str]] = {
    "at_least": ("以上", "か、それより後"),
    "at_most": ("以下", "か、それより前"),
    "more_than": ("より大きい数", "より後"),
    "less_than": ("より小さい数", "より前"),
}


def when(definition: FormDefinition, condition: Condition) -> str:
    """A condition as a clause that "…とき" can follow: 『性別』が「おす」の."""
    match condition:
        case Is(question=question, value=value):
            return f"{_name(definition, question)}が「{_answer(definition, question, value)}」の"
        case OneOf(question=question, values=values):
            words = "か".join(f"「{_answer(definition, question, value)}」" for value in values)
            return f"{_name(definition, question)}が{words}の"
        case Answered(question=question):
            return f"{_name(definition, question)}に答えがある"
        case Includes(question=question, option=option):
            return f"{_name(definition, question)}で「{_answer(definition, question, option)}」を選んだ"
        case Equals(question=question, equals=other):
            return f"{_name(definition, question)}が{_name(definition, other.question)}と同じ"
        case Compares():
            return _compared(definition, condition)
        case Count(question=question, count=count):
            return f"{_name(definition, question)}が{_rows(count)}の"
        case Not(condition=inner):
            return f"「{when(definition, inner)}とき」ではない"
        case AllOf(conditions=conditions):
            return "とき、かつ、".join(when(definition, part) for part in conditions)
        case AnyOf(conditions=conditions):
            return "とき、または、".join(when(definition, part) for part in conditions)


def _compared(definition: FormDefinition, condition: Compares) -> str:
    bounds = (_bound(definition, condition.question, name, bound) for name, bound in condition.bounds.items())
    return f"{_name(definition, condition.question)}が{'、かつ'.join(bounds)}の"


def _bound(definition: FormDefinition, question_id: str, name: str, bound: Operand) -> str:
    question = definition.question(question_id)
    of_number, of_time = _BOUNDS[name]
    is_number = question is not None and question.ordered_as == "number"
    return f"{_operand(definition, bound)}{of_number if is_number else of_time}"


def _operand(definition: FormDefinition, bound: Operand) -> str:
    if isinstance(bound, OfQuestion):
        return _name(definition, bound.question)
    if isinstance(bound, OfToday):
        return from_today(bound.today)
    return long_date(date.fromisoformat(str(bound))) if order_of(bound) == "date" else str(bound)


def from_today(days: int) -> str:
    """A day counted from the one of answering: 入力する日の3日後."""
    if not days:
        return "入力する日"
    return f"入力する日の{abs(days)}日{'後' if days > 0 else '前'}"


def _rows(count: RowCount) -> str:
    words = ((count.at_least, "件以上"), (count.at_most, "件以下"))
    return "、".join(f"{number}{unit}" for number, unit in words if number is not None)


def _name(definition: FormDefinition, question_id: str) -> str:
    question = definition.question(question_id)
    return f"『{question.label if question else question_id}』"


def _answer(definition: FormDefinition, question_id: str, value: bool | str) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    question = definition.question(question_id)
    options = getattr(question, "options", ())
    return next((str(option.label) for option in options if option.id == value), value)
