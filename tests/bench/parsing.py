"""Reading the answers to sixty questions: the form language against a Django Form of the same fields."""

import time
from datetime import date
from statistics import median
from typing import Any

from django.utils.datastructures import MultiValueDict

DAY = date(2026, 11, 22)
TYPES = (
    "text",
    "person_name",
    "date",
    "choice",
    "yes_no",
    "email",
    "address",
    "digits",
    "long_text",
    "kana",
    "phone",
    "number",
    "money",
    "time",
    "month",
    "select",
    "multiple_choice",
    "consent",
    "corporate_number",
    "bank_account",
)


def definition(questions: int = 60) -> dict[str, Any]:
    """A form of `questions` questions over all types that have a value of their own: not files, rows and what is computed."""
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
        f"q{number}": (_UNTIDY if number % 4 == 0 else _TIDY)[TYPES[number % len(TYPES)]] for number in range(questions)
    }


def ours() -> float:
    """Median microseconds of one parse."""
    from shared_forms.language import FormDefinition, answers
    from shared_forms.language import compile as compile_form

    form, raw = compile_form(FormDefinition.model_validate(definition())), raw_answers()
    if type(answers.parse(form, raw, today=DAY)).__name__ != "Answers":
        raise RuntimeError(answers.parse(form, raw, today=DAY))
    return microseconds(lambda: answers.parse(form, raw, today=DAY), 500)


def reference() -> float:
    """Median microseconds of one Django Form, bound and validated."""
    made, given = form_class(60), typed(60)
    if not made(given).is_valid():
        raise RuntimeError(made(given).errors)
    return microseconds(lambda: made(given).is_valid(), 100)


def _question(number: int) -> dict[str, Any]:
    kind = TYPES[number % len(TYPES)]
    question: dict[str, Any] = {"id": f"q{number}", "type": kind, "label": f"項目{number}"}
    if kind == "digits":
        return {**question, "type": "text", "characters": "digits", "min_length": 10, "max_length": 11}
    if kind == "consent":
        return {**question, "statement": "内容を読みました。"}
    if kind in OPTIONS:
        options = [{"id": f"o{option}", "label": f"選択肢{option}"} for option in range(OPTIONS[kind])]
        return {**question, "options": options}
    return question


OPTIONS = {"choice": 5, "multiple_choice": 8, "select": 200}

_UNTIDY: dict[str, Any] = {
    "text": "ふつうの文、１２３",
    "person_name": {"family": "西村", "given": "明日香", "family_kana": "ﾆｼﾑﾗ", "given_kana": "あすか"},
    "date": {"year": "２０２６", "month": "4", "day": "1"},
    "choice": "o3",
    "yes_no": "yes",
    "email": "asuka@Mail.example",
    "address": {"postal_code": "590-0078", "city": "堺市堺区", "street": "南瓦町3-1", "building": ""},
    "digits": "０９０-0000-0123",
    "long_text": "1行目です。\r\n２行目です。",
    "kana": "さかい はなこ",
    "phone": "０９０-0000-0123",
    "number": "１，２００",
    "money": "¥12,000",
    "time": "午前8時30分",
    "month": {"year": "令和8", "month": "４月"},
    "select": "o120",
    "multiple_choice": {"chosen": ["o5", "o1"], "other": ""},
    "consent": "yes",
    "corporate_number": "6-0000-2027-1004",
    "bank_account": {
        "bank_name": "大阪銀行",
        "bank_code": "",
        "branch_name": "堺支店",
        "branch_code": "",
        "kind": "ordinary",
        "account_number": "12345",
        "holder_kana": "ｻｶｲ ﾊﾅｺ",
    },
}

_TIDY: dict[str, Any] = {
    **_UNTIDY,
    "text": "ふつうの文、123",
    "person_name": {"family": "西村", "given": "明日香", "family_kana": "ニシムラ", "given_kana": "アスカ"},
    "date": {"year": "2026", "month": "4", "day": "1"},
    "email": "asuka@mail.example",
    "address": {"postal_code": "5900078", "city": "堺市堺区", "street": "南瓦町3-1", "building": ""},
    "digits": "09000000123",
    "long_text": "1行目です。\n2行目です。",
    "kana": "サカイ ハナコ",
    "phone": "09000000123",
    "number": "1200",
    "money": "12000",
    "time": "08:30",
    "month": {"year": "2026", "month": "4"},
    "multiple_choice": {"chosen": ["o1", "o5"], "other": ""},
    "corporate_number": "6000020271004",
    "bank_account": {**_UNTIDY["bank_account"], "account_number": "0012345", "holder_kana": "サカイ ハナコ"},
}


def form_class(questions: int) -> Any:
    """A Django Form of the same fields."""
    from django import forms

    def fields(number: int) -> dict[str, forms.Field]:
        name, kind = f"q{number}", TYPES[number % len(TYPES)]
        if kind == "person_name":
            return {f"{name}_{part}": forms.CharField(max_length=50) for part in _TIDY["person_name"]}
        if kind == "address":
            parts = _TIDY["address"]
            return {f"{name}_{part}": forms.CharField(max_length=100, required=part != "building") for part in parts}
        if kind == "bank_account":
            parts = _TIDY["bank_account"]
            return {
                f"{name}_{part}": forms.CharField(max_length=50, required=not part.endswith("_code")) for part in parts
            }
        if kind in OPTIONS:
            field = forms.MultipleChoiceField if kind == "multiple_choice" else forms.ChoiceField
            return {name: field(choices=[(f"o{option}", option) for option in range(OPTIONS[kind])])}
        made = {
            "date": forms.DateField,
            "email": forms.EmailField,
            "yes_no": lambda: forms.ChoiceField(choices=[("yes", "はい"), ("no", "いいえ")]),
            "digits": lambda: forms.RegexField(r"^[0-9]{10,11}$"),
            "phone": lambda: forms.RegexField(r"^0[0-9]{9,10}$"),
            "corporate_number": lambda: forms.RegexField(r"^[0-9]{13}$"),
            "long_text": lambda: forms.CharField(max_length=1000, widget=forms.Textarea),
            "number": forms.IntegerField,
            "money": forms.IntegerField,
            "time": forms.TimeField,
            "month": forms.DateField,
            "consent": forms.BooleanField,
        }.get(kind, lambda: forms.CharField(max_length=100))
        return {name: made()}

    attributes = {name: field for number in range(questions) for name, field in fields(number).items()}
    return type("PlainForm", (forms.Form,), attributes)


def typed(questions: int) -> Any:
    """The same answers, already tidy: a Django Form does not normalise."""
    answers: dict[str, Any] = {}
    for number in range(questions):
        name, kind = f"q{number}", TYPES[number % len(TYPES)]
        if kind in ("person_name", "address", "bank_account"):
            answers |= {f"{name}_{part}": str(value) for part, value in _TIDY[kind].items()}
        elif kind == "multiple_choice":
            answers[name] = _TIDY[kind]["chosen"]
        else:
            answers[name] = {"date": "2026-04-01", "month": "2026-04-01"}.get(kind, _TIDY[kind])
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in answers.items()})


def microseconds(work: Any, rounds: int) -> float:
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
