"""A text among the questions (説明文): nothing is asked, nothing is stored."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import StrictBool

from shared_forms.language.json_schemas import NOTHING, Schema
from shared_forms.language.texts import Text
from shared_forms.language.types.base import QuestionBase, Reader


class StaticQuestion(QuestionBase):
    """Words on the page where they are needed, under their own conditions; the label is their heading.

    look:  as plain text, or as a notice that stands out.
    """

    is_asked: ClassVar[bool] = False
    is_stored: ClassVar[bool] = False

    type: Literal["static"]
    text: Text
    look: Literal["plain", "notice", "warning"] = "plain"
    required: StrictBool = False

    def reader(self) -> Reader:
        return lambda raw, reading: None

    def answer_schema(self) -> Schema:
        return NOTHING

    def contradictions(self) -> Iterator[str]:
        if self.required:
            yield "説明文には答えがないので、必須にできません。"
