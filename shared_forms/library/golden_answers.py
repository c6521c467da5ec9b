"""Answers to the templates of the library (手本の回答): complete, as few as will do, and wrong. Tests replay them, and so can whoever changes a form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from typing import Any

from shared_forms.language.types.options import Option

Raw = Mapping[str, Any]

# Question, part of its answer (None: all of it), and the code of what is wrong.
ExpectedError = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class WrongAnswers:
    """Answers that are refused, and why. The file says only what differs from the complete ones; null is not answered."""

    name: str
    answers: Raw
    errors: tuple[ExpectedError, ...]


@dataclass(frozen=True, slots=True)
class GoldenAnswers:
    """Raw answers as people type them; files are given by name.

    stored:  what some of the complete ones are stored as.
    lists:   the lists of the city they are given in.
    """

    complete: Raw
    minimal: Raw
    stored: Raw
    wrong: tuple[WrongAnswers, ...]
    lists: Mapping[str, tuple[Option, ...]]


def golden(slug: str, today: date) -> GoldenAnswers:
    """The answers that belong to a template.

    Days in the file may be counted from today, so that none gets too old: `{"$today": -3}` stands for the day three days
    ago, `{"$month": 1}` for next month.
    """
    file = resources.files("shared_forms.library") / "golden" / f"{slug.replace('-', '_')}.json"
    document = _with_days(json.loads(file.read_bytes()), today)
    return GoldenAnswers(
        complete=document["complete"],
        minimal=document["minimal"],
        stored=document.get("stored", {}),
        wrong=tuple(
            WrongAnswers(
                each["name"],
                _changed(document["complete"], each["answers"]),
                tuple((question, part, code) for question, part, code in each["errors"]),
            )
            for each in document["wrong"]
        ),
        lists={
            slug: tuple(Option.model_validate(entry) for entry in entries)
            for slug, entries in document.get("lists", {}).items()
        },
    )


def _changed(answers: Raw, changes: Raw) -> Raw:
    return {question: answer for question, answer in {**answers, **changes}.items() if answer is not None}


def _with_days(value: Any, today: date) -> Any:
    if isinstance(value, list):
        return [_with_days(each, today) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"$today"}:
        return (today + timedelta(days=value["$today"])).isoformat()
    if value.keys() == {"$month"}:
        years, month = divmod(today.month - 1 + value["$month"], 12)
        return f"{today.year + years}-{month + 1:02d}"
    return {key: _with_days(each, today) for key, each in value.items()}
