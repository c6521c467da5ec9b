"""An e-mail address (メールアドレス)."""

import re
from typing import Any, Literal

from shared_forms.language.json_schemas import Schema, matching
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.typed_text import CODE, text_reader
from shared_forms.language.types.base import QuestionBase, Reader, Reading

# Addresses that a mail server and a mail header take as they are: no quoting, no leading hyphen.
# Two dots in a row, or one before the @, break the standard; mobile carriers gave them out for years and deliver to them.
_ADDRESS = (
    r"[A-Za-z0-9_][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)
_address = re.compile(_ADDRESS).fullmatch
_LONGEST = 254

_read_text = text_reader(CODE, max_length=_LONGEST)


class EmailQuestion(QuestionBase):
    """One address; the domain is stored in small letters, the part before the @ as written."""

    type: Literal["email"]

    def reader(self) -> Reader:
        return _read

    def answer_schema(self) -> Schema:
        return matching(_ADDRESS, maxLength=_LONGEST)


def _read(raw: Any, reading: Reading) -> str:
    text = _read_text(raw)
    if not text:
        return ""
    user, at, domain = text.rpartition("@")
    address = f"{user}{at}{domain.lower()}"
    if _address(address) is None:
        raise refuse(ErrorCode.NOT_EMAIL)
    return address
