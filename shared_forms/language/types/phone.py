"""A telephone number (電話番号)."""

import re
from typing import Literal

from shared_forms.language.characters import narrow, without_hyphens
from shared_forms.language.json_schemas import Schema, matching
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.typed_text import Tidying, text_reader
from shared_forms.language.types.base import AnswerValue, Files, QuestionBase, Reader

# Ten digits, or eleven with 0x0 at the front. Ten of a mobile number are one too few: there are none since 1999.
_NUMBER = "0(?:[2-9]0[0-9]{8}|(?![789]0)[1-9][0-9]{8})"
_number = re.compile(_NUMBER).fullmatch
_marks = re.compile("[().]")
_japan = re.compile(r"\A(?:\+|00|010)81(?:0(?=[1-9]))?")

# Where the number itself tells how people group it; elsewhere the length of the area code is not known.
_GROUPS = (
    re.compile(r"(0800)(\d{3})(\d{4})").fullmatch,
    re.compile(r"(0\d0)(\d{4})(\d{4})").fullmatch,
    re.compile(r"(0120|0570)(\d{3})(\d{3})").fullmatch,
    re.compile(r"(03|06)(\d{4})(\d{4})").fullmatch,
)


class PhoneQuestion(QuestionBase):
    """A number in Japan; the answer is its digits, with the 0 at the front."""

    type: Literal["phone"]

    def reader(self) -> Reader:
        return text_reader(_PHONE, max_length=11)

    def answer_schema(self) -> Schema:
        return matching(_NUMBER)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        number = str(value)
        grouped = next((found for groups in _GROUPS if (found := groups(number))), None)
        return ("-".join(grouped.groups()) if grouped else number,)


def _national(text: str) -> str:
    """The digits alone; hyphens, brackets and spaces are taken away, +81 becomes 0."""
    text = _japan.sub("0", _marks.sub("", without_hyphens(narrow(text))))
    if text and not _number(text):
        raise refuse(ErrorCode.NOT_PHONE)
    return text


_PHONE = Tidying(re.compile(rf"\A(?!{_NUMBER}\Z)").search, _national)
