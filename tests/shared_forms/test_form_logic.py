"""The conditions in a browser say what they say on the server: many definitions and answers in one Chromium."""

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import get_template
from django.utils.html import escape
from hypothesis import given, settings
from pydantic import TypeAdapter

import web
from shared_forms.language import CompiledForm, FormDefinition, compile, to_json  # noqa: A004
from shared_forms.language.answers import Answers, consulted, parse
from shared_forms.language.conditioned import conditioned
from shared_forms.language.conditions import Condition
from shared_forms.language.journey import VisiblePage, visible_pages
from shared_forms.language.page_logic import PageLogic, page_logic
from shared_forms.language.types.base import Reading
from shared_forms.language.types.computing import Computation
from shared_forms.rendering import render_questions
from tests.shared_forms.language.building import TODAY, a_choice, a_question, one_page
from tests.shared_forms.language.strategies import FILES, forms_with_raw, forms_with_valid_answers

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
        return question | {"is": dice.choice([True, False, "x", "true"])}
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


NUMBERS: list[Any] = [0, 1, -2, 2.5, 0.1, 0.2, 1e-06, 1e-07, 999999999999999, 999999999999998.9, 10**15, 1.0, -0.3]
DAYS = ["2026-11-22", "2020-02-29", "2024-02-29", "2026-04-01", "2026-03-31", "1873-01-01", "2026-02-30", "9999-12-31"]
ROWS: list[Any] = [[], [{"a": 1}, {"a": 0.2}, {}], [{"a": "x"}, {"a": True}], {"a": 1}, "[]"]


def any_rule(dice: random.Random) -> dict[str, Any]:
    one, other = dice.choice(IDS), dice.choice(IDS)
    days = [
        "2026-04-01",
        {"today": dice.randint(-800, 800)},
        {"question": other, "days": dice.randint(-36525, 36525)},
        {"question": other},
        {"fiscal_year": dice.randint(-2, 2), "at": dice.choice(["start", "end"])},
    ]
    table = {"x": dice.randint(0, 2000), "y": 333}
    return dice.choice(
        [
            {"sum": dice.choices(IDS, k=dice.randint(1, 4))},
            {"sum_of": {"group": one, "question": "a"}},
            {"count": one},
            {"age": {"birth": one, "on": dice.choice(days)}},
            {"fee": {"by": one, "table": table} | dice.choice([{}, {"times": other}])},
        ]
    )


def computed_on_server(asked: list[tuple[dict[str, Any], dict[str, Any]]], today: date) -> list[Any]:
    adapter = TypeAdapter(Computation)
    return [adapter.validate_python(rule).value(Reading(today, {}, answers)) for rule, answers in asked]


def computed_in_browser(page: Any, asked: list[tuple[dict[str, Any], dict[str, Any]]], today: date) -> list[Any]:
    return page.evaluate(
        """async ([source, asked, today]) => {
            const module = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
            return JSON.stringify(JSON.parse(asked).map(([rule, answers]) => module.compute(rule, answers, today) ?? null));
        }""",
        [MODULE, json.dumps(asked), today.isoformat()],
    )


@pytest.mark.parametrize("today", [date(2027, 3, 31), date(2027, 4, 1)])
def test_browser_and_server_compute_the_same(browse, today):
    dice = random.Random(20261123)
    values = [*VALUES, *4 * NUMBERS, *4 * DAYS, *3 * ROWS, *10 * ["x"]]
    asked = [(any_rule(dice), {name: dice.choice(values) for name in IDS if dice.random() < 0.9}) for _ in range(4000)]
    expected = computed_on_server(asked, today)

    found = json.loads(computed_in_browser(browse(), asked, today))

    different = [case for case in zip(asked, expected, found, strict=True) if case[1] != case[2]]
    assert not different, different[:3]
    assert 0.2 < sum(each is None for each in expected) / len(expected) < 0.8
    assert len({each for each in expected if isinstance(each, float)}) > 20


def random_forms(number: int, forms: Any) -> list[tuple[FormDefinition, dict[str, Any]]]:
    """Forms without faults, each with raw answers."""
    found = []

    @settings(max_examples=number, database=None, deadline=None, derandomize=True)
    @given(forms)
    def collect(form_and_raw: tuple[FormDefinition, dict[str, Any]]) -> None:
        found.append(form_and_raw)

    collect()
    return found


def test_browser_and_server_agree_on_every_condition_of_random_forms(browse):
    asked = []
    for definition, raw in random_forms(300, forms_with_raw()):
        known = consulted(compile(definition), raw, today=TODAY, files=FILES).to_json()
        uses = [use.condition for use in conditioned(definition)] + [each.wrong_when for each in definition.checks]
        documents = [TypeAdapter(Condition).dump_python(use, mode="json", exclude_defaults=True) for use in uses]
        asked += [(document, known) for document in documents]

    assert len(asked) > 500
    assert in_browser(browse(), MODULE, asked) == on_server(asked)


PAGE = get_template("applications/resident/_question_with_logic.html")
SETTLED = """async (source) => {
    await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const hidden = (element) => element.closest("[hidden]") !== null;
    const questions = [...document.querySelectorAll("[data-question]")].filter((each) => !hidden(each));
    const options = [...document.querySelectorAll("[data-option]")].filter((each) => !hidden(each));
    const needs = [...document.querySelectorAll(".field__need[data-required]")].filter((each) => !hidden(each));
    const name = (each) => each.dataset.name ?? each.dataset.question;
    return {
        questions: questions.map(name),
        options: options.map((each) => `${name(each.closest("[data-question]"))}.${each.dataset.option}`),
        needed: needs.filter((each) => each.textContent.trim() === "※必須").map((each) => name(each.closest("[data-question]"))),
        computed: Object.fromEntries(questions.filter((each) => each.dataset.compute)
            .map((each) => [name(each), each.querySelector("[data-computed] b").textContent])),
    };
}"""


def page_html(form: CompiledForm, visible: VisiblePage, logic: PageLogic, raw: Any) -> str:
    """The questions of a page with logic, as `form_page.html` has them."""
    asked = {question.id for question in visible.questions}
    each = [
        {
            "question": question,
            "html": render_questions(form, replace(visible, questions=(question,)), raw, files=FILES),
            "logic": logic.questions[question.id],
            "waits": question.id in logic.waiting,
        }
        for question in visible.page.questions
        if question.id in logic.questions and question.id in asked | logic.waiting
    ]
    inside = "".join(PAGE.render({"each": one}) for one in each)
    answers = escape(json.dumps(logic.answers))
    return f'<form data-logic="{answers}" data-today="{TODAY}"><input name="shown" value=""><p data-logic-status></p>{inside}</form>'


def settled_on_server(form: CompiledForm, visible: VisiblePage, logic: PageLogic, raw: Any) -> dict[str, Any]:
    """What is asked, offered and needed on a page, and what it comes to; rows among it."""
    found: dict[str, Any] = {"questions": [], "options": [], "needed": [], "computed": {}}
    outside = Reading(TODAY, FILES, dict(consulted(form, raw, today=TODAY, files=FILES)))
    for question in visible.questions:
        if question.id in logic.questions:
            _settle(found, question, question.id, outside.answers)
            for key, row in enumerate(question.typed(raw.get(question.id)) if question.type == "group" else []):
                known = question.known_in_row(row, outside)
                for inner in question.questions:
                    if inner.show_when is None or inner.show_when.predicate()(known, TODAY):
                        _settle(found, inner, f"{question.id}.{key}.{inner.id}", known)
    return found


def _settle(found: dict[str, Any], question: Any, name: str, known: Any) -> None:
    found["questions"].append(name)
    found["options"] += [
        f"{name}.{each.id}" for each in question.offers() if each.show_when and each.show_when.predicate()(known, TODAY)
    ]
    if question.required_when and question.required_when.predicate()(known, TODAY):
        found["needed"].append(name)
    if question.type == "computed":
        found["computed"][name] = question.typed(known.get(question.id))


def test_browser_and_server_settle_whole_pages_alike_rows_among_them(browse):
    """Rendered from what was handed in, settled anew by the script from what stands in the controls."""
    page, pages, in_rows = browse(), 0, 0
    for definition, raw in random_forms(600, forms_with_valid_answers()):
        form = compile(definition)
        normalised = parse(form, raw, today=TODAY, files=FILES)
        for visible in visible_pages(form, normalised, today=TODAY, files=FILES):
            logic = page_logic(visible)
            if logic is None:
                continue
            page.set_content(page_html(form, visible, logic, normalised))
            expected = settled_on_server(form, visible, logic, normalised)
            assert page.evaluate(SETTLED, MODULE) == expected, (to_json(definition), normalised.to_json())
            pages += 1
            in_rows += any("." in name for name in expected["questions"])
    assert pages > 60
    assert in_rows > 10


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
    "month": a_question("q", "month"),
    "time": a_question("q", "time"),
    "consent": a_question("q", "consent", statement="同意します。"),
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
    "month": [
        {"year": year, "month": month}
        for year in ("2026", "令和8年", "Ｒ８", "8", "")
        for month in ("4", "１１月", "13", "0", "")
    ],
    "time": ["09:30", "00:00", "25:00", ""],
    "consent": ["yes", ""],
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
