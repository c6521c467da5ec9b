"""Conditions in words, for the people who edit a form (表示条件のことば)."""

from shared_forms.language import FormDefinition
from shared_forms.language.conditions import AllOf, Answered, AnyOf, Condition, Is, Not, OneOf
from shared_forms.language.types import ChoiceQuestion


def when(definition: FormDefinition, condition: Condition) -> str:
    """A condition as a clause that "…とき" can follow: 『性別』が「おす」の."""
    if isinstance(condition, (Is, OneOf)):
        values = (condition.value,) if isinstance(condition, Is) else condition.values
        words = "か".join(f"「{_answer(definition, condition.question, value)}」" for value in values)
        return f"{_name(definition, condition.question)}が{words}の"
    if isinstance(condition, Answered):
        return f"{_name(definition, condition.question)}に答えがある"
    if isinstance(condition, Not):
        return f"「{when(definition, condition.condition)}とき」ではない"
    return _joined(definition, condition)


def _joined(definition: FormDefinition, condition: AllOf | AnyOf) -> str:
    clauses = [when(definition, part) for part in condition.conditions]
    between = "とき、かつ、" if isinstance(condition, AllOf) else "とき、または、"
    return between.join(clauses)


def _name(definition: FormDefinition, question_id: str) -> str:
    question = definition.question(question_id)
    return f"『{question.label if question else question_id}』"


def _answer(definition: FormDefinition, question_id: str, value: bool | str) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    question = definition.question(question_id)
    option = question.option(value) if isinstance(question, ChoiceQuestion) else None
    return str(option.label if option else value)
