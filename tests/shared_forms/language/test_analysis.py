"""Faults of a form are found before it is published; each test plants one."""

from typing import Any

import pytest
from hypothesis import given

from shared_forms.language import CompiledForm, FormDefinition, compile  # noqa: A004
from shared_forms.language.analysis import FaultCode, problems
from tests.shared_forms.language.building import a_check, a_choice, a_form, a_page, a_question, one_page
from tests.shared_forms.language.strategies import definitions, documents


def found(definition: FormDefinition) -> list[tuple[str, str]]:
    return [(fault.code.value, fault.where) for fault in problems(definition)]


def asks(question: str, **condition: Any) -> dict[str, Any]:
    return {"show_when": {"question": question, **condition}}


PLANTED = {
    "no pages": (a_form(), [("empty", "")]),
    "a page without questions": (a_form(a_page("p", a_question()), a_page("r")), [("empty", "r")]),
    "two questions of one id": (one_page(a_question("a"), a_question("a")), [("duplicate_id", "a")]),
    "a question with the id of a page": (a_form(a_page("p", a_question("p"))), [("duplicate_id", "p")]),
    "a page that would stand where the check page stands": (
        a_form(a_page("check", a_question())),
        [("reserved_id", "check")],
    ),
    "two options of one id": (one_page(a_choice("a", "xx")), [("duplicate_id", "a")]),
    "a condition on nothing": (one_page(a_question("a", **asks("z", answered=True))), [("unknown_question", "a")]),
    "a condition on a later question": (
        one_page(a_question("a", **asks("b", answered=True)), a_question("b")),
        [("forward_reference", "a")],
    ),
    "a condition on itself": (
        one_page(a_question("a", **asks("a", answered=True))),
        [("forward_reference", "a"), ("cycle", "a")],
    ),
    "a page that depends on its own question": (
        a_form(a_page("p", a_question("a"), **asks("a", answered=True))),
        [("forward_reference", "p"), ("cycle", "a")],
    ),
    "a circle": (
        one_page(a_question("a", **asks("b", answered=True)), a_question("b", **asks("a", answered=True))),
        [("forward_reference", "a"), ("cycle", "a")],
    ),
    "an option that is not there": (
        one_page(a_choice("a"), a_question("b", **asks("a", **{"in": ["a", "z"]}))),
        [("unknown_value", "b")],
    ),
    "a choice compared with yes": (
        one_page(a_choice("a"), a_question("b", **asks("a", **{"is": True}))),
        [("unknown_value", "b")],
    ),
    "a comparison with typed text": (
        one_page(a_question("a"), a_question("b", **asks("a", **{"is": "x"}))),
        [("not_comparable", "b")],
    ),
    "looking for one of several in one": (
        one_page(a_choice("a"), a_question("b", **asks("a", includes="a"))),
        [("not_comparable", "b")],
    ),
    "an order among what has none": (
        one_page(a_question("a"), a_question("b", **asks("a", at_least=3))),
        [("not_comparable", "b")],
    ),
    "a day in the order of numbers": (
        one_page(a_question("a", "date"), a_question("b", **asks("a", less_than=3))),
        [("not_comparable", "b")],
    ),
    "a day before a text": (
        one_page(a_question("a", "date"), a_question("t"), a_question("b", **asks("a", less_than={"question": "t"}))),
        [("not_comparable", "b")],
    ),
    "a day before nothing": (
        one_page(a_question("a", "date"), a_question("b", **asks("a", less_than={"question": "z"}))),
        [("unknown_question", "b")],
    ),
    "counting what does not repeat": (
        one_page(a_question("a"), a_question("b", **asks("a", count={"at_least": 1}))),
        [("not_comparable", "b")],
    ),
    "the same as something else": (
        one_page(a_question("a"), a_choice("c"), a_question("b", **asks("a", equals={"question": "c"}))),
        [("not_comparable", "b")],
    ),
    "needed when a later answer says so": (
        one_page(a_question("a", required_when={"question": "b", "is": True}), a_question("b", "yes_no")),
        [("forward_reference", "a")],
    ),
    "optional, and needed sometimes": (
        one_page(a_question("a"), a_question("b", required=False, required_when={"question": "a", "answered": True})),
        [("contradiction", "b")],
    ),
    "an option that waits for a later answer": (
        one_page(
            a_choice("a", options=[{"id": "x", "label": "x", **asks("b", **{"is": True})}]), a_question("b", "yes_no")
        ),
        [("forward_reference", "a")],
    ),
    "an option that waits for its own question": (
        one_page(a_choice("a", options=[{"id": "x", "label": "x", **asks("a", **{"is": "x"})}])),
        [("forward_reference", "a"), ("cycle", "a")],
    ),
    "a check that speaks beside nothing": (
        one_page(a_question("a")).model_copy(update={"checks": (a_check("z", "a"),)}),
        [("unknown_question", "c")],
    ),
    "a check of nothing": (
        one_page(a_question("a")).model_copy(update={"checks": (a_check("a", "z"),)}),
        [("unknown_question", "a")],
    ),
    "a check that speaks too early": (
        a_form(a_page("p", a_question("a")), a_page("q", a_question("b"))).model_copy(
            update={"checks": (a_check("a", "b"),)}
        ),
        [("forward_reference", "a")],
    ),
    "two checks of one name": (
        one_page(a_question("a")).model_copy(update={"checks": (a_check("a", "a"), a_check("a", "a"))}),
        [("duplicate_id", "")],
    ),
    "a limit on nothing": (one_page(a_question("a", "date", min={"question": "z"})), [("unknown_question", "a")]),
    "a limit on a later day": (
        one_page(a_question("a", "date", max={"question": "b"}), a_question("b", "date")),
        [("forward_reference", "a")],
    ),
    "a limit on something else": (
        one_page(a_question("a"), a_question("b", "date", min={"question": "a"})),
        [("not_comparable", "b")],
    ),
    "lengths that exclude each other": (one_page(a_question(min_length=9, max_length=8)), [("contradiction", "q")]),
    "digits over several lines": (
        one_page(a_question(characters="digits", multiline=True)),
        [("contradiction", "q")],
    ),
    "days that exclude each other": (
        one_page(a_question(kind="date", min="2026-02-01", max="2026-01-31")),
        [("contradiction", "q")],
    ),
    "relative days that exclude each other": (
        one_page(a_question(kind="date", min={"today": 1}, max={"today": 0})),
        [("contradiction", "q")],
    ),
    "no options": (one_page(a_choice(options="")), [("contradiction", "q")]),
    "a default that is no option": (one_page(a_choice(default="z")), [("contradiction", "q")]),
    "a repeat notice that remembers nothing": (
        a_form(a_page("p", a_question()), kind="repeat_notice"),
        [("repeat", "")],
    ),
    "an application that repeats": (
        a_form(a_page("p", a_question()), repeat={"child": ["q"], "card_title": "q"}),
        [("repeat", "")],
    ),
    "remembering what is not asked": (
        a_form(a_page("p", a_question()), kind="repeat_notice", repeat={"child": ["q", "z"], "card_title": "q"}),
        [("unknown_question", "")],
    ),
    "a card of what is not remembered": (
        a_form(
            a_page("p", a_question("a"), a_question("b")),
            kind="repeat_notice",
            repeat={"child": ["a"], "card_title": "a", "card_note": ["b"]},
        ),
        [("repeat", "")],
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name):
    definition, faults = PLANTED[name]

    assert found(definition) == faults
    assert all("。" in fault.message for fault in problems(definition))


def test_every_kind_of_fault_was_planted():
    assert {code for _, faults in PLANTED.values() for code, _ in faults} == {code.value for code in FaultCode}


def test_several_faults_are_found_at_once():
    form = a_form(a_page("p", a_question("a", **asks("z", answered=True)), a_choice("a", default="y")), a_page("r"))

    assert found(form) == [("empty", "r"), ("duplicate_id", "a"), ("contradiction", "a"), ("unknown_question", "a")]


def test_days_can_be_compared_with_days_and_with_today():
    bounds = {"at_least": {"question": "a"}, "at_most": {"today": 30}, "more_than": "2026-01-01"}
    form = one_page(a_question("a", "date"), a_question("b", "date"), a_question("c", **asks("b", **bounds)))

    assert found(form) == []


@given(definitions())
def test_what_has_no_fault_compiles(definition):
    assert problems(definition) == ()
    assert isinstance(compile(definition), CompiledForm)


@given(documents())
def test_asking_everything_in_reverse_is_a_fault_as_soon_as_anything_depends(document):
    backwards = [{**page, "questions": page["questions"][::-1]} for page in document["pages"][::-1]]
    questions = [question for page in backwards for question in page["questions"]]
    options = [option for question in questions for option in question.get("options", ())]
    dependent = any(
        "show_when" in element or "required_when" in element for element in (*backwards, *questions, *options)
    )

    codes = {code for code, _ in found(FormDefinition.model_validate(document | {"pages": backwards, "checks": []}))}

    limited = any("question" in (q.get("min") or ()) for page in backwards for q in page["questions"])
    assert ("forward_reference" in codes) == (dependent or limited)
