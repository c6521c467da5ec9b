"""When something is so (条件): data that can be edited, checked, and evaluated here and in a browser.

Conditions are asked of normalised answers. What was not answered, not shown or not accepted is not among them, and every
comparison with what is missing is false; so is every comparison of different kinds of answers (see `comparing`). Only `not`
makes something true of an answer that is not there, and `count`, to which a group without rows has 0 of them.

In a row of a group, the answers of the row stand among those of the form: ids are unique over both.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Discriminator, Field, StrictBool, Tag, model_validator

from shared_forms.language.comparing import OfQuestion, Operand, comparison, same
from shared_forms.language.frozen import FrozenModel, Id

# Options are all that an answer can be compared with one by one.
Comparable = StrictBool | Id

# More than anybody can follow; beyond it a condition is refused before anything works on it.
MOST_VALUES = 500
MOST_TOGETHER = 100
DEEPEST = 10

# Asked with the normalised answers so far, and today's date.
Predicate = Callable[[Mapping[str, Any], date], bool]

# What a condition wants of an answer: that it is there, one of its values, an option among several, its place in an order,
# the number of its rows, or that it is the same as another answer.
Use = Literal["answer", "value", "option", "order", "rows", "same"]


class Reference(NamedTuple):
    """A question that a condition looks at, what for, and with which values or other question it compares the answer."""

    question: str
    use: Use = "answer"
    values: tuple[Any, ...] = ()
    other: str | None = None


class Is(FrozenModel):
    """True when the answer is this value."""

    question: Id
    value: Comparable = Field(alias="is")

    def predicate(self) -> Predicate:
        question, value = self.question, self.value
        if isinstance(value, bool):
            return lambda answers, today: answers.get(question) is value
        return lambda answers, today: bool(answers.get(question) == value)

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question, "value", (self.value,))


class OneOf(FrozenModel):
    """True when the answer is one of these values."""

    question: Id
    values: tuple[Comparable, ...] = Field(alias="in", min_length=1, max_length=MOST_VALUES)

    def predicate(self) -> Predicate:
        question, values = self.question, self.values
        return lambda answers, today: any(same(answers.get(question), value) for value in values)

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question, "value", self.values)


class Answered(FrozenModel):
    """True when there is an answer at all."""

    question: Id
    answered: Literal[True]

    def predicate(self) -> Predicate:
        question = self.question
        return lambda answers, today: question in answers

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question)


class Includes(FrozenModel):
    """True when the option is among those that were chosen."""

    question: Id
    option: Id = Field(alias="includes")

    def predicate(self) -> Predicate:
        question, option = self.question, self.option

        def includes(answers: Mapping[str, Any], today: date) -> bool:
            answer = answers.get(question)
            chosen = answer.get("chosen") if isinstance(answer, dict) else None
            return isinstance(chosen, list) and option in chosen

        return includes

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question, "option", (self.option,))


class Equals(FrozenModel):
    """True when two questions have the same answer."""

    question: Id
    equals: OfQuestion

    def predicate(self) -> Predicate:
        question, other = self.question, self.equals.question
        return lambda answers, today: same(answers.get(question), answers.get(other))

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question, "same", other=self.equals.question)
        yield Reference(self.equals.question)


_HOLDS: Mapping[str, Callable[[int], bool]] = {
    "at_least": lambda order: order >= 0,
    "at_most": lambda order: order <= 0,
    "more_than": lambda order: order > 0,
    "less_than": lambda order: order < 0,
}


class Compares(FrozenModel):
    """True when the answer keeps every bound that is given: a number, day, month or time, another answer, or a day from today."""

    question: Id
    at_least: Operand | None = None
    at_most: Operand | None = None
    more_than: Operand | None = None
    less_than: Operand | None = None

    @property
    def bounds(self) -> dict[str, Operand]:
        """The bounds that are given, by name."""
        return {name: bound for name in _HOLDS if (bound := getattr(self, name)) is not None}

    def predicate(self) -> Predicate:
        question = self.question
        bounds = tuple((_HOLDS[name], _value_of(bound)) for name, bound in self.bounds.items())

        def keeps_bounds(answers: Mapping[str, Any], today: date) -> bool:
            answer = answers.get(question)
            orders = ((holds, comparison(answer, value(answers, today))) for holds, value in bounds)
            return all(order is not None and holds(order) for holds, order in orders)

        return keeps_bounds

    def references(self) -> Iterator[Reference]:
        for bound in self.bounds.values():
            if isinstance(bound, OfQuestion):
                yield Reference(self.question, "order", other=bound.question)
                yield Reference(bound.question)
            else:
                yield Reference(self.question, "order", (bound,))

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if not self.bounds:
            raise ValueError("at least one bound")
        return self


def _value_of(bound: Operand) -> Callable[[Mapping[str, Any], date], Any]:
    return (lambda answers, today: bound) if isinstance(bound, (int, float, str)) else bound.value


_Rows = Annotated[int, Field(strict=True, ge=0, le=1000)]


class RowCount(FrozenModel):
    """How many rows there are at least, and at most."""

    at_least: _Rows | None = None
    at_most: _Rows | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("at least one bound")
        return self


class Count(FrozenModel):
    """True when a group has so many rows."""

    question: Id
    count: RowCount

    def predicate(self) -> Predicate:
        question, least, most = self.question, self.count.at_least or 0, self.count.at_most

        def has_rows(answers: Mapping[str, Any], today: date) -> bool:
            rows = answers.get(question)
            number = len(rows) if isinstance(rows, list) else 0
            return number >= least and (most is None or number <= most)

        return has_rows

    def references(self) -> Iterator[Reference]:
        yield Reference(self.question, "rows")


class _Nesting(FrozenModel):
    """A condition made of conditions."""

    @abstractmethod
    def inner(self) -> tuple["Condition", ...]:
        """The conditions in it."""

    def references(self) -> Iterator[Reference]:
        for condition in self.inner():
            yield from condition.references()

    def depth(self) -> int:
        """How many conditions stand in one another, this one included."""
        return 1 + max(each.depth() if isinstance(each, _Nesting) else 0 for each in self.inner())

    @model_validator(mode="after")
    def _not_too_deep(self) -> Self:
        if self.depth() > DEEPEST:
            raise ValueError(f"conditions may stand in one another at most {DEEPEST} deep")
        return self


class AllOf(_Nesting):
    """True when every condition is."""

    conditions: tuple["Condition", ...] = Field(alias="all", min_length=1, max_length=MOST_TOGETHER)

    def predicate(self) -> Predicate:
        predicates = tuple(condition.predicate() for condition in self.conditions)
        return lambda answers, today: all(predicate(answers, today) for predicate in predicates)

    def inner(self) -> tuple["Condition", ...]:
        return self.conditions


class AnyOf(_Nesting):
    """True when at least one condition is."""

    conditions: tuple["Condition", ...] = Field(alias="any", min_length=1, max_length=MOST_TOGETHER)

    def predicate(self) -> Predicate:
        predicates = tuple(condition.predicate() for condition in self.conditions)
        return lambda answers, today: any(predicate(answers, today) for predicate in predicates)

    def inner(self) -> tuple["Condition", ...]:
        return self.conditions


class Not(_Nesting):
    """True when the condition is not."""

    condition: "Condition" = Field(alias="not")

    def predicate(self) -> Predicate:
        predicate = self.condition.predicate()
        return lambda answers, today: not predicate(answers, today)

    def inner(self) -> tuple["Condition", ...]:
        return (self.condition,)


_TAGS = {
    "is": Is,
    "in": OneOf,
    "answered": Answered,
    "includes": Includes,
    "equals": Equals,
    "count": Count,
    "all": AllOf,
    "any": AnyOf,
    "not": Not,
    **dict.fromkeys(_HOLDS, Compares),
}


def _tag(value: object) -> str | None:
    """Which condition this is, so that an error speaks of that one and not of all."""
    if isinstance(value, dict):
        return next((model.__name__ for tag, model in _TAGS.items() if tag in value), None)
    return type(value).__name__


Condition = Annotated[
    Annotated[Is, Tag("Is")]
    | Annotated[OneOf, Tag("OneOf")]
    | Annotated[Answered, Tag("Answered")]
    | Annotated[Includes, Tag("Includes")]
    | Annotated[Equals, Tag("Equals")]
    | Annotated[Compares, Tag("Compares")]
    | Annotated[Count, Tag("Count")]
    | Annotated[AllOf, Tag("AllOf")]
    | Annotated[AnyOf, Tag("AnyOf")]
    | Annotated[Not, Tag("Not")],
    Discriminator(_tag),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()
