"""What answers on a page change on the same page (画面の中の条件), for a browser that shows it at once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from shared_forms.language.conditions import Condition
from shared_forms.language.definition import Page
from shared_forms.language.journey import VisiblePage
from shared_forms.language.types import ComputedQuestion, Question
from shared_forms.language.types.base import AnswerValue

_CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


@dataclass(frozen=True, slots=True)
class QuestionLogic:
    """The conditions of one question as JSON, "" where it has none; options by their id, those without left out; how it is computed."""

    show_when: str = ""
    required_when: str = ""
    options: str = ""
    compute: str = ""


@dataclass(frozen=True, slots=True)
class PageLogic:
    """What a browser needs to know.

    questions:  the questions that depend on others of the page, and those others; groups in whose rows that is so.
    waiting:    questions that are not asked now, but after other answers on this page.
    answers:    the answers from elsewhere at which conditions look, those in the rows of any group among the questions too: a
                browser settles rows whenever something looks at their group.
    """

    questions: dict[str, QuestionLogic]
    waiting: frozenset[str]
    answers: dict[str, AnswerValue]


def page_logic(visible: VisiblePage) -> PageLogic | None:
    """The logic of a page as somebody sees it; None where no answer changes anything on the page."""
    here = _changing(visible.page)
    asked = {question.id for question in visible.questions}
    dependent = {each.id: each for each in visible.page.questions if here & set(_looked_at(each))}
    if not dependent:
        return None
    looked_at = {name for question in dependent.values() for name in _looked_at(question)}
    known = visible.situation.answers
    waiting = frozenset(
        name for name, question in dependent.items() if name not in asked and _depends(question.show_when, here)
    )
    told = (looked_at & here | dependent.keys()) & (asked | waiting)
    in_rows = {name for each in visible.page.questions if each.id in told and each.inner() for name in _looked_at(each)}
    return PageLogic(
        {name: question_logic(dependent[name]) if name in dependent else QuestionLogic() for name in told},
        waiting,
        {name: known[name] for name in (looked_at | in_rows) - here if name in known},
    )


def _changing(page: Page) -> set[str]:
    """What answers on the page can change: its questions, those in rows, and of the computed values those that depend on these."""
    here: set[str] = set()
    for question in page.questions:
        if question.is_asked or here & set(_looked_at(question)):
            here.update((question.id, *(inner.id for inner in question.inner())))
    return here


def _depends(condition: Condition | None, here: set[str]) -> bool:
    return condition is not None and any(reference.question in here for reference in condition.references())


def _conditions(question: Question) -> Iterator[Condition]:
    for each in (question.show_when, question.required_when, *(option.show_when for option in question.offers())):
        if each is not None:
            yield each


def _looked_at(question: Question) -> Iterator[str]:
    """What a question looks at, and the questions in its rows."""
    for each in (question, *question.inner()):
        yield from (reference.question for condition in _conditions(each) for reference in condition.references())
        yield from (ingredient.question for ingredient in each.ingredients())


def question_logic(question: Question) -> QuestionLogic:
    """What a browser needs to know of one question."""
    options = {option.id: _document(option.show_when) for option in question.offers() if option.show_when}
    compute = question.compute if isinstance(question, ComputedQuestion) else None
    return QuestionLogic(
        _json(question.show_when),
        _json(question.required_when),
        json.dumps(options) if options else "",
        json.dumps(compute.model_dump(mode="json", exclude_defaults=True)) if compute else "",
    )


def _document(condition: Condition) -> object:
    return _CONDITION.dump_python(condition, mode="json", exclude_defaults=True)


def _json(condition: Condition | None) -> str:
    return json.dumps(_document(condition)) if condition else ""
