"""An amount of money (金額)."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from shared_forms.language.comparing import Order
from shared_forms.language.json_schemas import Schema
from shared_forms.language.texts import Text
from shared_forms.language.typed_numbers import GREATEST, Whole, number_reader, typed_number, written
from shared_forms.language.types.base import AnswerValue, Files, QuestionBase, Reader
from shared_forms.language.types.number import with_unit

YEN = Text.model_validate({"ja": "円", "en": "yen"})


def yen(amount: int, language: str) -> str:
    """An amount with separators and its unit: 1,200円."""
    return with_unit(written(amount, separate_from=1_000), YEN, language)


class MoneyQuestion(QuestionBase):
    """Whole yen; the answer is a JSON integer, not below 0 unless the form says so."""

    ordered_as: ClassVar[Order | None] = "number"
    unit: ClassVar[Text] = YEN
    decimals: ClassVar[int] = 0
    limits: ClassVar[tuple[str, ...]] = ("min", "max")

    type: Literal["money"]
    min: Whole = 0
    max: Whole | None = None

    def reader(self) -> Reader:
        read = number_reader(self.min, GREATEST if self.max is None else self.max, units=YEN.every_language())
        return lambda raw, reading: read(raw)

    def answer_schema(self) -> Schema:
        return {"type": "integer", "minimum": self.min, "maximum": GREATEST if self.max is None else self.max}

    def typed(self, raw: object) -> str:
        return typed_number(raw)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        return (yen(value, language),)  # type: ignore[arg-type]

    def contradictions(self) -> Iterator[str]:
        if self.max is not None and self.min > self.max:
            yield "最も少ない金額が、最も多い金額より大きくなっています。"
