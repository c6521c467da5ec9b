"""Typed text of several lines (長い文)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared_forms.language.json_schemas import Schema, text
from shared_forms.language.typed_text import LINES, text_reader
from shared_forms.language.types.base import QuestionBase, Reader


class LongTextQuestion(QuestionBase):
    """A text of as many lines as somebody needs.

    max_length:  characters of the tidied answer.
    rows:        how many lines the control shows at first.
    """

    limits: ClassVar[tuple[str, ...]] = ("max_length",)

    type: Literal["long_text"]
    max_length: Annotated[int, Field(strict=True, ge=1, le=4000)] = 1000
    rows: Annotated[int, Field(strict=True, ge=2, le=20)] = 4

    def reader(self) -> Reader:
        return text_reader(LINES, max_length=self.max_length)

    def answer_schema(self) -> Schema:
        return text(self.max_length, several_lines=True)
