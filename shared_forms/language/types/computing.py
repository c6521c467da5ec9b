"""How a value is computed from answers (計算のしかた): exactly, and in a browser to the same digit.

What a rule looks at is asked before. An answer that is missing adds nothing; where nothing is there to compute with, there is no
value. Numbers are counted in millionths, the finest that a question takes, so that 0.1 and 0.2 are 0.3.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.typed_dates import date_of
from shared_forms.language.typed_numbers import GREATEST, Whole, is_number
from shared_forms.language.types.base import Ingredient, Reading
from shared_forms.language.types.date import FromAnswer, Limit

_MILLION = 10**6


class Sum(FrozenModel):
    """The numbers of several questions together."""

    questions: tuple[Id, ...] = Field(alias="sum", min_length=1, max_length=50)

    def value(self, reading: Reading) -> int | float | None:
        return _total(reading.answers.get(question) for question in self.questions)

    def ingredients(self) -> Iterator[Ingredient]:
        return (Ingredient(question, "number") for question in self.questions)


class OfRows(FrozenModel):
    """A question in the rows of a group."""

    group: Id
    question: Id


class SumOfRows(FrozenModel):
    """The numbers that one question has in the rows of a group, together."""

    of: OfRows = Field(alias="sum_of")

    def value(self, reading: Reading) -> int | float | None:
        return _total(row.get(self.of.question) for row in _rows(reading, self.of.group))

    def ingredients(self) -> Iterator[Ingredient]:
        yield Ingredient(self.of.group, "rows")
        yield Ingredient(self.of.question, "number", group=self.of.group)


class CountRows(FrozenModel):
    """How many rows a group has; 0 without any."""

    group: Id = Field(alias="count")

    def value(self, reading: Reading) -> int:
        return len(_rows(reading, self.group))

    def ingredients(self) -> Iterator[Ingredient]:
        yield Ingredient(self.group, "rows")


class Birthday(FrozenModel):
    """Whose age, and on which day."""

    birth: Id
    on: Limit


class Age(FrozenModel):
    """The full years (満年齢) of somebody on a day; none before the birth. Who was born on 29 February is a year older on 1 March."""

    of: Birthday = Field(alias="age")

    def value(self, reading: Reading) -> int | None:
        birth, on = date_of(str(reading.answers.get(self.of.birth))), self.of.on
        day = on if isinstance(on, date) else on.resolve(reading)
        if birth is None or day is None or day < birth:
            return None
        return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))

    def ingredients(self) -> Iterator[Ingredient]:
        yield Ingredient(self.of.birth, "day")
        if isinstance(self.of.on, FromAnswer):
            yield Ingredient(self.of.on.question, "day")


Price = Annotated[Whole, Field(ge=0)]


class Prices(FrozenModel):
    """What each option costs, in yen.

    by:     question of which one option is chosen.
    table:  price by option; every option with which somebody can go on has one.
    times:  question that says how many; one of it unless given.
    """

    by: Id
    table: dict[Id, Price] = Field(min_length=1, max_length=500)
    times: Id | None = None


class Fee(FrozenModel):
    """What is to be paid (手数料)."""

    of: Prices = Field(alias="fee")

    def value(self, reading: Reading) -> int | float | None:
        price = self.of.table.get(str(reading.answers.get(self.of.by)))
        times = _MILLION if self.of.times is None else _exact(reading.answers.get(self.of.times))
        return None if price is None or times is None else _number(price * times)

    def ingredients(self) -> Iterator[Ingredient]:
        yield Ingredient(self.of.by, "option", options=frozenset(self.of.table))
        if self.of.times is not None:
            yield Ingredient(self.of.times, "whole")


_TAGS = {"sum": Sum, "sum_of": SumOfRows, "count": CountRows, "age": Age, "fee": Fee}


def _tag(value: object) -> str | None:
    """Which rule this is, so that an error speaks of that one and not of all."""
    if isinstance(value, dict):
        return next((model.__name__ for tag, model in _TAGS.items() if tag in value), None)
    return type(value).__name__


Computation = Annotated[
    Annotated[Sum, Tag("Sum")]
    | Annotated[SumOfRows, Tag("SumOfRows")]
    | Annotated[CountRows, Tag("CountRows")]
    | Annotated[Age, Tag("Age")]
    | Annotated[Fee, Tag("Fee")],
    Discriminator(_tag),
]


def _rows(reading: Reading, group: str) -> list[dict[str, Any]]:
    rows = reading.answers.get(group)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _total(values: Iterable[Any]) -> int | float | None:
    numbers = [number for value in values if (number := _exact(value)) is not None]
    return _number(sum(numbers)) if numbers else None


def _exact(value: Any) -> int | None:
    """A number in millionths; None for what no question takes as a number."""
    if not is_number(value):
        return None
    millionths = Decimal(repr(value)).scaleb(6)
    return int(millionths) if millionths == millionths.to_integral_value() else None


def _number(millionths: int) -> int | float | None:
    """The number of so many millionths; None beyond what browsers hold exactly."""
    if abs(millionths) > GREATEST * _MILLION:
        return None
    whole, rest = divmod(millionths, _MILLION)
    return float(Decimal(millionths).scaleb(-6)) if rest else whole
