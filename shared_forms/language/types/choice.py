"""One of several options (選択)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import Field

from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.texts import Text
from shared_forms.language.types.base import AnswerValue, Files, QuestionBase, Reader, Reading


class Option(FrozenModel):
    """An answer to choose (選択肢).

    note:    a line below the label.
    ends:    whoever chooses this need not or cannot apply here; the text says what to do instead.
    locked:  reason for which no city may change or hide the option.
    """

    id: Id
    label: Text
    note: Text | None = None
    ends: Text | None = None
    locked: Text | None = None


class ChoiceQuestion(QuestionBase):
    """Exactly one option; the answer is its id.

    default:  option that is chosen before anybody answers.
    """

    type: Literal["choice"]
    options: tuple[Option, ...] = Field(max_length=500)
    default: Id | None = None

    def option(self, option_id: str) -> Option | None:
        """The option of that id, if it is there."""
        return next((option for option in self.options if option.id == option_id), None)

    def reader(self) -> Reader:
        answerable = frozenset(option.id for option in self.options if option.ends is None)
        ending = frozenset(option.id for option in self.options if option.ends is not None)

        def read(raw: Any, reading: Reading) -> str | None:
            if not isinstance(raw, str):
                raise refuse(ErrorCode.WRONG_SHAPE)
            if raw in answerable:
                return raw
            if raw == "":
                return None
            if raw in ending:
                raise refuse(ErrorCode.ENDS_HERE, option=raw)
            raise refuse(ErrorCode.NOT_A_CHOICE)

        return read

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        option = self.option(str(value))
        return (option.label.get(language) if option else str(value),)

    def initial(self, today: date) -> str | None:
        return self.default

    def comparable_values(self) -> frozenset[bool | str]:
        return frozenset(option.id for option in self.options)

    def contradictions(self) -> Iterator[str]:
        if not self.options:
            yield "選択肢が1つもありません。"
        if self.default is not None and self.option(self.default) is None:
            yield f"はじめに選ばれる選択肢「{self.default}」がありません。"
