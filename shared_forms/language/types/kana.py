"""A reading (フリガナ)."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from shared_forms.language.characters import KATAKANA_WORDS
from shared_forms.language.json_schemas import Schema, matching
from shared_forms.language.typed_text import KATAKANA, text_reader
from shared_forms.language.types.base import QuestionBase, Reader


class KanaQuestion(QuestionBase):
    """How something is read, in full-width katakana; hiragana and half-width kana are converted."""

    limits: ClassVar[tuple[str, ...]] = ("max_length",)

    type: Literal["kana"]
    max_length: Annotated[int, Field(strict=True, ge=1, le=200)] = 100

    def reader(self) -> Reader:
        return text_reader(KATAKANA, max_length=self.max_length)

    def answer_schema(self) -> Schema:
        return matching(KATAKANA_WORDS, maxLength=self.max_length)
