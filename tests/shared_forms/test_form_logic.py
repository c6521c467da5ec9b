"""The conditions in a browser say what they say on the server: many definitions and answers in one Chromium."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter

import web
from shared_forms.language import FormDefinition, compile  # noqa: A004
from shared_forms.language.answers import Answers, consulted, parse
from shared_forms.language.conditioned import conditioned
from shared_forms.language.conditions import Condition
from shared_forms.rendering import render_questions
from tests.shared_forms.language.building import TODAY, a_choice, a_question, one_page
from tests.shared_forms.language.strategies import FILES, forms_with_raw

pytestmark = pytest.mark.browser

MODULE = (Path(web.__file__).parent / "static/web/js/form-logic.js").read_text()
IDS = ["a", "b", "c", "d", "constructor"]
VALUES: list[Any] = [
    True,
    False,
    0,
    1,
    -2,
    1.0,
    2.5,
    "x",
    "y",
    "",
    "true",
    "0",
    "2026-11-22",
    "2026-11-23",
    "2025-02-28",
    "2026-11",
    "2026-12",
    "09:30",
    "10:00",
    "2026-11-22\n",
    "２０２６-11-22",
    "𠮷",
    {"chosen": ["x", "y"]},
    {"chosen": ["y"], "other": "z"},
    {"chosen": "x"},
    {"family": "堺", "given": "花子"},
    {"given": "花子", "family": "堺"},
    {"family": True},
    {"family": 1},
    [],
    [{}],
    [{"k": 1}, {"k": True}],
    ["f1", "f2"],
]
BOUNDS = ["at_least", "at_most", "more_than", "less_than"]


def any_condition(dice: random.Random, depth: int = 3) -> dict[str, Any]:
    question = {"question": dice.choice(IDS)}
    other = {"question": dice.choice(IDS)}
    kind = dice.randrange(11 if depth else 8)
    if kind == 0:
        return question | {"is": dice.choice([True, False, "x", "true", "0"])}
    if kind == 1:
        return question | {"in": dice.choices([True, False, "x", "y"], k=dice.randint(1, 3))}
    if kind == 2:
        return question | {"answered": True}
    if kind == 3:
        return question | {"includes": dice.choice(["x", "y", "z"])}
    if kind == 4:
        return question | {"equals": other}
    if kind == 5:
        return question | {"count": dice.choice([{"at_least": 1}, {"at_most": 1}, {"at_least": 0, "at_most": 2}])}
    if kind in (6, 7):
        operands = [
            1,
            0,
            2.5,
            "2026-11-22",
            "2026-11",
            "10:00",
            other,
            {"today": dice.randint(-400, 400)},
            {"today": 0},
        ]
        return question | {bound: dice.choice(operands) for bound in dice.sample(BOUNDS, dice.randint(1, 2))}
    if kind == 8:
        return {"not": any_condition(dice, depth - 1)}
    parts = [any_condition(dice, depth - 1) for _ in range(dice.randint(1, 3))]
    return {"all" if kind == 9 else "any": parts}


def cases(number: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    dice = random.Random(20261122)
    return [
        (any_condition(dice), {name: dice.choice(VALUES) for name in IDS if dice.random() < 0.8}) for _ in range(number)
    ]


def in_browser(page: Any, module: str, asked: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[bool]:
    return page.evaluate(
        """async ([source, asked, today]) => {
            const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
            return JSON.parse(asked).map(([condition, answers]) => module.evaluate(condition, answers, today));
        }""",
        [module, json.dumps(asked), TODAY.isoformat()],
    )


def on_server(asked: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[bool]:
    adapter = TypeAdapter(Condition)
    return [adapter.validate_python(condition).predicate()(answers, TODAY) for condition, answers in asked]


def test_browser_and_server_agree(browse):
    asked = cases(4000)
    page = browse()

    expected = on_server(asked)
    found = in_browser(page, MODULE, asked)

    different = [case for case, here, there in zip(asked, expected, found, strict=True) if here is not there]
    assert not different, different[:3]
    assert 0.2 < sum(expected) / len(expected) < 0.8
    faulty = in_browser(page, MODULE.replace("(order) => order >= 0", "(order) => order > 0"), asked)
    assert faulty != expected


def random_forms(number: int) -> list[tuple[FormDefinition, dict[str, Any]]]:
    """Forms without faults, each with raw answers of any kind."""
    found = []

    @settings(max_examples=number, database=None, deadline=None, derandomize=True)
    @given(forms_with_raw())
    def collect(form_and_raw: tuple[FormDefinition, dict[str, Any]]) -> None:
        found.append(form_and_raw)

    collect()
    return found


def test_browser_and_server_agree_on_every_condition_of_random_forms(browse):
    asked = []
    for definition, raw in random_forms(300):
        known = consulted(compile(definition), raw, today=TODAY, files=FILES).to_json()
        uses = [use.condition for use in conditioned(definition)] + [each.wrong_when for each in definition.checks]
        documents = [TypeAdapter(Condition).dump_python(use, mode="json", exclude_defaults=True) for use in uses]
        asked += [(document, known) for document in documents]

    assert len(asked) > 500
    assert in_browser(browse(), MODULE, asked) == on_server(asked)


QUESTIONS = {
    "yes_no": a_question("q", "yes_no"),
    "choice": a_choice("q"),
    "date": a_question("q", "date"),
    "number": a_question("q", "number", decimals=2, min=-1000),
    "money": a_question("q", "money"),
    "select": a_choice("q") | {"type": "select"},
    "multiple_choice": a_choice("q") | {"type": "multiple_choice"},
    "text": a_question("q"),
    "person_name": a_question("q", "person_name", kana=False),
}
TYPED: dict[str, list[Any]] = {
    "yes_no": ["yes", "no", ""],
    "choice": ["a", "c", ""],
    "date": [
        {"year": year, "month": month, "day": day}
        for year in ("2026", "２０２６", "令和8", "R8", "r8", "平成元年", "S60年", "8", "", "昭和元")
        for month, day in (("2", "28"), ("２月", "２８日"), ("02", "29"), ("13", "1"), ("", ""))
    ],
    "number": ["3", "３", "1,234", "-5", "2.50", "x", "", " 7 ", "1e3"],
    "money": ["1000", "１，０００円", "￥500", "", "千円"],
    "select": ["a", "c", ""],
    "multiple_choice": [{"chosen": ["c", "a"]}, {"chosen": ["b"]}, {"chosen": []}],
    "text": ["西村", " 西村 ", ""],
    "person_name": [{"family": "西村", "given": "明日香"}, {"family": "", "given": ""}],
}


@pytest.mark.parametrize("kind", TYPED)
def test_what_stands_in_the_controls_is_read_as_on_the_server_or_not_at_all(browse, kind):
    form = compile(one_page(QUESTIONS[kind] | {"required": False}))
    page = browse()
    for typed in TYPED[kind]:
        read = parse(form, {"q": typed}, today=TODAY)
        expected = read.get("q") if isinstance(read, Answers) else None
        html = render_questions(form, form.definition.pages[0], {"q": typed})
        page.set_content(f'<div id="q" data-question="q" data-type="{kind}">{html}</div>')
        found = page.evaluate(
            """async (source) => {
                const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
                return module.answerOf(document.querySelector("[data-question]")) ?? null;
            }""",
            MODULE,
        )
        assert found == expected, typed
