"""Replay of invented answers on a form (手本の回答): those that come with the template, and the city's own.

The template's answers were written for its own questions: of a question that the city, or a later version, asks in another
way they say nothing. All that is asked as it was must be read as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from catalog.models import SampleAnswers
from shared_forms import library
from shared_forms.error_messages import error_message
from shared_forms.language import (
    AnswerError,
    CompiledForm,
    Errors,
    FormDefinition,
    Question,
    StoredFile,
    compile,  # noqa: A004
)
from shared_forms.language.answers import Answers, parse
from shared_forms.language.datasets import with_entries
from shared_forms.language.types import FileQuestion
from shared_forms.language.types.base import AnswerValue

Fault = tuple[str, str | None, str]  # question, part, code

KINDS = {"pdf": "application/pdf", "png": "image/png"}
_SIZE = 10_000
_WORDS = ("label", "help", "locked", "local_note")  # of a question; they change nothing about its answers


@dataclass(frozen=True, slots=True)
class Replayed:
    """One sample on one form.

    name:     what people call it; is_citys: whether the city keeps it.
    faults:   what is wrong and should not be, in words; missed: what should be refused and is not.
    """

    name: str
    is_citys: bool
    faults: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def is_as_before(self) -> bool:
        return not self.faults and not self.missed


def replay(form: FormDefinition, *, slug: str, samples: Iterable[SampleAnswers]) -> tuple[Replayed, ...]:
    """Every sample on a form of the city, with the city's lists in it. slug: of the template it is made of."""
    compiled = compile(form)
    return (*_of_template(compiled, slug, timezone.localdate()), *(_of_city(compiled, each) for each in samples))


def of_template(form: FormDefinition, slug: str) -> dict[str, Any]:
    """The complete answers that come with a template, as far as a form asks for them; none for other templates."""
    if slug not in {each.slug for each in library.templates()}:
        return {}
    golden = library.golden(slug, timezone.localdate())
    return {name: value for name, value in golden.complete.items() if form.question(name)}


def read(form: CompiledForm | FormDefinition, answers: Mapping[str, Any], today: date) -> Errors:
    """What is wrong with answers; files are taken to be there and in order."""
    result = _parsed(form, answers, today)
    return result if isinstance(result, Errors) else Errors()


def accepted(form: CompiledForm, answers: Mapping[str, Any], today: date) -> Mapping[str, AnswerValue]:
    """The answers as they would be stored; none while something is wrong with them."""
    result = _parsed(form, answers, today)
    return result if isinstance(result, Answers) else {}


def _parsed(form: CompiledForm | FormDefinition, answers: Mapping[str, Any], today: date) -> Answers | Errors:
    compiled = form if isinstance(form, CompiledForm) else compile(form)
    names = [
        name
        for question in compiled.definition.questions()
        if isinstance(question, FileQuestion)
        for name in question.typed(answers.get(question.id))
    ]
    files = {name: StoredFile(name, name, _SIZE, KINDS.get(name.rpartition(".")[2], "image/jpeg")) for name in names}
    return parse(compiled, answers, today=today, files=files)


def invented_files(form: FormDefinition) -> dict[str, list[str]]:
    """A file for each question that asks for one, by an invented name, as many as are needed at least."""
    questions = (question for question in form.questions() if isinstance(question, FileQuestion))
    return {
        question.id: [_file_name(question, number) for number in range(max(question.min_files, 1))]
        for question in questions
    }


def _file_name(question: FileQuestion, number: int) -> str:
    ending = next((ending for ending, kind in KINDS.items() if kind in question.accept), "jpg")
    return f"見本{number + 1}.{ending}"


def faults_of(errors: Errors) -> list[Fault]:
    """The errors as they are kept."""
    return [_fault(each) for each in errors]


def _of_template(form: CompiledForm, slug: str, today: date) -> Iterator[Replayed]:
    known = next((each.definition for each in library.templates() if each.slug == slug), None)
    if known is None:
        return
    golden = library.golden(slug, today)
    filled = compile(with_entries(form.definition, golden.lists))
    unchanged = {
        question.id
        for question in with_entries(known, golden.lists).questions()
        if _asks_the_same(question, filled.definition.question(question.id))
    }
    for name, answers in (("すべてに答えた回答", golden.complete), ("必要なところだけの回答", golden.minimal)):
        errors = [each for each in read(filled, answers, today) if each.question in unchanged]
        yield Replayed(name, is_citys=False, faults=tuple(_words(form, each) for each in errors))
    for number, wrong in enumerate(golden.wrong, start=1):
        found = faults_of(read(filled, wrong.answers, today))
        missed = [each for each in wrong.errors if each not in found and each[0] in unchanged]
        yield Replayed(f"誤りのある回答{number}", is_citys=False, missed=tuple(_missed(form, missed)))


def _asks_the_same(known: Question, now: Question | None) -> bool:
    """Whether a question takes the same answers as the one the template's samples were written for, by whatever words."""
    return now is not None and now.model_copy(update={name: getattr(known, name) for name in _WORDS}) == known


def _of_city(form: CompiledForm, sample: SampleAnswers) -> Replayed:
    errors = {_fault(error): error for error in read(form, sample.answers, sample.answered_on)}
    expected = {(question, part, code) for question, part, code in sample.refused}
    missed = [each for each in expected - errors.keys() if form.definition.question(each[0])]
    return Replayed(
        sample.name,
        is_citys=True,
        faults=tuple(_words(form, error) for fault, error in errors.items() if fault not in expected),
        missed=tuple(_missed(form, sorted(missed, key=str))),
    )


def _fault(error: AnswerError) -> Fault:
    return error.question, error.part, error.code.value


def _missed(form: CompiledForm, faults: Iterable[Fault]) -> Iterator[str]:
    for question_id, _, _ in faults:
        yield f"『{_label(form, question_id)}』の誤りを、もう見つけません。"


def _words(form: CompiledForm, error: AnswerError) -> str:
    question = form.definition.question(error.question)
    return f"『{question.label}』：{error_message(question, error)}" if question else error.code.value


def _label(form: CompiledForm, question_id: str) -> str:
    question = form.definition.question(question_id)
    return str(question.label) if question else question_id
