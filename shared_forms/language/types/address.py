"""A postal address (住所)."""

import re
from typing import ClassVar, Literal

from shared_forms.language.characters import digits
from shared_forms.language.json_schemas import Schema, matching, or_empty, parts, text
from shared_forms.language.refusals import ErrorCode, NotAccepted, refuse
from shared_forms.language.typed_text import ONE_LINE, Tidying, text_reader
from shared_forms.language.types.base import AnswerValue, Files, GetList, QuestionBase, Reader
from shared_forms.language.types.parts import parts_from_form_data, parts_reader, typed_parts

_CITY_LENGTH, _LINE_LENGTH = 50, 100


class AddressQuestion(QuestionBase):
    """An address in Japan: postal code, 市区町村, 町名・番地, and a building where there is one."""

    parts: ClassVar[tuple[str, ...]] = ("postal_code", "city", "street", "building")

    type: Literal["address"]

    def reader(self) -> Reader:
        readers = {
            "postal_code": text_reader(_POSTAL_CODE, max_length=20),
            "city": text_reader(ONE_LINE, max_length=_CITY_LENGTH),
            "street": text_reader(ONE_LINE, max_length=_LINE_LENGTH),
            "building": text_reader(ONE_LINE, max_length=_LINE_LENGTH),
        }
        read = parts_reader(readers, optional=("building",))
        return lambda raw, reading: read(raw)

    def answer_schema(self) -> Schema:
        return parts(
            {
                "postal_code": matching("[0-9]{7}"),
                "city": text(_CITY_LENGTH),
                "street": text(_LINE_LENGTH),
                "building": or_empty(text(_LINE_LENGTH)),
            }
        )

    def from_form_data(self, getlist: GetList) -> dict[str, str]:
        return parts_from_form_data(self.id, self.parts, getlist)

    def typed(self, raw: object) -> dict[str, str]:
        return typed_parts(raw, self.parts)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        address = self.typed(value)
        code = address["postal_code"]
        lines = (f"〒{code[:3]}-{code[3:]}", address["city"] + address["street"], address["building"])
        return tuple(line for line in lines if line)


def _seven_digits(text: str) -> str:
    """Seven digits; hyphen, full width and 〒 are taken away."""
    try:
        code = digits(text.replace("〒", ""))
    except NotAccepted as refusal:
        if refusal.problems[0].code is not ErrorCode.NOT_DIGITS:
            raise
        raise refuse(ErrorCode.NOT_POSTAL_CODE) from refusal
    if code and len(code) != 7:
        raise refuse(ErrorCode.NOT_POSTAL_CODE)
    return code


# Anything but exactly seven digits is looked at more closely.
_POSTAL_CODE = Tidying(re.compile(r"\A(?![0-9]{7}\Z)").search, _seven_digits)
