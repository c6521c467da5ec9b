"""Any number of options (いくつでも選ぶ)."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from shared_forms.language.json_schemas import Schema, object_of, one_of, text
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.typed_text import ONE_LINE, text_reader
from shared_forms.language.types.base import AnswerValue, Files, GetList, Reader, Reading
from shared_forms.language.types.choosing import OptionsQuestion
from shared_forms.language.types.options import offered

OTHER = "other"
_OTHER_LENGTH = 200

_read_other = text_reader(ONE_LINE, max_length=_OTHER_LENGTH)


class MultipleChoiceQuestion(OptionsQuestion):
    """Any of the options; the answer is `{"chosen": [ids in the order of the form], "other": text}`.

    `other` is there only when the option with `free_text` is chosen.

    min_chosen, max_chosen:  how many, once any is chosen; an exclusive option stands alone and is enough.
    """

    parts: ClassVar[tuple[str, ...]] = ("chosen", OTHER)
    limits: ClassVar[tuple[str, ...]] = ("min_chosen", "max_chosen")

    type: Literal["multiple_choice"]
    min_chosen: Annotated[int, Field(strict=True, ge=1, le=500)] = 1
    max_chosen: Annotated[int, Field(strict=True, ge=1, le=500)] | None = None

    @property
    def free_option(self) -> str | None:
        """The option beside which something is written, if there is one."""
        return next((option.id for option in self.options if option.free_text), None)

    def reader(self) -> Reader:
        order = {option.id: place for place, option in enumerate(self.options)}
        ending = frozenset(option.id for option in self.options if option.ends is not None)
        alone = frozenset(option.id for option in self.options if option.exclusive)
        is_offered, free = offered(self.options), self.free_option
        least, most = self.min_chosen, self.max_chosen or len(self.options)

        def read(raw: Any, reading: Reading) -> dict[str, Any] | None:
            chosen = sorted(_chosen(raw), key=lambda option: order.get(option, 0))
            if not chosen:
                return None
            for option in chosen:
                if not is_offered(option, reading.answers, reading.today):
                    raise refuse(ErrorCode.NOT_A_CHOICE)
                if option in ending:
                    raise refuse(ErrorCode.ENDS_HERE, option=option)
            if exclusive := next((option for option in chosen if option in alone), None):
                if len(chosen) > 1:
                    raise refuse(ErrorCode.NOT_TOGETHER, option=exclusive)
            elif len(chosen) < least:
                raise refuse(ErrorCode.TOO_FEW_CHOSEN, min=least)
            if len(chosen) > most:
                raise refuse(ErrorCode.TOO_MANY_CHOSEN, max=most)
            return {"chosen": chosen, OTHER: _other(raw)} if free in chosen else {"chosen": chosen}

        return read

    def answer_schema(self) -> Schema:
        alone = {option.id for option in self.options if option.exclusive}
        together = [option for option in self.choosable_options() if option not in alone]
        chosen = _several(together, self.min_chosen, self.max_chosen or len(self.options))
        if exclusive := [option for option in self.choosable_options() if option in alone]:
            chosen = {"anyOf": [chosen, _several(exclusive, 1, 1)]}
        answer = object_of({"chosen": chosen, OTHER: text(_OTHER_LENGTH)}, ["chosen"])
        if self.free_option is None:
            return answer | {"maxProperties": 1}
        is_free = {"properties": {"chosen": {"contains": {"const": self.free_option}}}}
        return answer | {"if": is_free, "then": {"required": [OTHER]}, "else": {"maxProperties": 1}}

    def from_form_data(self, getlist: GetList) -> dict[str, Any]:
        return {"chosen": getlist(self.id), OTHER: next(iter(getlist(f"{self.id}.{OTHER}")), "")}

    def typed(self, raw: object) -> dict[str, Any]:
        given = raw if isinstance(raw, dict) else {}
        chosen, other = given.get("chosen"), given.get(OTHER)
        options = [each for each in chosen if isinstance(each, str)] if isinstance(chosen, list) else []
        return {"chosen": options, OTHER: other if isinstance(other, str) else ""}

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        answer = self.typed(value)
        return tuple(self._line(option, answer[OTHER], language) for option in answer["chosen"])

    def includable_options(self) -> frozenset[str]:
        return frozenset(option.id for option in self.options)

    def contradictions(self) -> Iterator[str]:
        yield from super().contradictions()
        if sum(option.free_text for option in self.options) > 1:
            yield "書き足せる選択肢は1つまでです。"
        if self.min_chosen > (self.max_chosen or len(self.options)):
            yield "選ぶ数の最も少ない数が、最も多い数より大きくなっています。"

    def _line(self, option_id: str, other: str, language: str) -> str:
        option = self.option(option_id)
        label = option.label.get(language) if option else option_id
        return f"{label}：{other}" if option and option.free_text and other else label


def _several(options: list[str], least: int, most: int) -> Schema:
    return {"type": "array", "items": one_of(options), "uniqueItems": True, "minItems": least, "maxItems": most}


def _chosen(raw: Any) -> set[str]:
    """The options that were named, each once; a list alone will do."""
    chosen = raw.get("chosen", []) if isinstance(raw, dict) else raw
    if not isinstance(chosen, list) or not all(isinstance(each, str) for each in chosen):
        raise refuse(ErrorCode.WRONG_SHAPE)
    return {each for each in chosen if each}


def _other(raw: Any) -> str:
    typed = raw.get(OTHER) if isinstance(raw, dict) else None
    text = "" if typed is None else _read_other(typed)
    if not text:
        raise refuse(ErrorCode.REQUIRED, OTHER)
    return text
