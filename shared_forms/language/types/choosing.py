"""What all questions with options share; and how one of them is chosen (選択)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field

from shared_forms.language.frozen import Id
from shared_forms.language.json_schemas import Schema, one_of
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.types.base import AnswerValue, Files, QuestionBase, Reader, Reading
from shared_forms.language.types.options import Option, offered


class OptionsQuestion(QuestionBase):
    """A question with options."""

    options: tuple[Option, ...] = Field(max_length=500)

    def option(self, option_id: str) -> Option | None:
        """The option of that id, if it is there."""
        return next((option for option in self.options if option.id == option_id), None)

    def offers(self) -> tuple[Option, ...]:
        return self.options

    def choosable_options(self) -> tuple[str, ...]:
        """Ids of the options with which one can go on, in the order of the form; some may be on offer only at times."""
        return tuple(option.id for option in self.options if option.ends is None)

    def contradictions(self) -> Iterator[str]:
        if not self.options:
            yield "選択肢が1つもありません。"


class OneOptionQuestion(OptionsQuestion):
    """Exactly one option; the answer is its id.

    default:  option that is chosen before anybody answers.
    """

    default: Id | None = None

    def reader(self) -> Reader:
        simple = frozenset(option.id for option in self.options if option.ends is None and option.show_when is None)
        ending = frozenset(option.id for option in self.options if option.ends is not None)
        is_offered = offered(self.options)

        def read(raw: Any, reading: Reading) -> str | None:
            if not isinstance(raw, str):
                raise refuse(ErrorCode.WRONG_SHAPE)
            if raw in simple:
                return raw
            if raw == "":
                return None
            if not is_offered(raw, reading.answers, reading.today):
                raise refuse(ErrorCode.NOT_A_CHOICE)
            if raw in ending:
                raise refuse(ErrorCode.ENDS_HERE, option=raw)
            return raw

        return read

    def answer_schema(self) -> Schema:
        return one_of(self.choosable_options())

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        option = self.option(str(value))
        return (option.label.get(language) if option else str(value),)

    def initial(self, today: date) -> str | None:
        return self.default

    def comparable_values(self) -> frozenset[bool | str]:
        return frozenset(option.id for option in self.options)

    def contradictions(self) -> Iterator[str]:
        yield from super().contradictions()
        if self.default is not None and self.option(self.default) is None:
            yield f"はじめに選ばれる選択肢「{self.default}」がありません。"
        for option in self.options:
            if option.exclusive or option.free_text:
                yield f"選択肢「{option.label}」の「ほかと選べない」「書き足せる」は、いくつでも選べる項目だけで使えます。"
