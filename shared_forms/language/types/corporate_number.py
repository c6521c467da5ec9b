"""The number of a corporation (法人番号)."""

import re
from typing import Any, Literal

from common.check_digits import is_corporate_number
from shared_forms.language.characters import narrow, without_hyphens
from shared_forms.language.json_schemas import Schema, matching
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.typed_text import Tidying, text_reader
from shared_forms.language.types.base import QuestionBase, Reader, Reading

_THIRTEEN = "[1-9][0-9]{12}"
_thirteen = re.compile(_THIRTEEN).fullmatch


class CorporateNumberQuestion(QuestionBase):
    """Thirteen digits whose check digit is right. A T before them, as in the number for invoices, is taken away."""

    type: Literal["corporate_number"]

    def reader(self) -> Reader:
        return _read

    def answer_schema(self) -> Schema:
        return matching(_THIRTEEN)


def _read(raw: Any, reading: Reading) -> str:
    number = _read_digits(raw)
    if number and not is_corporate_number(number):
        raise refuse(ErrorCode.WRONG_CHECK_DIGIT)
    return number


def _digits(text: str) -> str:
    text = without_hyphens(narrow(text)).upper().removeprefix("T")
    if text and not _thirteen(text):
        raise refuse(ErrorCode.NOT_CORPORATE_NUMBER)
    return text


_read_digits = text_reader(Tidying(re.compile(rf"\A(?!{_THIRTEEN}\Z)").search, _digits), max_length=13)
