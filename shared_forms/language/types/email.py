"""An e-mail address (メールアドレス)."""

import re
from typing import Any, Literal

from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.typed_text import CODE, text_reader
from shared_forms.language.types.base import QuestionBase, Reader, Reading

# Addresses that a mail server and a mail header take as they are: no quoting, no leading hyphen.
# Two dots in a row, or one before the @, break the standard; mobile carriers gave them out for years and deliver to them.
_address = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}+@(?:(?!-)[A-Za-z0-9-]{1,63}+(?<!-)\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
).fullmatch

_read_text = text_reader(CODE, max_length=254)


class EmailQuestion(QuestionBase):
    """One address; the domain is stored in small letters, the part before the @ as written."""

    type: Literal["email"]

    def reader(self) -> Reader:
        return _read


def _read(raw: Any, reading: Reading) -> str:
    text = _read_text(raw)
    if not text:
        return ""
    if _address(text) is None:
        raise refuse(ErrorCode.NOT_EMAIL)
    user, _, domain = text.rpartition("@")
    return f"{user}@{domain.lower()}"
