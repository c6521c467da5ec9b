"""The answers that come with each template: what they are stored as, and what is wrong with those that are refused."""

from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shared_forms.language import FormDefinition, StoredFile
from shared_forms.language.answers import Answers, parse
from shared_forms.language.answers_schema import answers_schema
from shared_forms.language.datasets import with_entries
from shared_forms.language.types import FileQuestion
from shared_forms.library import golden, templates

TODAY = date(2026, 11, 24)
BY_SLUG = {
    template.slug: with_entries(template.definition, golden(template.slug, TODAY).lists) for template in templates()
}


def read(slug: str, raw: Any, today: date = TODAY) -> dict[str, Any] | list[tuple[str, str | None, str]]:
    files = {name: StoredFile(name, name, 10_000, kind_of(name)) for name in file_names(BY_SLUG[slug], raw)}
    result = parse(BY_SLUG[slug], raw, today=today, files=files)
    if isinstance(result, Answers):
        return dict(result)
    return [(error.question, error.part, error.code.value) for error in result]


def file_names(form: FormDefinition, raw: Any) -> list[str]:
    questions = (each for each in form.questions() if isinstance(each, FileQuestion))
    return [name for question in questions for name in question.typed(raw.get(question.id))]


def kind_of(name: str) -> str:
    return {"pdf": "application/pdf", "png": "image/png"}.get(name.rpartition(".")[2], "image/jpeg")


@pytest.mark.parametrize("slug", BY_SLUG)
def test_complete_answers_are_read_all_of_them(slug):
    answers = golden(slug, TODAY)
    read_answers = read(slug, answers.complete)

    assert isinstance(read_answers, dict), read_answers
    computed = {question.id for question in BY_SLUG[slug].questions() if question.type == "computed"}
    assert read_answers.keys() == answers.complete.keys() | computed
    assert {question: read_answers[question] for question in answers.stored} == answers.stored


@pytest.mark.parametrize("slug", BY_SLUG)
def test_without_any_of_the_minimal_answers_something_is_missing(slug):
    minimal = golden(slug, TODAY).minimal

    assert isinstance(read(slug, minimal), dict), read(slug, minimal)
    for question in minimal:
        without = {each: answer for each, answer in minimal.items() if each != question}
        assert (question, None, "required") in read(slug, without)


@pytest.mark.parametrize("slug", BY_SLUG)
def test_wrong_answers_are_refused_for_exactly_these_reasons(slug):
    wrong = golden(slug, TODAY).wrong

    assert len(wrong) >= 3
    assert [(each.name, read(slug, each.answers)) for each in wrong] == [
        (each.name, list(each.errors)) for each in wrong
    ]


@pytest.mark.parametrize("today", [date(2027, 3, 31), date(2028, 2, 29), date(2030, 12, 31)])
@pytest.mark.parametrize("slug", BY_SLUG)
def test_the_answers_do_not_grow_old(slug, today):
    answers = golden(slug, today)

    assert isinstance(read(slug, answers.complete, today), dict)
    assert isinstance(read(slug, answers.minimal, today), dict)
    assert [read(slug, each.answers, today) for each in answers.wrong] == [list(each.errors) for each in answers.wrong]


@pytest.mark.parametrize("slug", BY_SLUG)
def test_the_schema_of_the_form_takes_them(slug):
    schema = Draft202012Validator(answers_schema(BY_SLUG[slug]), format_checker=Draft202012Validator.FORMAT_CHECKER)
    answers = golden(slug, TODAY)

    assert list(schema.iter_errors(read(slug, answers.complete))) == []
    assert list(schema.iter_errors(read(slug, answers.minimal))) == []
