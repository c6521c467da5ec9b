"""The JSON Schema of a form's answers: it takes whatever the form language accepts, and refuses what was tampered with."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from shared_forms.language import FormDefinition, compile  # noqa: A004
from shared_forms.language.answers import Answers, parse
from shared_forms.language.answers_schema import answers_schema
from shared_forms.language.comparing import same
from shared_forms.language.types import Question
from shared_forms.language.types.base import QuestionBase
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question, answer, one_page
from tests.shared_forms.language.strategies import FILES, KINDS, forms_with_raw, forms_with_valid_answers


def validator(definition: FormDefinition) -> Draft202012Validator:
    schema = answers_schema(definition)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def is_valid(definition: FormDefinition, answers: Any) -> bool:
    return validator(definition).is_valid(answers)


def is_read_as_it_is(definition: FormDefinition, answers: Any) -> bool:
    """Whether our own reading of what claims to be normalised finds nothing wrong and nothing to change."""
    result = parse(compile(definition), answers, today=TODAY, files=FILES)
    return isinstance(result, Answers) and same(result.to_json(), answers)


def test_no_type_is_without_a_schema_nor_missing_here():
    kinds = {get_args(model.model_fields["type"].annotation)[0] for model in get_args(get_args(Question)[0])}

    assert kinds == set(KINDS)
    assert "answer_schema" in QuestionBase.__abstractmethods__


@settings(max_examples=40)
@given(st.one_of(forms_with_valid_answers(), forms_with_raw()))
def test_whatever_is_accepted_is_valid(form_and_raw):
    definition, raw = form_and_raw
    result = parse(compile(definition), raw, today=TODAY, files=FILES)

    if isinstance(result, Answers):
        assert list(validator(definition).iter_errors(result.to_json())) == []


# Ways to spoil the normalised answer to one question, each a list of spoilt ones.
Spoil = Callable[[Any, Any], list[Any]]

ONE_TEXT = {
    "text",
    "long_text",
    "kana",
    "email",
    "phone",
    "corporate_number",
    "invoice_number",
    "date",
    "month",
    "time",
}
PARTS = {"person_name", "address", "bank_account"}


def wrong_type(question: Any, value: Any) -> list[Any]:
    others: list[Any] = [None, True, 7.25, "いいえ", ["a", 1], {"x": []}]
    return [
        other for other in others if type(other) is not type(value) and not (other == 7.25 and type(value) is int)
    ] + ([7.25] if type(value) is int and question.type in ("number", "money") and not question.decimals else [])


def unknown_option(question: Any, value: Any) -> list[Any]:
    if question.type in ("choice", "select"):
        return ["z", "A", f"{value} "]
    if question.type == "multiple_choice":
        return [{**value, "chosen": [*value["chosen"], "z"]}, {**value, "chosen": [f"{value['chosen'][0]}\n"]}]
    return []


def too_long(question: Any, value: Any) -> list[Any]:
    if question.type in ONE_TEXT:
        return [value + "ア" * 5000, value + "1" * 5000]
    if question.type in PARTS:
        return [{**value, part: "ア" * 500} for part in value]
    return []


def too_many(question: Any, value: Any) -> list[Any]:
    if question.type == "group":
        return [value * 4]
    if question.type == "file":
        return [[*value, "f1", "f2", "f3"], ["f1", "f1"], []]
    if question.type == "multiple_choice":
        return [{**value, "chosen": value["chosen"] * 2}, {**value, "chosen": []}]
    return []


def missing_part(question: Any, value: Any) -> list[Any]:
    if question.type in PARTS:
        return [{name: each for name, each in value.items() if name != part} for part in value if part != "note"]
    if question.type == "group":
        always = [inner.id for inner in question.questions if inner.always_answered]
        return [[{name: each for name, each in row.items() if name != gone} for row in value] for gone in always]
    return []


def extra_key(question: Any, value: Any) -> list[Any]:
    if question.type == "group":
        return [[{**row, "x": 1} for row in value]]
    return [{**value, "x": "1"}] if isinstance(value, dict) else []


def out_of_range(question: Any, value: Any) -> list[Any]:
    if question.type in ("number", "money"):
        return [10**15, -(10**15), *([-1] if question.type == "money" else [])]
    values = {
        "date": ["2026-02-30", "2026-13-01", "0000-01-01"],
        "month": ["2026-13", "2026-00"],
        "time": ["24:00", "10:60"],
    }
    return values.get(question.type, [])


def untidy(question: Any, value: Any) -> list[Any]:
    """What normalised answers never have: control characters, spaces around, a line too much."""
    if question.type in ONE_TEXT:
        return [f"{value}\n", f" {value}", f"{value}\x00", f"\u3000{value}"]
    if question.type in PARTS:
        return [{**value, part: f"{text}\n"} for part, text in value.items()]
    return []


EVERY_WAY: tuple[Spoil, ...] = (
    wrong_type, unknown_option, too_long, too_many, missing_part, extra_key, out_of_range, untidy,
)  # fmt: skip


def spoilt(definition: FormDefinition, answers: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every way to spoil these answers, by name."""
    yield "extra_question", {**answers, "stray": "x"}
    for page in definition.pages:
        for question in page.questions:
            if question.id not in answers:
                continue
            if page.show_when is None and question.always_answered:
                yield "missing_answer", {name: value for name, value in answers.items() if name != question.id}
            ways = (wrong_type,) if question.type == "computed" else EVERY_WAY
            for way in ways:
                for value in way(question, answers[question.id]):
                    yield way.__name__, {**answers, question.id: value}


def test_spoilt_answers_are_refused_by_the_schema_and_by_our_own_reading(capsys):
    tried, by_schema, by_us, passed = Counter(), Counter(), Counter(), []

    @settings(max_examples=90)
    @given(forms_with_valid_answers())
    def spoil(form_and_raw):
        definition, raw = form_and_raw
        form, schema = compile(definition), validator(definition)
        accepted = parse(form, raw, today=TODAY, files=FILES)
        assert isinstance(accepted, Answers)
        for way, answers in spoilt(definition, accepted.to_json()):
            result = parse(form, answers, today=TODAY, files=FILES)
            refused_by_us = not (isinstance(result, Answers) and same(result.to_json(), answers))
            refused_by_schema = not schema.is_valid(answers)
            tried[way] += 1
            by_schema[way] += refused_by_schema
            by_us[way] += refused_by_us
            if not (refused_by_us and refused_by_schema):
                passed.append((way, refused_by_schema, refused_by_us, definition, answers))

    spoil()

    rates = ", ".join(f"{way} {by_schema[way]}/{by_us[way]}/{number}" for way, number in sorted(tried.items()))
    with capsys.disabled():
        print(f"\nspoilt answers refused (schema/us/of): {rates}")
    assert passed[:1] == []
    assert tried.keys() == {way.__name__ for way in EVERY_WAY} | {"extra_question", "missing_answer"}
    assert min(tried.values()) >= 20


def test_what_no_schema_can_say_is_refused_by_our_reading_alone():
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    beyond = [
        (a_question(kind="corporate_number"), "7000012050002", "8000012050002"),
        (a_question(kind="date", max={"today": 0}), TODAY.isoformat(), tomorrow),
        (a_question(kind="number", decimals=1), 1.5, 1.55),
        (
            a_question(kind="multiple_choice", options=a_choice()["options"]),
            {"chosen": ["a", "b"]},
            {"chosen": ["b", "a"]},
        ),
        (a_question(kind="text"), "a", "\ue000"),
    ]

    for question, right, wrong in beyond:
        form = one_page(question)
        taken = [(is_valid(form, {"q": value}), is_read_as_it_is(form, {"q": value})) for value in (right, wrong)]
        assert taken == [(True, True), (True, False)]


def test_what_is_hidden_has_no_answer_and_what_is_shown_has_one():
    form = a_form(
        a_page("p", a_choice("pet", "abc"), a_question("other", show_when={"question": "pet", "in": ["b", "c"]})),
        a_page("r", a_question("name"), show_when={"not": {"question": "pet", "is": "c"}}),
    )

    for answers, right in (
        ({"pet": "a", "name": "x"}, True),
        ({"pet": "a", "other": "x", "name": "x"}, False),
        ({"pet": "b", "other": "x", "name": "x"}, True),
        ({"pet": "b", "name": "x"}, False),
        ({"pet": "b", "other": "x"}, False),
        ({"pet": "c", "other": "x"}, True),
        ({"pet": "c", "other": "x", "name": "x"}, False),
    ):
        assert (is_valid(form, answers), is_read_as_it_is(form, answers)) == (right, right), answers


def test_the_schema_speaks_the_words_of_the_form():
    question = a_choice(
        "pet", [{"id": "a", "label": "犬"}, {"id": "b", "label": "虎", "ends": "窓口へ。"}], help="1つだけ"
    )
    schema = answers_schema(one_page(question))

    assert schema == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "様式",
        "type": "object",
        "properties": {"pet": {"title": "項目pet", "description": "1つだけ", "enum": ["a"]}},
        "required": ["pet"],
        "additionalProperties": False,
    }


def test_a_reading_is_stored_the_same_whether_typed_in_katakana_or_hiragana():
    assert answer(a_question(kind="kana"), "ニシムラ  アスカ") == answer(a_question(kind="kana"), "にしむら  あすか")
