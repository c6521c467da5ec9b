"""A city's form as the editor shows it: every page and question with where it stands between template and city."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from catalog import editing
from catalog.computation_words import rule
from catalog.condition_words import when
from catalog.selectors import CityForm
from shared_forms.language import FormDefinition, Page, Question
from shared_forms.language.overlay import AddPage, changed_targets
from shared_forms.language.types import ComputedQuestion, OptionsQuestion, SelectQuestion

END_OF_PAGE = "page:"  # before the id of a page, as a place for a question
TYPE_NAMES = {
    "text": "文字",
    "long_text": "長い文",
    "kana": "フリガナ",
    "person_name": "氏名",
    "date": "日付",
    "choice": "1つ選ぶ",
    "yes_no": "はい・いいえ",
    "email": "メールアドレス",
    "address": "住所",
    "file": "ファイル",
    "multiple_choice": "いくつでも選ぶ",
    "select": "一覧から選ぶ",
    "bank_account": "口座",
    "number": "数",
    "money": "金額",
    "phone": "電話番号",
    "time": "時刻",
    "month": "年月",
    "consent": "同意",
    "corporate_number": "法人番号",
    "invoice_number": "インボイスの登録番号",
    "computed": "計算して示す項目",
    "static": "説明文",
    "group": "くり返す項目",
}


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option. was: the template's words, where the city has others."""

    id: str
    label: str
    was: str
    is_added: bool
    is_hidden: bool
    lock: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question, hidden ones included.

    lock:     why it cannot be changed, "" when it can.
    dataset:  the city's list that gives the options, or "".
    is_note:  each city words it for itself (市の案内).
    """

    is_page: ClassVar[bool] = False

    id: str
    label: str
    help: str
    was: str
    kind: str
    required: bool
    lock: str
    condition: str
    is_changed: bool
    is_added: bool
    is_hidden: bool
    options: tuple[OptionRow, ...]
    dataset: str
    is_note: bool

    @property
    def is_editable(self) -> bool:
        return not self.lock and not self.is_hidden


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page with its questions; a hidden one is nowhere on the residents' way."""

    is_page: ClassVar[bool] = True

    id: str
    label: str
    help: str
    was: str
    lock: str
    condition: str
    is_changed: bool
    is_added: bool
    is_hidden: bool
    is_note: bool
    questions: tuple[QuestionRow, ...]

    @property
    def last_shown(self) -> str:
        """Id of the last question that is not hidden; "" when all are."""
        return next((question.id for question in reversed(self.questions) if not question.is_hidden), "")

    @property
    def as_place(self) -> str:
        """The place of a first question on it (`catalog.forms.AddQuestionForm`)."""
        return f"{END_OF_PAGE}{self.id}"

    @property
    def is_editable(self) -> bool:
        return not self.lock and not self.is_hidden


def page_rows(form: CityForm) -> tuple[PageRow, ...]:
    """Every page: those shown, among them the city's own, and those that the city hides or that are still empty."""
    pages = list(form.definition.pages)
    before: str | None = None
    for page in form.template.pages:
        if page.id not in _ids(pages):
            _insert(pages, page, before)
        before = page.id
    for operation in form.overlay.operations:
        if isinstance(operation, AddPage) and operation.page.id not in _ids(pages):
            _insert(pages, operation.page.as_page(), operation.after)
    return tuple(_page(form, page) for page in pages)


def page_titles(form: CityForm) -> dict[str, str]:
    """Pages on which a question may be put, with their titles: id -> title, in the order of the form."""
    return {row.id: row.label for row in page_rows(form) if not row.is_hidden}


def other_pages(form: CityForm, question_id: str) -> dict[str, str]:
    """Pages to which a question may be moved."""
    here = next((page.id for page in form.definition.pages if question_id in _ids(page.questions)), None)
    return {page: title for page, title in page_titles(form).items() if page != here}


def element_under_hand(form: CityForm, target: str) -> Page | Question | None:
    """A page or question of the form, or a page of the city's own that is still empty."""
    added = editing.added_page(form.overlay, target)
    return element(form.definition, target) or (added.page.as_page() if added else None)


def find(pages: Iterable[PageRow], target: str) -> PageRow | QuestionRow | None:
    """The row of a page or question."""
    for page in pages:
        if page.id == target:
            return page
        if found := next((question for question in page.questions if question.id == target), None):
            return found
    return None


def element(definition: FormDefinition, target: str) -> Page | Question | None:
    """A page or question of a form."""
    pages = (page for page in definition.pages if page.id == target)
    return definition.question(target) or next(pages, None)


def locked_count(form: CityForm) -> int:
    """How many questions nobody may change."""
    return sum(question.locked is not None for question in form.template.questions())


def kind_of(question: Question) -> str:
    """What people call the type of a question."""
    return TYPE_NAMES[question.type]


def _ids(elements: Iterable[Page | Question]) -> list[str]:
    return [each.id for each in elements]


def _insert(pages: list[Page], page: Page, after: str | None) -> None:
    ids = _ids(pages)
    pages.insert(ids.index(after) + 1 if after in ids else 0, page)


def _page(form: CityForm, page: Page) -> PageRow:
    original = next((each for each in form.template.pages if each.id == page.id), None)
    is_shown = page.id in _ids(form.definition.pages)
    return PageRow(
        page.id,
        str(page.title),
        str(page.help or ""),
        _was(str(original.title), str(page.title)) if original else "",
        str(page.locked or ""),
        _condition(form.definition, page),
        page.id in changed_targets(form.overlay),
        original is None,
        original is not None and not is_shown,
        page.local_note,
        tuple(_question(form, question) for question in _questions(form, original, page if is_shown else None)),
    )


def _questions(form: CityForm, original: Page | None, shown: Page | None) -> Iterable[Question]:
    """The questions shown on a page, and behind their neighbours of the template those the city hides."""
    questions = list(shown.questions if shown else ())
    before: str | None = None
    for question in original.questions if original else ():
        if form.definition.question(question.id) is None:
            ids = [each.id for each in questions]
            questions.insert(ids.index(before) + 1 if before in ids else 0, question)
        before = question.id
    return questions


def _question(form: CityForm, question: Question) -> QuestionRow:
    original = form.template.question(question.id)
    return QuestionRow(
        question.id,
        str(question.label),
        str(question.help or ""),
        _was(str(original.label), str(question.label)) if original else "",
        kind_of(question),
        question.required,
        str(question.locked or ""),
        _condition(form.definition, question),
        question.id in changed_targets(form.overlay),
        original is None,
        form.definition.question(question.id) is None,
        tuple(_options(question, original)),
        (question.dataset or "") if isinstance(question, SelectQuestion) else "",
        question.local_note,
    )


def _options(question: Question, original: Question | None) -> Iterator[OptionRow]:
    """The options shown, then those the city hides."""
    if not isinstance(question, OptionsQuestion):
        return
    before = {option.id: option for option in original.options} if isinstance(original, OptionsQuestion) else {}
    for option in question.options:
        was = _was(str(before[option.id].label), str(option.label)) if option.id in before else ""
        yield OptionRow(
            option.id, str(option.label), was, option.id not in before, is_hidden=False, lock=str(option.locked or "")
        )
    for option in before.values():
        if question.option(option.id) is None:
            yield OptionRow(option.id, str(option.label), "", is_added=False, is_hidden=True, lock="")


def _was(original: str, now: str) -> str:
    return original if original != now else ""


def _condition(definition: FormDefinition, element: Page | Question) -> str:
    shown = f"{when(definition, element.show_when)}ときだけ出ます。" if element.show_when else ""
    needed = None if isinstance(element, Page) else element.required_when
    computed = rule(definition, element) if isinstance(element, ComputedQuestion) else ""
    return computed + shown + (f"{when(definition, needed)}ときだけ必須です。" if needed else "")
