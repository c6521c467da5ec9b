"""A number (数)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared_forms.language.comparing import Order
from shared_forms.language.json_schemas import Schema
from shared_forms.language.texts import JAPANESE, Text
from shared_forms.language.typed_numbers import GREATEST, Number, number_reader, typed_number, written
from shared_forms.language.types.base import AnswerValue, Files, QuestionBase, Reader


class NumberQuestion(QuestionBase):
    """A number; the answer is a JSON number, a whole one unless there are decimals.

    min, max:  least and greatest number accepted.
    decimals:  how many digits behind the point are accepted.
    unit:      what is counted; stands behind the control and behind the answer.
    """

    ordered_as: ClassVar[Order | None] = "number"
    limits: ClassVar[tuple[str, ...]] = ("min", "max")

    type: Literal["number"]
    min: Number | None = None
    max: Number | None = None
    decimals: Annotated[int, Field(strict=True, ge=0, le=6)] = 0
    unit: Text | None = None

    def reader(self) -> Reader:
        read = number_reader(
            -GREATEST if self.min is None else self.min,
            GREATEST if self.max is None else self.max,
            decimals=self.decimals,
            units=self.unit.every_language() if self.unit else (),
        )
        return lambda raw, reading: read(raw)

    def answer_schema(self) -> Schema:
        return {
            "type": "number" if self.decimals else "integer",
            "minimum": -GREATEST if self.min is None else self.min,
            "maximum": GREATEST if self.max is None else self.max,
        }

    def typed(self, raw: object) -> str:
        return typed_number(raw)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        return (with_unit(written(value), self.unit, language),)  # type: ignore[arg-type]

    def contradictions(self) -> Iterator[str]:
        if self.min is not None and self.max is not None and self.min > self.max:
            yield "最も小さい数が、最も大きい数より大きくなっています。"


def with_unit(number: str, unit: Text | None, language: str) -> str:
    """A number with its unit: 3人, 12,000円, 3 persons."""
    if unit is None:
        return number
    return f"{number}{'' if unit.language(language) == JAPANESE else ' '}{unit.get(language)}"
