"""A person's name and its reading (氏名・フリガナ)."""

from typing import ClassVar, Literal

from pydantic import StrictBool

from shared_forms.language.characters import KATAKANA_WORDS
from shared_forms.language.json_schemas import Schema, matching, parts, text
from shared_forms.language.typed_text import KATAKANA, ONE_LINE, text_reader
from shared_forms.language.types.base import AnswerValue, Files, GetList, QuestionBase, Reader
from shared_forms.language.types.parts import parts_from_form_data, parts_reader, typed_parts

MAX_LENGTH = 50
_TIDYING = {"family": ONE_LINE, "given": ONE_LINE, "family_kana": KATAKANA, "given_kana": KATAKANA}


class PersonNameQuestion(QuestionBase):
    """Family and given name, with their readings unless the form does without."""

    parts: ClassVar[tuple[str, ...]] = ("family", "given", "family_kana", "given_kana")

    type: Literal["person_name"]
    kana: StrictBool = True

    @property
    def asked_parts(self) -> tuple[str, ...]:
        """The parts that have a control."""
        return self.parts if self.kana else self.parts[:2]

    def reader(self) -> Reader:
        readers = {part: text_reader(tidying, max_length=MAX_LENGTH) for part, tidying in _TIDYING.items()}
        read = parts_reader({part: readers[part] for part in self.asked_parts})
        return lambda raw, reading: read(raw)

    def answer_schema(self) -> Schema:
        schemas = {"family": text(MAX_LENGTH), "given": text(MAX_LENGTH)}
        kana = matching(KATAKANA_WORDS, maxLength=MAX_LENGTH)
        return parts({part: schemas.get(part, kana) for part in self.asked_parts})

    def from_form_data(self, getlist: GetList) -> dict[str, str]:
        return parts_from_form_data(self.id, self.asked_parts, getlist)

    def typed(self, raw: object) -> dict[str, str]:
        return typed_parts(raw, self.asked_parts)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        name = self.typed(value)
        written = f"{name['family']} {name['given']}"
        return (f"{written}（{name['family_kana']} {name['given_kana']}）" if self.kana else written,)
