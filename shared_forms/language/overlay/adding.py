"""What a city puts into a form, and where: pages, questions and options of its own, and questions in another place."""

from typing import Literal, Self

from pydantic import model_validator

from shared_forms.language.conditions import Condition
from shared_forms.language.definition import Page
from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.overlay.draft import CITY_PREFIX, Draft, Impossible, ProblemCode, Spot
from shared_forms.language.texts import Text
from shared_forms.language.types import Question
from shared_forms.language.types.options import Option


class OwnPage(FrozenModel):
    """A page of the city's own, still without questions: they are added to it, or moved there."""

    id: Id
    title: Text
    help: Text | None = None
    show_when: Condition | None = None

    def as_page(self) -> Page:
        """The same as a page of a form."""
        return Page(id=self.id, title=self.title, help=self.help, show_when=self.show_when, questions=())


class AddPage(FrozenModel):
    """Put one more page on the way (ページを足す), behind another one or as the first. It is shown once a question stands on it."""

    op: Literal["add_page"]
    page: OwnPage
    after: Id | None = None

    def change(self, draft: Draft) -> None:
        _refuse_foreign_id(self.page.id)
        draft.refuse_taken(self.page.id)
        if self.after is not None and self.after not in draft.pages:
            raise Impossible(ProblemCode.UNKNOWN, f"置き場所の「{self.after}」は、この様式にありません。")
        draft.add_page(self.page.as_page(), after=self.after)


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
        draft.refuse_taken(name)
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


def _refuse_foreign_id(name: str) -> None:
    if not name.startswith(CITY_PREFIX):
        message = f"市が足すもののIDは「{CITY_PREFIX}」で始めてください：「{name}」"
        raise Impossible(ProblemCode.NOT_CITY_ID, message)
