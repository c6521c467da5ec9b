"""Conditions, evaluated."""

import pytest
from pydantic import TypeAdapter, ValidationError

from shared_forms.language.conditions import Condition

ADAPTER = TypeAdapter(Condition)
ANSWERS = {"reason": "work", "married": False, "name": "西村"}

TRUE = [
    {"question": "reason", "is": "work"},
    {"question": "married", "is": False},
    {"question": "reason", "in": ["care", "work"]},
    {"question": "name", "answered": True},
    {"not": {"question": "phone", "answered": True}},
    {"all": [{"question": "reason", "is": "work"}, {"question": "married", "is": False}]},
    {"any": [{"question": "reason", "is": "care"}, {"question": "married", "is": False}]},
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
]


@pytest.mark.parametrize(("document", "expected"), [(c, True) for c in TRUE] + [(c, False) for c in FALSE])
def test_a_condition_holds_or_not(document, expected):
    condition = ADAPTER.validate_python(document)

    assert condition.predicate()(ANSWERS) is expected
    assert ADAPTER.dump_python(condition, mode="json") == document


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"question": "reason"},
        {"question": "reason", "is": 1},
        {"question": "reason", "is": "a", "in": ["a"]},
        {"question": "reason", "in": []},
        {"question": "reason", "answered": False},
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
