"""The conditions in a browser say what they say on the server: many definitions and answers in one Chromium."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

import web
from shared_forms.language.conditions import Condition
from tests.shared_forms.language.building import TODAY

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
