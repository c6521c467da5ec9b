"""Faults of a form are found before it is published; each test plants one."""

from typing import Any

import pytest
from hypothesis import given

from shared_forms.language import CompiledForm, FormDefinition, compile  # noqa: A004
from shared_forms.language.analysis import FaultCode, dead_ends, problems
from shared_forms.language.journey import visible_pages
from tests.shared_forms.language.building import TODAY, a_check, a_choice, a_form, a_page, a_question, one_page
from tests.shared_forms.language.strategies import FILES, definitions, documents, forms_with_raw


def found(definition: FormDefinition) -> list[tuple[str, str]]:
    return [(fault.code.value, fault.where) for fault in problems(definition)]


def asks(question: str, **condition: Any) -> dict[str, Any]:
    return {"show_when": {"question": question, **condition}}


PLANTED = {
    "more questions than anybody answers": (
        a_form(*(a_page(f"p{page}", *(a_question(f"q{page}_{each}") for each in range(50))) for page in range(11))),
        [("too_large", "")],
    ),
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
    "fiscal years that exclude each other": (
        one_page(a_question(kind="date", min={"fiscal_year": 1, "at": "start"}, max={"fiscal_year": 0, "at": "end"})),
        [("contradiction", "q")],
    ),
    "months that exclude each other": (
        one_page(a_question(kind="month", min={"this_month": 1}, max={"this_month": 0})),
        [("contradiction", "q")],
    ),
    "times that exclude each other": (
        one_page(a_question(kind="time", min="10:00", max="09:30")),
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
    "a file that another procedure should begin with": (
        a_form(a_page("p", a_question("q", "file")), next=[{"procedure": "other", "hand_over": {"there": "q"}}]),
        [("follow_up", "q")],
    ),
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


A = {"question": "a", "is": True}
NOT_A = {"question": "a", "is": False}
NEVER = {"all": [A, NOT_A]}


def after_yes_no(*questions, **page):
    return a_form(a_page("p", a_question("a", "yes_no")), a_page("q", *questions, **page))


def an_option(option_id="x", **attributes):
    return {"id": option_id, "label": option_id, **attributes}


DEAD_ENDS = {
    "a question for two answers at once": (after_yes_no(a_question("b", show_when=NEVER)), [("unreachable", "b")]),
    "a page for two answers at once, and nothing more about its questions": (
        after_yes_no(a_question("b", show_when=A), show_when=NEVER),
        [("unreachable", "q")],
    ),
    "a question and its page for different answers": (
        after_yes_no(a_question("b", show_when=NOT_A), show_when=A),
        [("unreachable", "b")],
    ),
    "a question behind one that is not asked then": (
        after_yes_no(
            a_choice("b", show_when=A),
            a_question("c", show_when={"all": [NOT_A, {"question": "b", "in": ["a", "b"]}]}),
        ),
        [("unreachable", "c")],
    ),
    "what follows the unreachable": (
        after_yes_no(a_question("b", show_when=NEVER), a_question("c", **asks("b", answered=True))),
        [("unreachable", "b"), ("unreachable", "c")],
    ),
    "a number of a group that is never asked": (
        after_yes_no(a_question("b", "date", show_when=NEVER), a_question("c", **asks("b", at_least={"today": 0}))),
        [("unreachable", "b"), ("unreachable", "c")],
    ),
    "after an answer with which nobody goes on": (
        one_page(
            a_choice("a", [an_option(ends="窓口へ"), an_option("y")]), a_question("b", **asks("a", **{"is": "x"}))
        ),
        [("unreachable", "b")],
    ),
    "after an option that is never offered": (
        after_yes_no(
            a_choice("b", [an_option(show_when=NEVER), an_option("y")]), a_question("c", **asks("b", **{"is": "x"}))
        ),
        [("impossible_option", "b"), ("unreachable", "c")],
    ),
    "needed when it is not asked": (
        after_yes_no(a_question("b", show_when=A, required_when=NOT_A)),
        [("never_needed", "b")],
    ),
    "no option with which to go on": (
        one_page(a_choice("a", [an_option(ends="窓口へ"), an_option("y", ends="電話へ")])),
        [("dead_end", "a")],
    ),
}
REACHABLE = {
    "either answer": after_yes_no(a_question("b", show_when={"any": [A, NOT_A]})),
    "neither answer": after_yes_no(a_question("b", show_when={"not": {"any": [A, NOT_A]}})),
    "a day, which nobody tries": one_page(
        a_question("a", "date"),
        a_question(
            "b",
            show_when={
                "all": [asks("a", at_least={"today": 1})["show_when"], asks("a", at_most={"today": 0})["show_when"]]
            },
        ),
    ),
    "no rows": one_page(a_question("a"), a_question("b", show_when={"not": {"question": "a", "answered": True}})),
    "an optional choice without a way on": one_page(a_choice("a", [an_option(ends="窓口へ")], required=False)),
}


@pytest.mark.parametrize("name", DEAD_ENDS)
def test_a_planted_dead_end_is_found(name):
    definition, faults = DEAD_ENDS[name]

    assert problems(definition) == ()
    assert [(fault.code.value, fault.where) for fault in dead_ends(definition)] == faults
    assert all("。" in fault.message for fault in dead_ends(definition))


@pytest.mark.parametrize("name", REACHABLE)
def test_what_somebody_can_reach_is_no_dead_end(name):
    assert dead_ends(REACHABLE[name]) == ()


def test_two_answers_at_once_are_found_among_many_questions():
    questions = [a_choice(f"q{number}", "abcdefgh") for number in range(20)]
    every = [{"question": question["id"], "is": "a"} for question in questions]
    form = one_page(*questions, a_question("last", show_when={"all": [*every, {"question": "q0", "is": "b"}]}))

    assert [fault.where for fault in dead_ends(form)] == ["last"]


def test_what_would_take_too_many_trials_is_taken_to_be_possible():
    questions = [a_choice(f"q{number}", "abcdefgh") for number in range(20)]
    either = [{"question": question["id"], "in": ["a", "b", "c"]} for question in questions]
    never = {"all": [{"any": either}, {"not": {"any": either}}]}

    assert dead_ends(one_page(*questions, a_question("last", show_when=never))) == ()


@given(forms_with_raw())
def test_what_is_reported_unreachable_is_never_shown(form_and_raw):
    definition, raw = form_and_raw
    unreachable = {fault.where for fault in dead_ends(definition) if fault.code is FaultCode.UNREACHABLE}
    form = compile(definition)

    pages = visible_pages(form, raw, today=TODAY, files=FILES)
    shown = {question.id for page in pages for question in page.questions} | {page.page.id for page in pages}

    assert not unreachable & shown


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name):
    definition, faults = PLANTED[name]

    assert found(definition) == faults
    assert all("。" in fault.message for fault in problems(definition))


def test_every_kind_of_fault_was_planted():
    planted = {**PLANTED, **DEAD_ENDS}

    assert {code for _, faults in planted.values() for code, _ in faults} == {code.value for code in FaultCode}


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


def reversed_within(around):
    return {**around, "questions": around["questions"][::-1]}


def reversed_rows(page):
    return {**page, "questions": [reversed_within(q) if q["type"] == "group" else q for q in page["questions"]]}


@given(documents())
def test_asking_everything_in_reverse_is_a_fault_as_soon_as_anything_depends(document):
    backwards = [reversed_within(reversed_rows(page)) for page in document["pages"][::-1]]
    asked = [question for page in backwards for question in page["questions"]]
    inner = [question for group in asked for question in group.get("questions", ())]
    questions = [*asked, *inner]
    options = [option for question in questions for option in question.get("options", ())]
    dependent = any(
        "show_when" in element or "required_when" in element for element in (*backwards, *questions, *options)
    )

    codes = {code for code, _ in found(FormDefinition.model_validate(document | {"pages": backwards, "checks": []}))}

    limited = any("question" in (q.get("min") or ()) for q in questions)
    assert ("forward_reference" in codes) == (dependent or limited)
