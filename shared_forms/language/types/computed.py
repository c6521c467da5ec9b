"""A value that is computed from other answers and shown (計算して示す項目); nobody is asked."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import StrictBool

from shared_forms.language.comparing import Order
from shared_forms.language.json_schemas import Schema
from shared_forms.language.texts import Text
from shared_forms.language.typed_numbers import GREATEST, is_number, written
from shared_forms.language.types.base import AnswerValue, Files, Ingredient, QuestionBase, Reader
from shared_forms.language.types.computing import Age, Computation, CountRows, Fee
from shared_forms.language.types.money import YEN
from shared_forms.language.types.number import with_unit


class ComputedQuestion(QuestionBase):
    """A number that follows from answers before it. It is computed anew whenever answers are read, whatever was sent in its name.

    unit:  what is counted, stands behind the number; yen for fees unless the form says otherwise.

    It does not stand in rows: a row has no control that could show it, and what rows come to together is `sum_of`.
    """

    ordered_as: ClassVar[Order | None] = "number"
    is_asked: ClassVar[bool] = False

    type: Literal["computed"]
    compute: Computation
    unit: Text | None = None
    required: StrictBool = False

    @property
    def shown_unit(self) -> Text | None:
        return YEN if self.unit is None and isinstance(self.compute, Fee) else self.unit

    @property
    def separate_from(self) -> int:
        """From which number on thousands are set apart; amounts of money earlier than other numbers."""
        return 1_000 if self.shown_unit is not None and self.shown_unit.ja == YEN.ja else 10_000

    def reader(self) -> Reader:
        value = self.compute.value
        return lambda raw, reading: value(reading)

    def answer_schema(self) -> Schema:
        of_rows_or_years = isinstance(self.compute, (CountRows, Age))
        return {
            "type": "integer" if of_rows_or_years or isinstance(self.compute, Fee) else "number",
            "minimum": 0 if of_rows_or_years else -GREATEST,
            "maximum": GREATEST,
        }

    def typed(self, raw: object) -> str:
        """The number as it is read: there is no control that it could stand in."""
        return written(raw, separate_from=self.separate_from) if is_number(raw) else ""

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        return (with_unit(self.typed(value), self.shown_unit, language),)

    def ingredients(self) -> tuple[Ingredient, ...]:
        return tuple(self.compute.ingredients())

    def contradictions(self) -> Iterator[str]:
        if self.required:
            yield "計算して示す項目には入力するところがないので、必須にできません。"
