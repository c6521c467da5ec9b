"""Typed text of one line (文字)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared_forms.language.json_schemas import Schema, matching, text
from shared_forms.language.typed_text import DIGITS, ONE_LINE, text_reader
from shared_forms.language.types.base import QuestionBase, Reader

Length = Annotated[int, Field(strict=True, ge=0, le=4000)]


class TextQuestion(QuestionBase):
    """A text. Digits lose their hyphens and spaces, everything else stays as written.

    max_length, min_length:  characters of the tidied answer.
    """

    limits: ClassVar[tuple[str, ...]] = ("max_length", "min_length")

    type: Literal["text"]
    max_length: Annotated[Length, Field(ge=1)] = 100
    min_length: Length = 0
    characters: Literal["any", "digits"] = "any"

    def reader(self) -> Reader:
        tidying = DIGITS if self.characters == "digits" else ONE_LINE
        return text_reader(tidying, max_length=self.max_length, min_length=self.min_length)

    def answer_schema(self) -> Schema:
        if self.characters == "digits":
            return matching("[0-9]+", minLength=max(1, self.min_length), maxLength=self.max_length)
        return text(self.max_length, min_length=self.min_length)

    def contradictions(self) -> Iterator[str]:
        if self.min_length > self.max_length:
            yield "最も短い文字数が、最も長い文字数より大きくなっています。"
