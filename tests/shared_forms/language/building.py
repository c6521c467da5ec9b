"""Small forms for the tests of the form language: each test states only what it is about."""

from datetime import date
from typing import Any

from shared_forms.language import Errors, FormDefinition, StoredFile, compile  # noqa: A004
from shared_forms.language.answers import Answers, parse
from shared_forms.language.checks import Check

TODAY = date(2026, 11, 22)


def a_question(question_id: str = "q", kind: str = "text", **attributes: Any) -> dict[str, Any]:
    return {"id": question_id, "type": kind, "label": f"項目{question_id}", **attributes}


def a_choice(question_id: str = "q", options: str | list[dict[str, Any]] = "abc", **attributes: Any) -> dict[str, Any]:
    choices = [{"id": each, "label": f"選択肢{each}"} if isinstance(each, str) else each for each in options]
    return a_question(question_id, "choice", **{"options": choices, **attributes})


def a_page(page_id: str, *questions: dict[str, Any], **attributes: Any) -> dict[str, Any]:
    return {"id": page_id, "title": f"ページ{page_id}", "questions": list(questions), **attributes}


def a_form(*pages: dict[str, Any], **attributes: Any) -> FormDefinition:
    return FormDefinition.model_validate({"title": "様式", "kind": "application", "pages": list(pages), **attributes})


def one_page(*questions: dict[str, Any]) -> FormDefinition:
    return a_form(a_page("page", *questions))


def answer(question: dict[str, Any], raw: Any, files: dict[str, StoredFile] | None = None) -> Any:
    """The normalised answer to a single question, None when there is none; fails when it is refused."""
    result = parse(compile(one_page(question)), {question["id"]: raw}, today=TODAY, files=files or {})
    assert isinstance(result, Answers), result
    return result.get(question["id"])


def refusals(question: dict[str, Any], raw: Any, files: dict[str, StoredFile] | None = None) -> list[tuple[Any, ...]]:
    """(part, code, parameters) of everything that is wrong with the answer to a single question."""
    result = parse(compile(one_page(question)), {question["id"]: raw}, today=TODAY, files=files or {})
    assert isinstance(result, Errors), result
    return [(error.part, error.code.value, dict(error.params)) for error in result]


def a_check(at: str, question: str) -> Check:
    """A check beside one question that complains as soon as another is answered."""
    wrong_when = {"question": question, "answered": True}
    return Check.model_validate({"id": "c", "at": at, "wrong_when": wrong_when, "message": "直してください。"})
