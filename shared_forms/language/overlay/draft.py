"""The form while operations change it; it knows what is there, what is locked and what the city added."""

from enum import StrEnum
from typing import NamedTuple

from shared_forms.language.definition import FormDefinition, Page
from shared_forms.language.texts import Text
from shared_forms.language.types import OptionsQuestion, Question, QuestionWithOptions, SelectQuestion
from shared_forms.language.types.options import Option

# Ids of what a city adds begin so, and no template's do: an element that a new template version brings never collides.
CITY_PREFIX = "city_"


class ProblemCode(StrEnum):
    """Why an operation cannot be carried out."""

    UNKNOWN = "unknown"
    LOCKED = "locked"
    NEEDED = "needed"
    ADDED_BY_CITY = "added_by_city"
    ID_TAKEN = "id_taken"
    NOT_CITY_ID = "not_city_id"
    NOT_APPLICABLE = "not_applicable"
    FAULT = "fault"


class Impossible(Exception):
    """Raised by an operation that cannot be carried out, with a Japanese sentence for the person who edits the form."""

    def __init__(self, code: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Spot(NamedTuple):
    """A place for a question: before or after another one, or at the end of a page. Exactly one is given."""

    after: str | None
    before: str | None
    page: str | None


class Draft:
    """A working copy of a form without faults, taken apart by id."""

    def __init__(self, definition: FormDefinition) -> None:
        self._original = definition
        self.guide = definition.guide
        self.repeat = definition.repeat
        self.checks = definition.checks
        self.next = definition.next
        self.pages: dict[str, Page] = {page.id: page for page in definition.pages}
        self.questions: dict[str, Question] = {question.id: question for question in definition.every_question()}
        self.order: dict[str, list[str]] = {page.id: [q.id for q in page.questions] for page in definition.pages}
        self.gone_from_rows: set[str] = set()
        self.added: set[str] = set()
        self.added_options: set[tuple[str, str]] = set()

    def element(self, target: str) -> Page | Question:
        """A page or question."""
        element = self.pages.get(target) or self.questions.get(target)
        if element is None:
            raise Impossible(ProblemCode.UNKNOWN, f"「{target}」は、この様式にありません。")
        return element

    def unlocked(self, target: str) -> Page | Question:
        """A page or question that the city may change."""
        element = self.element(target)
        refuse_locked(name_of(element), element.locked)
        return element

    def unlocked_question(self, target: str) -> Question:
        """A question that the city may change."""
        element = self.unlocked(target)
        if isinstance(element, Page):
            raise Impossible(ProblemCode.NOT_APPLICABLE, f"ページ『{element.title}』は項目ではありません。")
        return element

    def unlocked_choice(self, target: str) -> QuestionWithOptions:
        """A question with options that the city may change."""
        question = self.unlocked_question(target)
        if not isinstance(question, OptionsQuestion):
            raise Impossible(ProblemCode.NOT_APPLICABLE, f"『{question.label}』は選択の項目ではありません。")
        if isinstance(question, SelectQuestion) and question.dataset:
            message = (
                f"『{question.label}』の選択肢は市の一覧から入ります。選択肢を変えるときは、一覧を直してください。"
            )
            raise Impossible(ProblemCode.NOT_APPLICABLE, message)
        return question

    def unlocked_option(self, target: str, option_id: str) -> tuple[QuestionWithOptions, Option]:
        """An option that the city may change, with its question."""
        question = self.unlocked_choice(target)
        option = question.option(option_id)
        if option is None:
            raise Impossible(ProblemCode.UNKNOWN, f"『{question.label}』に選択肢「{option_id}」がありません。")
        refuse_locked(f"{question.label}：{option.label}", option.locked)
        return question, option

    def put(self, element: Page | Question) -> None:
        """Take over a changed page or question."""
        if isinstance(element, Page):
            self.pages[element.id] = element
        else:
            self.questions[element.id] = element

    def put_option(self, question: QuestionWithOptions, option: Option) -> None:
        """Take over a changed option."""
        options = tuple(option if old.id == option.id else old for old in question.options)
        self.put(question.model_copy(update={"options": options}))

    def page_of(self, question_id: str) -> str:
        """Id of the page a question stands on."""
        return next(page for page, questions in self.order.items() if question_id in questions)

    def refuse_taken(self, name: str) -> None:
        """Refuse an id that something in the form has already."""
        if name in self.questions or name in self.pages:
            raise Impossible(ProblemCode.ID_TAKEN, f"ID「{name}」は、もう使われています。")

    def add_page(self, page: Page, *, after: str | None) -> None:
        """Put a page behind one that is there, or first of all."""
        names = list(self.pages)
        names.insert(names.index(after) + 1 if after else 0, page.id)
        self.pages = {name: self.pages.get(name, page) for name in names}
        self.order[page.id] = []

    def check(self, spot: Spot) -> None:
        """Refuse a place that is not there."""
        anchor = spot.after or spot.before
        if anchor in self.questions:
            self.refuse_in_row(self.questions[str(anchor)])
        if (anchor and anchor not in self.questions) or (spot.page and spot.page not in self.pages):
            raise Impossible(ProblemCode.UNKNOWN, f"置き場所の「{anchor or spot.page}」は、この様式にありません。")

    def refuse_in_row(self, question: Question) -> None:
        """Refuse a place in the rows of a group: what is asked there, and in which order, is the template's."""
        if self._original.group_of(question.id) is not None:
            message = f"『{question.label}』はくり返す項目の中にあるので、移したり、その前後に置いたりできません。"
            raise Impossible(ProblemCode.NOT_APPLICABLE, message)

    def place(self, question_id: str, spot: Spot) -> None:
        """Put a question that stands nowhere into a place that is there."""
        if spot.page:
            self.order[spot.page].append(question_id)
            return
        anchor = str(spot.after or spot.before)
        neighbours = self.order[self.page_of(anchor)]
        neighbours.insert(neighbours.index(anchor) + (1 if spot.after else 0), question_id)

    def lift(self, question_id: str) -> None:
        """Take a question out of its place."""
        self.order[self.page_of(question_id)].remove(question_id)

    def _as_changed(self, question_id: str) -> Question:
        """A question with what was changed in its rows."""
        question = self.questions[question_id]
        kept = tuple(self.questions[inner.id] for inner in question.inner() if inner.id not in self.gone_from_rows)
        return question.model_copy(update={"questions": kept}) if question.inner() else question

    def definition(self) -> FormDefinition:
        """The form as it stands; pages on which nothing is left are gone, unless they are locked."""
        pages = tuple(
            page.model_copy(update={"questions": tuple(self._as_changed(name) for name in self.order[page.id])})
            for page in self.pages.values()
            if self.order[page.id] or page.locked
        )
        # A new document rather than a copy: what the original remembers of its questions is not true here.
        fields = {name: getattr(self._original, name) for name in ("title", "kind", "source")}
        return FormDefinition(
            **fields, guide=self.guide, repeat=self.repeat, pages=pages, checks=self.checks, next=self.next
        )


def name_of(element: Page | Question) -> str:
    """What people call a page or question."""
    return str(element.title if isinstance(element, Page) else element.label)


def refuse_locked(name: str, reason: Text | None) -> None:
    """Refuse to touch what the template locks."""
    if reason is not None:
        raise Impossible(ProblemCode.LOCKED, f"『{name}』は固定されていて、変えられません。理由：{reason}")
