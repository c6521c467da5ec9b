"""Questions as HTML, and the summary of what is wrong above them.

A question has one template, `shared_forms/questions/<type>.html`. The first page of a form is asked for far more often than
any other and is nearly always blank, so the blank questions of forms in use are kept: a frozen question never looks different.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common.kept import Kept
from shared_forms.error_messages import error_message
from shared_forms.language import AnswerError, CompiledForm, Errors, FormDefinition, Page, Question, StoredFile
from shared_forms.language.answers import NO_FILES
from shared_forms.language.journey import UNCONDITIONAL, Situation, VisiblePage
from shared_forms.language.texts import JAPANESE
from shared_forms.language.types import ChoiceQuestion, FileQuestion, MultipleChoiceQuestion, YesNoQuestion
from shared_forms.language.types.base import Files

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
    keep = isinstance(form, CompiledForm)
    situation = page.situation if isinstance(page, VisiblePage) else UNCONDITIONAL
    return SafeString(
        "".join(
            _question(_Asked.of(question, situation), values, errors, files, keep=keep) for question in page.questions
        )
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
        SummaryItem(anchor(question, error), error_message(question, error, get_language() or JAPANESE))
        for error, question in pairs
        if question
    )


def anchor(question: Question, error: AnswerError) -> str:
    """Id of the first control an error is about: `q-<question>`, or `q-<question>-<part or option>`."""
    if isinstance(question, MultipleChoiceQuestion) and error.part == "other":
        return f"q-{question.id}-other_text"
    if isinstance(question, (ChoiceQuestion, MultipleChoiceQuestion)):
        return f"q-{question.id}-{question.options[0].id}"
    if isinstance(question, YesNoQuestion):
        return f"q-{question.id}-yes"
    part = error.part or next(iter(question.parts), None)
    return f"q-{question.id}-{part}" if part else f"q-{question.id}"


class _Asked(NamedTuple):
    """A question as it is asked now: whether the answers so far let it go unanswered, and which options they withhold."""

    question: Question
    is_optional: bool
    withheld: frozenset[str]

    @classmethod
    def of(cls, question: Question, situation: Situation) -> "_Asked":
        return cls(question, question.id in situation.optional, situation.withheld_of(question.id))


_blanks: Kept[tuple[object, ...], tuple[Question, str]] = Kept(MOST_QUESTIONS_KEPT)


def _question(asked: _Asked, values: Mapping[str, Any], errors: Errors, files: Files, *, keep: bool) -> str:
    question = asked.question
    raw = values.get(question.id)
    wrong = errors.of(question.id)
    if keep and not wrong and (raw is None or question.is_blank(raw)):
        return _blank(asked)
    return _rendered(
        asked,
        raw,
        [ErrorLine(error.part, error_message(question, error, get_language() or JAPANESE)) for error in wrong],
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
