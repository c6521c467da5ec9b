"""Reading answers costs next to nothing beside a Django Form of the same fields."""

from timeit import repeat
from typing import Any

from django import forms

from shared_forms.language import compile  # noqa: A004
from shared_forms.language.answers import Answers, parse
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question

NAME = {"family": "西村", "given": "明日香", "family_kana": "ニシムラ", "given_kana": "アスカ"}
HOME = {"postal_code": "5900078", "city": "堺市堺区", "street": "南瓦町12-3", "building": "コーポ南 201"}
TEN: list[tuple[str, Any]] = [
    ("text", "西村 明日香さんの回答です"),
    ("text", "柴犬"),
    ("person_name", NAME),
    ("date", {"year": "2026", "month": "4", "day": "1"}),
    ("choice", "b"),
    ("yes_no", "yes"),
    ("email", "asuka@example.jp"),
    ("address", HOME),
    ("text", "0720000145"),
    ("text", "月曜から金曜の9時から17時"),
]
LABELS = [(option, option) for option in "abc"]


def sixty_questions() -> tuple[Any, dict[str, Any]]:
    questions = [
        a_choice(f"q{n}") if TEN[n % 10][0] == "choice" else a_question(f"q{n}", TEN[n % 10][0]) for n in range(60)
    ]
    pages = [a_page(f"p{n}", *questions[10 * n : 10 * n + 10]) for n in range(6)]
    return a_form(*pages), {f"q{n}": TEN[n % 10][1] for n in range(60)}


def django_fields(name: str, kind: str, value: Any) -> tuple[dict[str, forms.Field], dict[str, str]]:
    """The same question as Django would ask it, with the same answer."""
    if kind in ("person_name", "address"):
        parts = {f"{name}.{part}": text for part, text in value.items()}
        return {part: forms.CharField(max_length=50) for part in parts}, parts
    if kind == "date":
        typed = {f"{name}_{part}": number for part, number in value.items()}
        return {name: forms.DateField(widget=forms.SelectDateWidget())}, typed
    field: dict[str, forms.Field] = {
        "text": forms.CharField(max_length=100),
        "choice": forms.ChoiceField(choices=LABELS),
        "yes_no": forms.ChoiceField(choices=[("yes", "はい"), ("no", "いいえ")]),
        "email": forms.EmailField(),
    }
    return {name: field[kind]}, {name: value}


def django_form() -> tuple[type[forms.Form], dict[str, str]]:
    fields: dict[str, forms.Field] = {}
    data: dict[str, str] = {}
    for number in range(60):
        more_fields, more_data = django_fields(f"q{number}", *TEN[number % 10])
        fields |= more_fields
        data |= more_data
    return type("Sixty", (forms.Form,), fields), data


def seconds(work: Any, times: int) -> float:
    return min(repeat(work, number=times, repeat=7)) / times


def test_sixty_questions_are_read_twenty_times_as_fast_as_by_a_django_form():
    definition, raw = sixty_questions()
    form = compile(definition)
    sixty, data = django_form()
    assert isinstance(parse(form, raw, today=TODAY), Answers)
    assert sixty(data).is_valid()

    ours = seconds(lambda: parse(form, raw, today=TODAY), 100)
    django = seconds(lambda: sixty(data).is_valid(), 10)

    assert django / ours >= 20, f"{django * 1e6:.0f} µs / {ours * 1e6:.0f} µs = {django / ours:.1f}"


def test_sixty_questions_are_compiled_within_twenty_milliseconds():
    definition, _ = sixty_questions()

    assert seconds(lambda: compile(definition), 5) <= 0.020
