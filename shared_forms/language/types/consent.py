"""Consent (同意)."""

from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from shared_forms.language.json_schemas import Schema
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.texts import JAPANESE, Text
from shared_forms.language.types.base import AnswerValue, Files, QuestionBase, Reader, Reading

_WORDS = {"ja": "同意する", "en": "I agree"}

# A path on the same site; // would lead to another one.
OwnPath = Annotated[str, StringConstraints(pattern=r"^/([A-Za-z0-9._~%-][A-Za-z0-9._~%/?=&#-]*)?$", max_length=300)]


class ConsentQuestion(QuestionBase):
    """A statement that somebody agrees to; the answer is True, and whoever does not agree gives none.

    statement:  what is agreed to.
    link:       path of a page or document on this site that says more.
    """

    type: Literal["consent"]
    statement: Text
    link: OwnPath | None = None

    def reader(self) -> Reader:
        return _read

    def answer_schema(self) -> Schema:
        return {"const": True}

    def typed(self, raw: object) -> str:
        return "yes" if raw is True or raw == "yes" else ""

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        return (_WORDS.get(language, _WORDS[JAPANESE]),)

    def comparable_values(self) -> frozenset[bool | str]:
        return frozenset({True})


def _read(raw: Any, reading: Reading) -> bool | None:
    if raw is True or raw == "yes":
        return True
    if raw is False or raw == "":
        return None
    raise refuse(ErrorCode.WRONG_SHAPE)
