"""JSON Schema (Draft 2020-12) of a form's normalised answers (回答のスキーマ), for other systems that take them over.

Everything the form language accepts is valid. The schema refuses less than the form does, where more than one answer counts: checks
across questions, conditions that compare (with today, with another answer), and conditions in the rows of a group are not in it; nor
is what `answer_schema` of a type cannot say.
"""

from shared_forms.language.conditions import AllOf, Answered, AnyOf, Condition, Includes, Is, Not, OneOf
from shared_forms.language.definition import FormDefinition, Page
from shared_forms.language.json_schemas import DRAFT, Schema, object_of
from shared_forms.language.types import Question


def answers_schema(definition: FormDefinition) -> Schema:
    """What `Answers.to_json()` of this form looks like: each question once, asked ones answered, hidden ones absent."""
    stored = [(page, question) for page in definition.pages for question in page.questions if question.is_stored]
    properties = {question.id: question.described_schema() for _, question in stored}
    required = [question.id for page, question in stored if page.show_when is None and question.always_answered]
    rules = [rule for page, question in stored if (rule := _rule(page, question)) is not None]
    words = {"title": definition.title, "description": definition.guide.summary}
    return {
        "$schema": DRAFT,
        **{name: text.get() for name, text in words.items() if text is not None},
        **object_of(properties, required),
        **({"allOf": rules} if rules else {}),
    }


def _rule(page: Page, question: Question) -> Schema | None:
    """When the question is hidden, there is no answer; when it is shown and required, there is one. None for a condition untold."""
    shown = [condition for condition in (page.show_when, question.show_when) if condition is not None]
    told = [schema for condition in shown if (schema := _holds(condition)) is not None]
    if not told or len(told) < len(shown):
        return None
    rule: Schema = {"if": {"allOf": told}, "else": {"properties": {question.id: False}}}
    if question.required and question.required_when is None:
        rule["then"] = {"required": [question.id]}
    return rule


def _holds(condition: Condition) -> Schema | None:
    """Valid exactly for the answers of which the condition is true; None when JSON Schema cannot tell."""
    match condition:
        case Is(question=question, value=value):
            return _answer(question, {"const": value})
        case OneOf(question=question, values=values):
            return _answer(question, {"enum": list(values)})
        case Answered(question=question):
            return {"required": [question]}
        case Includes(question=question, option=option):
            return _answer(question, {"properties": {"chosen": {"contains": {"const": option}}}})
        case AllOf(conditions=conditions):
            return _all_told("allOf", conditions)
        case AnyOf(conditions=conditions):
            return _all_told("anyOf", conditions)
        case Not(condition=inner):
            return None if (schema := _holds(inner)) is None else {"not": schema}
    return None


def _answer(question: str, schema: Schema) -> Schema:
    return {"properties": {question: schema}, "required": [question]}


def _all_told(keyword: str, conditions: tuple[Condition, ...]) -> Schema | None:
    told = [schema for condition in conditions if (schema := _holds(condition)) is not None]
    return {keyword: told} if len(told) == len(conditions) else None
