"""What a city may do to a form; each operation names its target by id and knows how to carry itself out."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, model_validator

from shared_forms.language.definition import Page
from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.guide import LocalFact
from shared_forms.language.overlay.draft import CITY_PREFIX, Draft, Impossible, ProblemCode, Spot
from shared_forms.language.texts import Text
from shared_forms.language.types import Question
from shared_forms.language.types.options import Option


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


class _Placed(FrozenModel):
    """An operation with a place for a question."""

    after: Id | None = None
    before: Id | None = None
    page: Id | None = None

    @property
    def spot(self) -> Spot:
        """Where the question goes."""
        return Spot(self.after, self.before, self.page)

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(anchor is not None for anchor in self.spot) != 1:
            raise ValueError("exactly one of after, before and page")
        return self


class AddQuestion(_Placed):
    """Ask something of the city's own (項目を足す)."""

    op: Literal["add_question"]
    question: Question

    def change(self, draft: Draft) -> None:
        name = self.question.id
        _refuse_foreign_id(name)
        if name in draft.questions or name in draft.pages:
            raise Impossible(ProblemCode.ID_TAKEN, f"ID「{name}」は、もう使われています。")
        draft.check(self.spot)
        draft.put(self.question)
        draft.place(name, self.spot)
        draft.added.add(name)


class AddOption(FrozenModel):
    """Offer one more answer (選択肢を足す), after another option or as the last."""

    op: Literal["add_option"]
    target: Id
    option: Option
    after: Id | None = None

    def change(self, draft: Draft) -> None:
        question = draft.unlocked_choice(self.target)
        _refuse_foreign_id(self.option.id)
        ids = [option.id for option in question.options]
        if self.option.id in ids:
            raise Impossible(ProblemCode.ID_TAKEN, f"『{question.label}』にID「{self.option.id}」がもうあります。")
        if self.after is not None and self.after not in ids:
            raise Impossible(ProblemCode.UNKNOWN, f"『{question.label}』に選択肢「{self.after}」がありません。")
        place = ids.index(self.after) + 1 if self.after else len(ids)
        options = (*question.options[:place], self.option, *question.options[place:])
        draft.put(question.model_copy(update={"options": options}))
        draft.added_options.add((question.id, self.option.id))


class Move(_Placed):
    """Ask a question elsewhere (移す)."""

    op: Literal["move"]
    target: Id

    def change(self, draft: Draft) -> None:
        question = draft.unlocked_question(self.target)
        draft.refuse_in_row(question)
        if self.target in self.spot:
            raise Impossible(ProblemCode.NOT_APPLICABLE, f"『{question.label}』を、それ自身の前後には移せません。")
        draft.check(self.spot)
        draft.lift(self.target)
        draft.place(self.target, self.spot)


class SetFact(FrozenModel):
    """Say what is so in this city, or that there is nothing to say (市の情報)."""

    op: Literal["set_fact"]
    fact: LocalFact
    value: Text | None

    def change(self, draft: Draft) -> None:
        draft.guide = draft.guide.model_copy(update={self.fact: self.value})


Operation = Annotated[
    Relabel | Rehelp | Hide | Require | AddQuestion | AddOption | Move | SetFact, Field(discriminator="op")
]


class Overlay(FrozenModel):
    """The changes of one city to one template, in the order in which they are carried out."""

    operations: tuple[Operation, ...] = Field(default=(), max_length=1000)


def _refuse_foreign_id(name: str) -> None:
    if not name.startswith(CITY_PREFIX):
        message = f"市が足すもののIDは「{CITY_PREFIX}」で始めてください：「{name}」"
        raise Impossible(ProblemCode.NOT_CITY_ID, message)
