"""Conditions, evaluated."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from shared_forms.language.conditions import Condition
from tests.shared_forms.language.building import TODAY

ADAPTER = TypeAdapter(Condition)
ANSWERS = {
    "reason": "work",
    "married": False,
    "name": "西村",
    "again": "西村",
    "people": 3,
    "rooms": 3.0,
    "weight": 2.5,
    "from": "2026-11-22",
    "to": "2026-12-01",
    "month": "2026-11",
    "opens": "09:30",
    "postal": "0123",
    "wants": {"chosen": ["gas", "water"]},
    "children": [{"child": "はる"}, {"child": "なつ"}],
    "home": {"city": "堺市", "street": "1"},
    "same_home": {"street": "1", "city": "堺市"},
}

TRUE = [
    {"question": "reason", "is": "work"},
    {"question": "married", "is": False},
    {"question": "reason", "in": ["care", "work"]},
    {"question": "name", "answered": True},
    {"not": {"question": "phone", "answered": True}},
    {"all": [{"question": "reason", "is": "work"}, {"question": "married", "is": False}]},
    {"any": [{"question": "reason", "is": "care"}, {"question": "married", "is": False}]},
    {"question": "wants", "includes": "water"},
    {"question": "name", "equals": {"question": "again"}},
    {"question": "people", "equals": {"question": "rooms"}},
    {"question": "home", "equals": {"question": "same_home"}},
    {"question": "people", "at_least": 3},
    {"question": "people", "at_least": 1, "less_than": 4},
    {"question": "weight", "more_than": 2.4},
    {"question": "people", "more_than": {"question": "weight"}},
    {"question": "people", "at_most": {"question": "rooms"}},
    {"question": "from", "less_than": {"question": "to"}},
    {"question": "from", "at_most": {"today": 0}},
    {"question": "to", "more_than": {"today": 8}},
    {"question": "from", "more_than": "2026-11-21"},
    {"question": "month", "at_least": "2026-11"},
    {"question": "opens", "less_than": "10:00"},
    {"question": "children", "count": {"at_least": 2, "at_most": 2}},
    {"question": "cars", "count": {"at_most": 0}},
]
FALSE = [
    {"question": "reason", "is": "care"},
    {"question": "married", "is": True},
    {"question": "phone", "is": "work"},
    {"question": "phone", "is": False},
    {"question": "reason", "in": ["care"]},
    {"question": "phone", "answered": True},
    {"not": {"question": "reason", "is": "work"}},
    {"all": [{"question": "reason", "is": "work"}, {"question": "married", "is": True}]},
    {"any": [{"question": "reason", "is": "care"}, {"question": "married", "is": True}]},
    {"question": "wants", "includes": "power"},
    {"question": "reason", "includes": "work"},
    {"question": "phone", "includes": "work"},
    {"question": "phone", "equals": {"question": "fax"}},
    {"question": "people", "equals": {"question": "weight"}},
    {"question": "people", "at_least": 4},
    {"question": "people", "at_least": 1, "less_than": 3},
    {"question": "phone", "at_least": 0},
    {"question": "phone", "at_most": 0},
    {"question": "people", "at_least": {"question": "phone"}},
    {"question": "to", "at_most": {"today": 8}},
    {"question": "children", "count": {"at_least": 3}},
    {"question": "cars", "count": {"at_least": 1}},
]
NEVER_BETWEEN_KINDS = [
    {"question": question, bound: operand}
    for question, operand in [
        ("people", "2026-11-22"),
        ("from", 3),
        ("from", "2026-11"),
        ("month", "2026-11-22"),
        ("opens", "2026-11"),
        ("postal", 5),
        ("postal", "09:30"),
        ("married", 0),
        ("wants", 1),
        ("children", 1),
        ("home", {"question": "same_home"}),
        ("reason", {"question": "name"}),
        ("month", {"today": 0}),
    ]
    for bound in ("at_least", "at_most", "more_than", "less_than")
]


@pytest.mark.parametrize(
    ("document", "expected"),
    [(c, True) for c in TRUE] + [(c, False) for c in FALSE + NEVER_BETWEEN_KINDS],
    ids=str,
)
def test_a_condition_holds_or_not(document, expected):
    condition = ADAPTER.validate_python(document)

    assert condition.predicate()(ANSWERS, TODAY) is expected
    assert ADAPTER.dump_python(condition, mode="json", exclude_defaults=True) == document


@pytest.mark.parametrize("number", [0, 1, 0.0, 1.0])
@pytest.mark.parametrize(
    "document", [{"is": True}, {"is": False}, {"in": [True, False]}, {"equals": {"question": "b"}}]
)
@pytest.mark.parametrize("boolean", [True, False])
def test_a_number_is_not_a_boolean(document, number, boolean):
    holds = ADAPTER.validate_python({"question": "a"} | document).predicate()

    assert holds({"a": number, "b": boolean}, TODAY) is False


def test_a_day_from_today_moves_with_the_day():
    holds = ADAPTER.validate_python({"question": "from", "at_least": {"today": -1}}).predicate()

    assert holds(ANSWERS, date(2026, 11, 23)) is True
    assert holds(ANSWERS, date(2026, 11, 24)) is False


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"question": "reason"},
        {"question": "reason", "is": 1},
        {"question": "reason", "is": "a", "in": ["a"]},
        {"question": "reason", "in": []},
        {"question": "reason", "answered": False},
        {"question": "wants", "includes": True},
        {"question": "name", "equals": "again"},
        {"question": "people", "at_least": True},
        {"question": "people", "at_least": "3"},
        {"question": "people", "at_least": None},
        {"question": "people", "at_least": float("nan")},
        {"question": "people", "at_least": float("inf")},
        {"question": "people", "at_least": 2**53},
        {"question": "from", "at_least": "2026-02-29"},
        {"question": "from", "at_least": "2026-02-28\n"},
        {"question": "month", "at_least": "2026-13"},
        {"question": "opens", "at_least": "24:00"},
        {"question": "from", "at_least": {"today": 1.5}},
        {"question": "from", "at_least": {"today": 1, "question": "to"}},
        {"question": "children", "count": {}},
        {"question": "children", "count": {"at_least": -1}},
        {"all": []},
        {"not": {"maybe": True}},
        "reason",
    ],
)
def test_what_is_no_condition_is_refused(document):
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(document)


def test_a_bottomless_condition_is_refused_and_not_a_crash():
    document = {"question": "reason", "answered": True}
    for _ in range(5000):
        document = {"not": document}

    with pytest.raises(ValidationError):
        ADAPTER.validate_python(document)
