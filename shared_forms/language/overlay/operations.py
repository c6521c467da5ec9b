"""What a city may do to a form; each operation names its target by id and knows how to carry itself out."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt, StringConstraints, ValidationError

from shared_forms.language.definition import Page
from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.guide import LocalFact
from shared_forms.language.overlay.adding import AddOption, AddPage, AddQuestion, Move
from shared_forms.language.overlay.draft import Draft, Impossible, ProblemCode
from shared_forms.language.texts import Text
from shared_forms.language.types import Question
from shared_forms.language.types.date import FromAnswer, FromToday, OfFiscalYear
from shared_forms.language.types.month import FromThisMonth

_Word = Annotated[str, StringConstraints(min_length=1, max_length=100)]

# How much is accepted, as the form language writes it: a number, a day, month or time, a distance from today, types of files.
LimitValue = (
    StrictInt | StrictFloat | _Word | tuple[_Word, ...] | FromToday | FromAnswer | OfFiscalYear | FromThisMonth | None
)

LIMIT_NAMES = {
    "max_length": "文字数の上限",
    "min_length": "文字数の下限",
    "min": "下限",
    "max": "上限",
    "min_files": "ファイルの数の下限",
    "max_files": "ファイルの数の上限",
    "max_size_bytes": "ファイルの大きさの上限",
    "accept": "ファイルの種類",
    "min_chosen": "選ぶ数の下限",
    "max_chosen": "選ぶ数の上限",
    "min_items": "行の数の下限",
    "max_items": "行の数の上限",
}


class Relabel(FrozenModel):
    """Call a page, question or option by other words (ことばを変える)."""

    op: Literal["relabel"]
    target: Id
    option: Id | None = None
    text: Text

    def change(self, draft: Draft) -> None:
        if self.option:
            question, option = draft.unlocked_option(self.target, self.option)
            draft.put_option(question, option.model_copy(update={"label": self.text}))
            return
        element = draft.unlocked(self.target)
        draft.put(element.model_copy(update={"title" if isinstance(element, Page) else "label": self.text}))


class Rehelp(FrozenModel):
    """Guide people by other words, or by none (案内を変える)."""

    op: Literal["rehelp"]
    target: Id
    option: Id | None = None
    text: Text | None

    def change(self, draft: Draft) -> None:
        if self.option:
            question, option = draft.unlocked_option(self.target, self.option)
            draft.put_option(question, option.model_copy(update={"note": self.text}))
            return
        draft.put(draft.unlocked(self.target).model_copy(update={"help": self.text}))


class Hide(FrozenModel):
    """Do without a page, question or option (隠す). Carried out after all others, see `hiding`."""

    op: Literal["hide"]
    target: Id
    option: Id | None = None


class Require(FrozenModel):
    """Demand an answer always, or leave it to the person (必須・任意)."""

    op: Literal["require"]
    target: Id
    required: StrictBool

    def change(self, draft: Draft) -> None:
        changes = {"required": self.required, "required_when": None}
        draft.put(draft.unlocked_question(self.target).model_copy(update=changes))


class SetLimit(FrozenModel):
    """Accept more or less (入力の範囲): another limit of a question, by its name in the form language; None is no limit.

    Each type says what its limits are.
    """

    op: Literal["set_limit"]
    target: Id
    limit: Id
    value: LimitValue

    def change(self, draft: Draft) -> None:
        draft.put(self.limited(draft.unlocked_question(self.target)))

    def limited(self, question: Question) -> Question:
        """The question with the limit."""
        if self.limit not in question.limits:
            raise Impossible(ProblemCode.NOT_APPLICABLE, f"『{question.label}』に、この入力の範囲はありません。")
        limit = {self.limit: self.model_dump(mode="json")["value"]}
        attributes = question.model_dump(mode="json", exclude_defaults=True) | limit
        try:
            return type(question).model_validate(attributes)
        except ValidationError as error:
            message = f"『{question.label}』の{LIMIT_NAMES[self.limit]}に使えない値です：{limit[self.limit]}"
            raise Impossible(ProblemCode.NOT_APPLICABLE, message) from error


class SetFact(FrozenModel):
    """Say what is so in this city, or that there is nothing to say (市の情報)."""

    op: Literal["set_fact"]
    fact: LocalFact
    value: Text | None

    def change(self, draft: Draft) -> None:
        draft.guide = draft.guide.model_copy(update={self.fact: self.value})


Operation = Annotated[
    Relabel | Rehelp | Hide | Require | SetLimit | AddPage | AddQuestion | AddOption | Move | SetFact,
    Field(discriminator="op"),
]


class Overlay(FrozenModel):
    """The changes of one city to one template, in the order in which they are carried out."""

    operations: tuple[Operation, ...] = Field(default=(), max_length=1000)
