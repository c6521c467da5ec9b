"""Questions as HTML, and the summary of what is wrong above them.

A question has one template, `shared_forms/questions/<type>.html`. The first page of a form is asked for far more often than
any other and is nearly always blank, so the blank questions of forms in use are kept: a frozen question never looks different.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from common.kept import Kept
from shared_forms.error_messages import error_message
from shared_forms.language import AnswerError, CompiledForm, Errors, FormDefinition, Page, Question, StoredFile
from shared_forms.language.answers import NO_FILES, consulted
from shared_forms.language.journey import UNCONDITIONAL, Situation, VisiblePage
from shared_forms.language.page_logic import QuestionLogic, question_logic
from shared_forms.language.texts import JAPANESE
from shared_forms.language.types import (
    ChoiceQuestion,
    ComputedQuestion,
    FileQuestion,
    GroupQuestion,
    MultipleChoiceQuestion,
    YesNoQuestion,
)
from shared_forms.language.types.base import AnswerValue, Files, Reading
from shared_forms.templatetags.words import words
from web.languages import html_lang, page_lang

# Some 200 forms of 20 questions, of one or two kilobytes each.
MOST_QUESTIONS_KEPT = 4096

NO_ERRORS = Errors()


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """An error as it stands beside its control; `part` is None when it is about the whole answer."""

    part: str | None
    message: str


@dataclass(frozen=True, slots=True)
class SummaryItem:
    """An error as it stands in the summary, with the id of the control to go to."""

    anchor: str
    text: str


def render_questions(
    form: CompiledForm | FormDefinition,
    page: Page | VisiblePage,
    values: Mapping[str, Any],
    errors: Errors = NO_ERRORS,
    files: Files = NO_FILES,
) -> SafeString:
    """The questions of one page with what was typed, and what is wrong with it.

    page:    as somebody sees it, or a page of the form itself with everything that it may ask.
    form:    compiled when it is in use; the questions of a mere definition (a preview of something unpublished) are not kept.
    values:  raw or normalised answers by question id.
    files:   attachment id -> file, to name what was uploaded.
    """
    situation = page.situation if isinstance(page, VisiblePage) else UNCONDITIONAL
    return SafeString(
        "".join(_question(form, _Asked.of(question, situation), values, errors, files) for question in page.questions)
    )


def files_of(question: Question, raw: object, files: Files) -> list[StoredFile]:
    """The files among an answer, in its order; none for any other type of question."""
    if not isinstance(question, FileQuestion):
        return []
    return [files[file_id] for file_id in question.typed(raw) if file_id in files]


def error_summary(form: CompiledForm | FormDefinition, errors: Errors) -> tuple[SummaryItem, ...]:
    """Every error in the order of the form, each with the control where it can be put right."""
    definition = form.definition if isinstance(form, CompiledForm) else form
    pairs = ((error, definition.question(error.question)) for error in errors)
    return tuple(
        SummaryItem(anchor(question, error), _message(question, error)) for error, question in pairs if question
    )


def anchor(question: Question, error: AnswerError) -> str:
    """Id of the first control an error is about: `q-<question>`, or `q-<question>-<part or option>`."""
    if isinstance(question, MultipleChoiceQuestion) and error.part == "other":
        return f"q-{question.id}-other_text"
    if isinstance(question, (ChoiceQuestion, MultipleChoiceQuestion)):
        return f"q-{question.id}-{question.options[0].id}"
    if isinstance(question, YesNoQuestion):
        return f"q-{question.id}-yes"
    if isinstance(question, GroupQuestion):
        return _anchor_in_group(question, error)
    part = error.part or next(iter(question.parts), None)
    return f"q-{question.id}-{part}" if part else f"q-{question.id}"


def _anchor_in_group(group: GroupQuestion, error: AnswerError) -> str:
    if located := group.located(error):
        _, question, inner = located
        return anchor(question, inner)
    return f"q-{group.id}.0" if group.min_items else f"q-{group.id}"


def _message(question: Question, error: AnswerError) -> str:
    """What is wrong, in the language of the page; the form's own words in it say it if theirs is another."""
    language = get_language() or JAPANESE
    message = error_message(question, error, language)
    for text in (question.label, error.message):
        if text and html_lang(text.language(language)) != page_lang():
            message = SafeString(conditional_escape(message).replace(escape(text.get(language)), words(text)))
    return message


class _Asked(NamedTuple):
    """A question as it is asked now.

    is_optional:  whether the answers so far let it go unanswered.
    withheld:     options they withhold.
    computed:     the value they come to, of a question that nobody is asked.
    """

    question: Question
    is_optional: bool
    withheld: frozenset[str]
    computed: AnswerValue | None = None

    @classmethod
    def of(cls, question: Question, situation: Situation) -> "_Asked":
        computed = situation.answers.get(question.id) if isinstance(question, ComputedQuestion) else None
        return cls(question, question.id in situation.optional, situation.withheld_of(question.id), computed)


_blanks: Kept[tuple[object, ...], tuple[Question, str]] = Kept(MOST_QUESTIONS_KEPT)


def _question(
    form: CompiledForm | FormDefinition, asked: _Asked, values: Mapping[str, Any], errors: Errors, files: Files
) -> str:
    question = asked.question
    raw = asked.computed if isinstance(question, ComputedQuestion) else values.get(question.id)
    wrong = errors.of(question.id)
    if isinstance(question, GroupQuestion):
        return _group(asked, question, raw, wrong, _outside(form, values, files))
    if isinstance(form, CompiledForm) and not wrong and (raw is None or question.is_blank(raw)):
        return _blank(asked)
    return _rendered(
        asked,
        raw,
        [ErrorLine(error.part, _message(question, error)) for error in wrong],
        files,
    )


def _blank(asked: _Asked) -> str:
    """The question without an answer. It is kept with its HTML, so that no other object ever has its identity."""
    key = (id(asked.question), asked.is_optional, asked.withheld, get_language())
    return _blanks.get(key, lambda: (asked.question, _rendered(asked, None, [], NO_FILES)))[1]


def _rendered(asked: _Asked, raw: object, errors: list[ErrorLine], files: Files) -> str:
    question = asked.question
    context = {
        "question": question,
        "is_optional": asked.is_optional,
        "withheld": asked.withheld,
        "value": question.typed(raw),
        "errors": errors,
        "files": files_of(question, raw, files),
    }
    return get_template(f"shared_forms/questions/{question.type}.html").render(context)


# Stands for the key and the number of a row in the one that browsers copy.
_NEW = "0new0"


@dataclass(frozen=True, slots=True)
class InRow:
    """One question in a row.

    name:   of its controls.
    waits:  not asked now, but perhaps after other answers; only a script ever shows it.
    """

    question: Question
    name: str
    html: SafeString
    logic: QuestionLogic
    waits: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One row of a group as it stands on a page."""

    key: int | str
    label: str
    asked: tuple[InRow, ...]
    can_go: bool


def _outside(form: CompiledForm | FormDefinition, values: Mapping[str, Any], files: Files) -> Reading:
    """What conditions in a row can look at in the form around it; nothing in one that nobody answers."""
    today = timezone.localdate()
    known = consulted(form, values, today=today, files=files) if isinstance(form, CompiledForm) else {}
    return Reading(today, files, dict(known))


def _group(asked: _Asked, group: GroupQuestion, raw: object, errors: tuple[AnswerError, ...], outside: Reading) -> str:
    """Rows of questions, each asked as the answers before it, in the row and in the form, make it.

    outside:  what is known of the form that the group stands in.
    """
    typed = group.typed(raw)
    located = [(error, group.located(error)) for error in errors]
    language = get_language() or JAPANESE

    def row(key: int | str, number: int | str, answers: dict[str, Any]) -> GroupRow:
        wrong = [found[1:] for _, found in located if found and found[0] == key]
        asked = tuple(_row(group, key, answers, wrong, outside))
        return GroupRow(key, group.row_label(number, language), asked, can_go=len(typed) > group.min_items)

    context = {
        "question": group,
        "is_optional": asked.is_optional,
        "errors": [ErrorLine(None, error_message(group, error, language)) for error, found in located if not found],
        "rows": [row(key, key + 1, answers) for key, answers in enumerate(typed)],
        "blank": row(_NEW, _NEW, {}),
        "is_full": len(typed) >= group.max_items,
        "add_label": group.add_label.get(language) if group.add_label else gettext("もう1つ追加する"),
    }
    return get_template("shared_forms/questions/group.html").render(context)


def _row(
    group: GroupQuestion,
    key: int | str,
    answers: dict[str, Any],
    errors: Sequence[tuple[Question, AnswerError]],
    outside: Reading,
) -> Iterator[InRow]:
    known, language = group.known_in_row(answers, outside), get_language() or JAPANESE
    for question, named in zip(group.questions, group.in_row(key), strict=True):
        wrong = [
            ErrorLine(error.part, error_message(named, error, language)) for of, error in errors if of.id == named.id
        ]
        asked = _asked_in_row(question, named, known, outside.today)
        html = SafeString(_rendered(asked, answers.get(question.id), wrong, NO_FILES))
        waits = question.show_when is not None and not question.show_when.predicate()(known, outside.today)
        yield InRow(question, named.id, html, question_logic(question), waits)


def _asked_in_row(question: Question, named: Question, known: Mapping[str, Any], today: date) -> _Asked:
    is_optional = question.required_when is not None and not question.required_when.predicate()(known, today)
    conditions = ((option.id, option.show_when) for option in question.offers() if option.show_when)
    withheld = (option for option, condition in conditions if not condition.predicate()(known, today))
    return _Asked(named, is_optional, frozenset(withheld))
