"""A person's name and its reading (氏名・フリガナ)."""

from dataclasses import replace
from typing import Any, ClassVar, Literal

from pydantic import StrictBool

from shared_forms.language.characters import KATAKANA_WORDS
from shared_forms.language.json_schemas import Schema, matching, object_of, text
from shared_forms.language.refusals import NotAccepted
from shared_forms.language.texts import JAPANESE
from shared_forms.language.typed_text import KATAKANA, ONE_LINE, TextReader, text_reader
from shared_forms.language.types.base import AnswerValue, Files, GetList, QuestionBase, Reader, Reading
from shared_forms.language.types.parts import parts_from_form_data, parts_reader, typed_parts

MAX_LENGTH, NOTE_LENGTH = 50, 100
NOTE = "note"
# Before the note, in each language of the forms.
_NOTED = {"ja": "正しい字：", "en": "Right characters: "}
_TIDYING = {"family": ONE_LINE, "given": ONE_LINE, "family_kana": KATAKANA, "given_kana": KATAKANA}


class PersonNameQuestion(QuestionBase):
    """Family and given name, with their readings unless the form does without.

    Characters that no keyboard offers (外字) are typed as one that is near; the note (外字注記) says which one is meant. So what
    was typed stays what the person is called here, and the right character is never lost. Only a note that was written is kept.
    """

    parts: ClassVar[tuple[str, ...]] = ("family", "given", "family_kana", "given_kana", NOTE)

    type: Literal["person_name"]
    kana: StrictBool = True

    @property
    def asked_parts(self) -> tuple[str, ...]:
        """The parts of every answer."""
        return self.parts[:4] if self.kana else self.parts[:2]

    @property
    def offers_note(self) -> bool:
        """Names of record come with their reading, and only of them somebody asks which character is right."""
        return self.kana

    def reader(self) -> Reader:
        readers = {part: text_reader(tidying, max_length=MAX_LENGTH) for part, tidying in _TIDYING.items()}
        read = parts_reader({part: readers[part] for part in self.asked_parts})
        if not self.offers_note:
            return lambda raw, reading: read(raw)
        read_note = text_reader(ONE_LINE, max_length=NOTE_LENGTH)

        def read_with_note(raw: Any, reading: Reading) -> dict[str, str] | None:
            name = read(raw)
            if name is not None and (typed := raw.get(NOTE)) and (note := _noted(read_note, typed)):
                name[NOTE] = note
            return name

        return read_with_note

    def answer_schema(self) -> Schema:
        schemas = {"family": text(MAX_LENGTH), "given": text(MAX_LENGTH)}
        kana = matching(KATAKANA_WORDS, maxLength=MAX_LENGTH)
        note = {NOTE: text(NOTE_LENGTH)} if self.offers_note else {}
        return object_of({part: schemas.get(part, kana) for part in self.asked_parts} | note, self.asked_parts)

    def from_form_data(self, getlist: GetList) -> dict[str, str]:
        return self._without_empty_note(parts_from_form_data(self.id, (*self.asked_parts, NOTE), getlist))

    def typed(self, raw: object) -> dict[str, str]:
        return self._without_empty_note(typed_parts(raw, (*self.asked_parts, NOTE)))

    def _without_empty_note(self, name: dict[str, str]) -> dict[str, str]:
        return {part: typed for part, typed in name.items() if part != NOTE or (typed and self.offers_note)}

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        name = self.typed(value)
        written = f"{name['family']} {name['given']}"
        lines = [f"{written}（{name['family_kana']} {name['given_kana']}）" if self.kana else written]
        if NOTE in name:
            lines.append(_NOTED.get(language, _NOTED[JAPANESE]) + name[NOTE])
        return tuple(lines)


def _noted(read: TextReader, typed: object) -> str:
    try:
        return read(typed)
    except NotAccepted as refusal:
        raise NotAccepted(*(replace(problem, part=NOTE) for problem in refusal.problems)) from None
