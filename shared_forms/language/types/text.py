"""Typed text, of one line or several (文字)."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from shared_forms.language.typed_text import DIGITS, KATAKANA, LINES, ONE_LINE, text_reader
from shared_forms.language.types.base import QuestionBase, Reader

Length = Annotated[int, Field(strict=True, ge=0, le=4000)]


class TextQuestion(QuestionBase):
    """A text. Digits lose their hyphens and spaces, a reading becomes katakana, everything else stays as written.

    max_length, min_length:  characters of the tidied answer.
    """

    type: Literal["text"]
    max_length: Annotated[Length, Field(ge=1)] = 100
    min_length: Length = 0
    characters: Literal["any", "digits", "katakana"] = "any"
    multiline: StrictBool = False

    def reader(self) -> Reader:
        any_text = LINES if self.multiline else ONE_LINE
        tidying = {"any": any_text, "digits": DIGITS, "katakana": KATAKANA}[self.characters]
        return text_reader(tidying, max_length=self.max_length, min_length=self.min_length)

    def contradictions(self) -> Iterator[str]:
        if self.min_length > self.max_length:
            yield "最も短い文字数が、最も長い文字数より大きくなっています。"
        if self.multiline and self.characters != "any":
            yield "数字やフリガナの項目は、複数行にできません。"
