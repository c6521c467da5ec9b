"""When a page or question is shown (表示条件): data that can be edited, checked, and evaluated here and in a browser."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Discriminator, Field, StrictBool, StrictStr, Tag

from shared_forms.language.frozen import FrozenModel, Id

Comparable = StrictBool | StrictStr

# Asked with the normalised answers so far; a question without an answer is not among them.
Predicate = Callable[[Mapping[str, Any]], bool]


class Reference(NamedTuple):
    """A question that a condition looks at, with the values it compares the answer to."""

    question: str
    values: tuple[bool | str, ...] = ()


class Is(FrozenModel):
    """True when the answer is this value."""

    question: Id
    value: Comparable = Field(alias="is")

    def predicate(self) -> Predicate:
        question, value = self.question, self.value
        return lambda answers: bool(answers.get(question) == value)

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question, (self.value,))


class OneOf(FrozenModel):
    """True when the answer is one of these values."""

    question: Id
    values: tuple[Comparable, ...] = Field(alias="in", min_length=1)

    def predicate(self) -> Predicate:
        question, values = self.question, self.values
        return lambda answers: answers.get(question) in values

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question, self.values)


class Answered(FrozenModel):
    """True when there is an answer at all."""

    question: Id
    answered: Literal[True]

    def predicate(self) -> Predicate:
        question = self.question
        return lambda answers: question in answers

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question)


class AllOf(FrozenModel):
    """True when every condition is."""

    conditions: tuple["Condition", ...] = Field(alias="all", min_length=1)

    def predicate(self) -> Predicate:
        predicates = tuple(condition.predicate() for condition in self.conditions)
        return lambda answers: all(predicate(answers) for predicate in predicates)

    def references(self) -> Iterator[Reference]:
        for condition in self.conditions:
            yield from condition.references()


class AnyOf(FrozenModel):
    """True when at least one condition is."""

    conditions: tuple["Condition", ...] = Field(alias="any", min_length=1)

    def predicate(self) -> Predicate:
        predicates = tuple(condition.predicate() for condition in self.conditions)
        return lambda answers: any(predicate(answers) for predicate in predicates)

    def references(self) -> Iterator[Reference]:
        for condition in self.conditions:
            yield from condition.references()


class Not(FrozenModel):
    """True when the condition is not."""

    condition: "Condition" = Field(alias="not")

    def predicate(self) -> Predicate:
        predicate = self.condition.predicate()
        return lambda answers: not predicate(answers)

    def references(self) -> Iterator[Reference]:
        yield from self.condition.references()


_TAGS = {"is": Is, "in": OneOf, "answered": Answered, "all": AllOf, "any": AnyOf, "not": Not}


def _tag(value: object) -> str | None:
    """Which condition this is, so that an error speaks of that one and not of all six."""
    if isinstance(value, dict):
        return next((tag for tag in _TAGS if tag in value), None)
    return next((tag for tag, model in _TAGS.items() if isinstance(value, model)), None)


Condition = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[OneOf, Tag("in")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(_tag),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()
