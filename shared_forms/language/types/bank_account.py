"""A bank account (口座)."""

import re
from collections.abc import Callable
from typing import Any, ClassVar, Literal

import jaconv

from shared_forms.language.characters import digits, narrow
from shared_forms.language.json_schemas import Schema, matching, one_of, or_empty, parts, text
from shared_forms.language.refusals import ErrorCode, NotAccepted, refuse
from shared_forms.language.typed_text import ONE_LINE, TextReader, Tidying, text_reader
from shared_forms.language.types.base import AnswerValue, Files, GetList, QuestionBase, Reader
from shared_forms.language.types.parts import parts_from_form_data, parts_reader, typed_parts

KINDS = {
    "ordinary": {"ja": "普通", "en": "ordinary"},
    "current": {"ja": "当座", "en": "current"},
    "savings": {"ja": "貯蓄", "en": "savings"},
}
_OPTIONAL = ("bank_code", "branch_code")
_SMALL = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
# What a transfer may carry. Source: 全国銀行協会 全銀協規定フォーマット.
_HOLDER = r"[ア-ヴー A-Z0-9().,/「」\-]+"
_holder = re.compile(_HOLDER).fullmatch
_NAME_LENGTH, _HOLDER_LENGTH = 50, 48
# Nearly nothing is typed as a bank writes it, so there is always something to tidy.
_anything = re.compile(r"\S").search


class BankAccountQuestion(QuestionBase):
    """An account in Japan as it stands in the bank book: bank and branch by name (and code, where known), kind, number, holder."""

    parts: ClassVar[tuple[str, ...]] = (
        "bank_name",
        "bank_code",
        "branch_name",
        "branch_code",
        "kind",
        "account_number",
        "holder_kana",
    )

    type: Literal["bank_account"]

    @property
    def kinds(self) -> dict[str, dict[str, str]]:
        """The kinds of accounts, by code, with their names."""
        return KINDS

    def reader(self) -> Reader:
        readers: dict[str, TextReader] = {
            "bank_name": text_reader(ONE_LINE, max_length=_NAME_LENGTH),
            "bank_code": _code_reader(4, ErrorCode.NOT_A_BANK_CODE),
            "branch_name": text_reader(ONE_LINE, max_length=_NAME_LENGTH),
            "branch_code": _code_reader(3, ErrorCode.NOT_A_BRANCH_CODE),
            "kind": _kind,
            "account_number": text_reader(Tidying(_anything, _account_number), max_length=20),
            "holder_kana": text_reader(Tidying(_anything, _holder_kana), max_length=_HOLDER_LENGTH),
        }
        read = parts_reader(readers, optional=_OPTIONAL)
        return lambda raw, reading: read(raw)

    def answer_schema(self) -> Schema:
        return parts(
            {
                "bank_name": text(_NAME_LENGTH),
                "bank_code": or_empty(matching("[0-9]{4}")),
                "branch_name": text(_NAME_LENGTH),
                "branch_code": or_empty(matching("[0-9]{3}")),
                "kind": one_of(KINDS),
                "account_number": matching("[0-9]{7}"),
                "holder_kana": matching(_HOLDER, maxLength=_HOLDER_LENGTH),
            }
        )

    def from_form_data(self, getlist: GetList) -> dict[str, str]:
        return parts_from_form_data(self.id, self.parts, getlist)

    def typed(self, raw: object) -> dict[str, str]:
        return typed_parts(raw, self.parts)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        account = self.typed(value)
        kind = KINDS.get(account["kind"], {})
        return (
            _with_code(account["bank_name"], account["bank_code"]),
            _with_code(account["branch_name"], account["branch_code"]),
            f"{kind.get(language, kind.get('ja', ''))} {account['account_number']}",
            account["holder_kana"],
        )


def _with_code(name: str, code: str) -> str:
    return f"{name}（{code}）" if code else name


def _kind(raw: Any, _reading: object = None, /) -> str:
    if isinstance(raw, str) and (not raw or raw in KINDS):
        return raw
    raise refuse(ErrorCode.NOT_A_CHOICE)


def _code_reader(length: int, refusal: ErrorCode) -> TextReader:
    """Read exactly so many digits."""
    return text_reader(Tidying(_anything, _digits_or(refusal, lambda code: len(code) == length)), max_length=20)


def _account_number(text: str) -> str:
    """Seven digits; shorter numbers get the zeros in front that banks give them."""
    return _digits_or(ErrorCode.NOT_AN_ACCOUNT_NUMBER, lambda number: len(number) <= 7)(text).zfill(7)


def _digits_or(refusal: ErrorCode, is_right: Callable[[str], bool]) -> Callable[[str], str]:
    def tidy(text: str) -> str:
        try:
            number = digits(text)
        except NotAccepted as error:
            raise refuse(refusal) from error
        if not number or not is_right(number):
            raise refuse(refusal)
        return number

    return tidy


def _holder_kana(text: str) -> str:
    """As in the bank book: katakana without small letters, capitals, brackets and points of half width."""
    kana = narrow(jaconv.hira2kata(text)).upper().translate(_SMALL).replace("・", ".")
    holder = " ".join(kana.split())
    if not _holder(holder):
        raise refuse(ErrorCode.NOT_HOLDER_KANA)
    return holder
