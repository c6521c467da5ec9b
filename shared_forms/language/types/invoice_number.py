"""The number of a business that issues invoices (適格請求書発行事業者の登録番号)."""

import re
from typing import Literal

from shared_forms.language.characters import narrow, without_hyphens
from shared_forms.language.json_schemas import Schema, matching
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.typed_text import Tidying, text_reader
from shared_forms.language.types.base import QuestionBase, Reader

_REGISTERED = "T[1-9][0-9]{12}"
_registered = re.compile(_REGISTERED).fullmatch


class InvoiceNumberQuestion(QuestionBase):
    """T and thirteen digits; a missing T is added.

    The digits of a corporation are its 法人番号. Those of a person are not, follow no published rule and cannot be told
    from them, so there is no check digit to look at.
    """

    type: Literal["invoice_number"]

    def reader(self) -> Reader:
        return text_reader(_INVOICE_NUMBER, max_length=14)

    def answer_schema(self) -> Schema:
        return matching(_REGISTERED)


def _with_t(text: str) -> str:
    text = without_hyphens(narrow(text)).upper()
    if not text:
        return ""
    number = text if text.startswith("T") else f"T{text}"
    if not _registered(number):
        raise refuse(ErrorCode.NOT_INVOICE_NUMBER)
    return number


_INVOICE_NUMBER = Tidying(re.compile(rf"\A(?!{_REGISTERED}\Z)").search, _with_t)
