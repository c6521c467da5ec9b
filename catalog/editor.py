"""A city's form as the editor shows it: every page and question with where it stands between template and city."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from catalog.computation_words import rule
from catalog.condition_words import when
from catalog.selectors import CityForm
from shared_forms.language import FormDefinition, Page, Question
from shared_forms.language.overlay import changed_targets
from shared_forms.language.types import ComputedQuestion, OptionsQuestion, SelectQuestion

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
    is_hidden: bool
    questions: tuple[QuestionRow, ...]

    @property
    def last_shown(self) -> str:
        """Id of the last question that is not hidden; "" when all are."""
        return next((question.id for question in reversed(self.questions) if not question.is_hidden), "")

    @property
    def is_editable(self) -> bool:
        return not self.lock and not self.is_hidden


def page_rows(form: CityForm) -> tuple[PageRow, ...]:
    """Every page of the template, as the city shows or hides it."""
    shown = {page.id: page for page in form.definition.pages}
    return tuple(_page(form, page, shown.get(page.id)) for page in form.template.pages)


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


def _page(form: CityForm, original: Page, shown: Page | None) -> PageRow:
    page = shown or original
    return PageRow(
        page.id,
        str(page.title),
        str(page.help or ""),
        _was(str(original.title), str(page.title)),
        str(page.locked or ""),
        _condition(form.template, page),
        page.id in changed_targets(form.overlay),
        shown is None,
        tuple(_question(form, question) for question in _questions(form, original, shown)),
    )


def _questions(form: CityForm, original: Page, shown: Page | None) -> Iterable[Question]:
    """The questions shown on a page, and behind their neighbours of the template those the city hides."""
    questions = list(shown.questions if shown else ())
    before: str | None = None
    for question in original.questions:
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
