"""Reading the answers to sixty questions: the form language against a Django Form of the same fields."""

import time
from datetime import date
from statistics import median
from typing import Any

DAY = date(2026, 11, 22)
TYPES = ("text", "person_name", "date", "choice", "yes_no", "email", "address", "digits")


def definition(questions: int = 60) -> dict[str, Any]:
    """A form of `questions` questions over all types but files."""
    return {
        "title": "計測用の様式",
        "kind": "application",
        "pages": [
            {
                "id": f"page{start}",
                "title": "計測",
                "questions": [_question(number) for number in range(start, start + 20)],
            }
            for start in range(0, questions, 20)
        ],
    }


def raw_answers(questions: int = 60) -> dict[str, Any]:
    """As browsers send them: every fourth answer wants tidying (full width, half-width kana, hyphens), the others are tidy."""
    return {
        f"q{number}": (_UNTIDY if number // len(TYPES) % 4 == 0 else _TIDY)[TYPES[number % len(TYPES)]]
        for number in range(questions)
    }


def ours() -> float:
    """Median microseconds of one parse."""
    from shared_forms.language import FormDefinition, answers
    from shared_forms.language import compile as compile_form

    form, raw = compile_form(FormDefinition.model_validate(definition())), raw_answers()
    if type(answers.parse(form, raw, today=DAY)).__name__ != "Answers":
        raise RuntimeError(answers.parse(form, raw, today=DAY))
    return _microseconds(lambda: answers.parse(form, raw, today=DAY), 500)


def reference() -> float:
    """Median microseconds of one Django Form, bound and validated."""
    form_class, typed = _form_class(60), _typed(60)
    if not form_class(typed).is_valid():
        raise RuntimeError(form_class(typed).errors)
    return _microseconds(lambda: form_class(typed).is_valid(), 100)


def _question(number: int) -> dict[str, Any]:
    kind = TYPES[number % len(TYPES)]
    question: dict[str, Any] = {"id": f"q{number}", "type": kind, "label": f"項目{number}"}
    if kind == "digits":
        return {**question, "type": "text", "characters": "digits", "min_length": 10, "max_length": 11}
    if kind == "choice":
        return {**question, "options": [{"id": f"o{option}", "label": f"選択肢{option}"} for option in range(5)]}
    return question


_UNTIDY: dict[str, Any] = {
    "text": "ふつうの文、１２３",
    "person_name": {"family": "西村", "given": "明日香", "family_kana": "ﾆｼﾑﾗ", "given_kana": "あすか"},
    "date": {"year": "２０２６", "month": "4", "day": "1"},
    "choice": "o3",
    "yes_no": "yes",
    "email": "asuka@Mail.example",
    "address": {"postal_code": "590-0078", "city": "堺市堺区", "street": "南瓦町3-1", "building": ""},
    "digits": "０９０-0000-0123",
}

_TIDY: dict[str, Any] = {
    **_UNTIDY,
    "text": "ふつうの文、123",
    "person_name": {"family": "西村", "given": "明日香", "family_kana": "ニシムラ", "given_kana": "アスカ"},
    "date": {"year": "2026", "month": "4", "day": "1"},
    "email": "asuka@mail.example",
    "address": {"postal_code": "5900078", "city": "堺市堺区", "street": "南瓦町3-1", "building": ""},
    "digits": "09000000123",
}


def _form_class(questions: int) -> Any:
    from django import forms

    def fields(number: int) -> dict[str, forms.Field]:
        name, kind = f"q{number}", TYPES[number % len(TYPES)]
        if kind == "person_name":
            return {f"{name}_{part}": forms.CharField(max_length=50) for part in _TIDY["person_name"]}
        if kind == "address":
            parts = _TIDY["address"]
            return {f"{name}_{part}": forms.CharField(max_length=100, required=part != "building") for part in parts}
        if kind == "choice":
            return {name: forms.ChoiceField(choices=[(f"o{option}", option) for option in range(5)])}
        made = {
            "date": forms.DateField,
            "email": forms.EmailField,
            "yes_no": lambda: forms.ChoiceField(choices=[("yes", "はい"), ("no", "いいえ")]),
            "digits": lambda: forms.RegexField(r"^[0-9]{10,11}$"),
        }.get(kind, lambda: forms.CharField(max_length=100))
        return {name: made()}

    attributes = {name: field for number in range(questions) for name, field in fields(number).items()}
    return type("PlainForm", (forms.Form,), attributes)


def _typed(questions: int) -> dict[str, str]:
    """The same answers, already tidy: a Django Form does not normalise."""
    typed: dict[str, str] = {}
    for number in range(questions):
        name, kind = f"q{number}", TYPES[number % len(TYPES)]
        if kind in ("person_name", "address"):
            typed |= {f"{name}_{part}": str(value) for part, value in _TIDY[kind].items()}
        else:
            typed[name] = {"date": "2026-04-01", "digits": "09000000123"}.get(kind, _TIDY[kind])
    return typed


def _microseconds(work: Any, rounds: int) -> float:
    """Best of several blocks' medians, to leave out what else the machine does."""
    medians = []
    for _ in range(7):
        timings = []
        for _ in range(rounds):
            started = time.perf_counter()
            work()
            timings.append(time.perf_counter() - started)
        medians.append(median(timings))
    return min(medians) * 1e6
