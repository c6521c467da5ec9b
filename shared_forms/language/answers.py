"""Reading answers (回答): one pass over the form, every error at once."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from shared_forms.language.checks import failed
from shared_forms.language.compiled_form import CompiledForm, compile  # noqa: A004
from shared_forms.language.definition import FormDefinition
from shared_forms.language.refusals import AnswerError, Errors
from shared_forms.language.steps import read_all
from shared_forms.language.types.base import AnswerValue, Files, Reading

NO_FILES: Files = MappingProxyType({})


class Answers(Mapping[str, AnswerValue]):
    """Accepted answers: question id -> normalised value, in the order of the form; only what was shown and answered."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, AnswerValue]) -> None:
        self._values = values

    def __getitem__(self, question: str) -> AnswerValue:
        return self._values[question]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        """Without the answers, which have no place in a log."""
        return f"Answers({', '.join(self._values)})"

    def to_json(self) -> dict[str, AnswerValue]:
        """A document to store."""
        return dict(self._values)


def parse(
    form: CompiledForm | FormDefinition,
    raw: object,
    *,
    today: date,
    files: Files = NO_FILES,
    only: Collection[str] | None = None,
) -> Answers | Errors:
    """Normalise answers, or say everything that is wrong with them. Takes any JSON and never raises.

    raw:    question id -> what was typed; unknown ids, and answers to questions that are not shown, are dropped.
    today:  the day in Japan, for limits such as "not in the future".
    files:  attachment id -> file, of everything this person has uploaded for the form.
    only:   read these questions alone (one page); conditions still look at all of `raw`.
    """
    compiled_form = form if isinstance(form, CompiledForm) else compile(form)
    if only is None:
        values, errors = _read(compiled_form, raw, today, files)
        errors = _checked(compiled_form, values, errors, today)
    else:
        values, errors = _read(compiled_form, raw, today, files, compiled_form.consulted.union(only))
        errors = _checked(compiled_form, values, errors, today)
        values = {question: value for question, value in values.items() if question in only}
        errors = [error for error in errors if error.question in only]
    return Errors(tuple(errors)) if errors else Answers(values)


def consulted(form: CompiledForm, raw: object, *, today: date, files: Files = NO_FILES) -> Answers:
    """The acceptable answers among those that decide what is shown; from them conditions can be evaluated."""
    values, _ = _read(form, raw, today, files, form.consulted)
    return Answers(values)


def _checked(
    form: CompiledForm, accepted: Mapping[str, AnswerValue], errors: list[AnswerError], today: date
) -> list[AnswerError]:
    """The errors, with those of checks across questions at their place in the form."""
    if not form.checks:
        return errors
    failures = list(failed(form.checks, accepted, {error.question for error in errors}, today))
    places = {step.question: place for place, step in enumerate(form.steps)}
    return sorted(errors + failures, key=lambda error: places[error.question])


def _read(
    form: CompiledForm, raw: object, today: date, files: Files, among: Collection[str] | None = None
) -> tuple[dict[str, AnswerValue], list[AnswerError]]:
    given: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    if form.computed:
        given = {**given, **form.computed}
    accepted: dict[str, AnswerValue] = {}
    steps = form.steps if among is None else [step for step in form.steps if step.question in among]
    errors = read_all(steps, given, Reading(today, files, accepted))
    return accepted, errors
