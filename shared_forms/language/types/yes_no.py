"""Yes or no (はい・いいえ)."""

from typing import Any, Literal

from shared_forms.language.json_schemas import Schema
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.texts import JAPANESE
from shared_forms.language.types.base import AnswerValue, Files, QuestionBase, Reader, Reading

_WORDS = {"ja": ("はい", "いいえ"), "en": ("Yes", "No")}


class YesNoQuestion(QuestionBase):
    """Answered by a boolean in JSON and by `yes` or `no` from a browser."""

    type: Literal["yes_no"]

    def reader(self) -> Reader:
        return _read

    def answer_schema(self) -> Schema:
        return {"type": "boolean"}

    def typed(self, raw: object) -> str:
        if isinstance(raw, bool):
            return "yes" if raw else "no"
        return raw if isinstance(raw, str) else ""

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        yes, no = _WORDS.get(language, _WORDS[JAPANESE])
        return (yes if value is True else no,)

    def comparable_values(self) -> frozenset[bool | str]:
        return frozenset({True, False})


def _read(raw: Any, reading: Reading) -> bool | None:
    if isinstance(raw, bool):
        return raw
    if raw == "yes":
        return True
    if raw == "no":
        return False
    if raw == "":
        return None
    raise refuse(ErrorCode.NOT_A_CHOICE)
