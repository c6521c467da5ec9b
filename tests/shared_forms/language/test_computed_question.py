"""Computed values: exact, from what is known, and never what somebody sends in their name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_forms.language import FaultyForm, StoredFile, compile  # noqa: A004
from shared_forms.language.analysis import dead_ends, problems
from shared_forms.language.answers import Answers, consulted, parse
from shared_forms.language.display import lines
from shared_forms.language.journey import visible_pages
from shared_forms.language.overlay import Overlay
from shared_forms.language.overlay.applying import OverlayRefused, apply
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question, one_page

NUMBER = {"required": False, "min": -1000, "decimals": 6}


def computed(compute, name="total", **attributes):
    return a_question(name, "computed", compute=compute, **attributes)


def values(form, raw, today=TODAY):
    """All accepted answers; the form accepts them."""
    result = parse(form, raw, today=today)
    assert isinstance(result, Answers), result
    return dict(result)


def value(compute, questions, raw, today=TODAY):
    """What comes out; None for nothing."""
    return values(one_page(*questions, computed(compute)), raw, today).get("total")


COSTS = [a_question("bus", "number", **NUMBER), a_question("meal", "money", required=False)]
CHILDREN = a_question(
    "children",
    "group",
    item_label="お子さん",
    required=False,
    questions=[a_question("child"), a_question("cost", "number", **NUMBER)],
)


@pytest.mark.parametrize(
    ("raw", "total"),
    [
        ({"bus": "0.1", "meal": "200"}, 200.1),
        ({"bus": "１，２００", "meal": "３００円"}, 1500),
        ({"bus": "-300", "meal": "300"}, 0),
        ({"bus": "7"}, 7),
        ({}, None),
    ],
)
def test_a_sum_adds_what_is_there(raw, total):
    assert value({"sum": ["bus", "meal"]}, COSTS, raw) == total


def test_a_sum_is_exact_and_whole_where_it_is_whole():
    questions = [a_question(name, "number", **NUMBER) for name in "abc"]
    found = value({"sum": ["a", "b", "c"]}, questions, {"a": "0.1", "b": "0.2", "c": "0.7"})

    assert (found, type(found)) == (1, int)
    assert value({"sum": ["a", "b"]}, questions, {"a": "0.1", "b": "0.2"}) == 0.3
    assert value({"sum": ["a", "b"]}, questions, {"a": 999_999_999_999_999, "b": 1}) is None


@given(st.lists(st.decimals(-1000, 1000, places=3), min_size=1, max_size=8))
def test_a_sum_is_that_of_the_decimals(numbers):
    questions = [a_question(f"n{place}", "number", **NUMBER) for place in range(len(numbers))]
    raw = {f"n{place}": str(number) for place, number in enumerate(numbers)}

    assert value({"sum": list(raw)}, questions, raw) == float(sum(numbers))


def test_rows_are_counted_and_summed():
    rows = [{"child": "太郎", "cost": "1.5"}, {"child": "花子"}, {}, {"child": "次郎", "cost": "2.5"}]
    summed = {"sum_of": {"group": "children", "question": "cost"}}

    assert value({"count": "children"}, [CHILDREN], {"children": rows}) == 3
    assert value(summed, [CHILDREN], {"children": rows}) == 4
    assert value({"count": "children"}, [CHILDREN], {}) == 0
    assert value(summed, [CHILDREN], {}) is None


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("2020-04-01", "2026-04-01", 6),
        ("2020-04-02", "2026-04-01", 5),
        ("2020-11-22", {"today": 0}, 6),
        ("2020-11-23", {"today": 0}, 5),
        ("2020-11-23", {"today": 1}, 6),
        ("2020-02-29", "2026-02-28", 5),
        ("2020-02-29", "2026-03-01", 6),
        ("2020-04-01", {"fiscal_year": 0, "at": "start"}, 6),
        ("2020-04-01", {"fiscal_year": 1, "at": "start"}, 7),
        ("2020-03-31", {"fiscal_year": 0, "at": "end"}, 7),
        ("2026-11-22", {"today": 0}, 0),
        ("2026-11-23", {"today": 0}, None),
        ("2020-06-01", {"question": "start", "days": 0}, 4),
        ("2020-06-02", {"question": "start", "days": 0}, 3),
    ],
)
def test_an_age_counts_birthdays(birth, on, age):
    questions = [a_question("birth", "date"), a_question("start", "date")]

    assert value({"age": {"birth": "birth", "on": on}}, questions, {"birth": birth, "start": "2024-06-01"}) == age


def test_an_age_waits_for_both_days():
    questions = [a_question("birth", "date", required=False), a_question("start", "date", required=False)]
    compute = {"age": {"birth": "birth", "on": {"question": "start"}}}

    assert value(compute, questions, {"birth": "2020-01-01"}) is None
    assert value(compute, questions, {"start": "2020-01-01"}) is None


def test_a_fee_is_a_price_times_how_many():
    questions = [a_choice("paper", "ab", required=False), a_question("copies", "number", required=False)]
    table = {"a": 300, "b": 0}

    assert value({"fee": {"by": "paper", "table": table}}, questions, {"paper": "a"}) == 300
    times = {"fee": {"by": "paper", "table": table, "times": "copies"}}
    assert value(times, questions, {"paper": "a", "copies": "３通"}) == 900
    assert value(times, questions, {"paper": "b", "copies": "3"}) == 0
    assert value(times, questions, {"paper": "a"}) is None
    assert value(times, questions, {"copies": "3"}) is None
    assert value(times, questions, {"paper": "a", "copies": 10**14}) is None


def test_what_is_sent_in_its_name_counts_for_nothing():
    form = one_page(*COSTS, computed({"sum": ["bus", "meal"]}))

    for sent in (1, "1", [], {"x": 1}, None, True):
        assert values(form, {"bus": 2, "meal": 3, "total": sent}) == {"bus": 2, "meal": 3, "total": 5}
        assert "total" not in values(form, {"total": sent})


def test_what_was_stored_is_computed_anew():
    form = one_page(a_question("birth", "date"), computed({"age": {"birth": "birth", "on": {"today": 0}}}))
    stored = values(form, {"birth": "2020-11-22"}, date(2025, 11, 22))

    assert stored["total"] == 5
    assert values(form, stored)["total"] == 6


def test_hidden_it_is_not_kept_and_hidden_answers_do_not_count():
    hidden = {"show_when": {"question": "more", "is": True}}
    more = a_question("more", "yes_no")
    form = one_page(more, COSTS[0], COSTS[1] | hidden, computed({"sum": ["bus", "meal"]}))
    raw = {"bus": 1, "meal": 2}

    assert values(form, {**raw, "more": False})["total"] == 1
    assert values(form, {**raw, "more": True})["total"] == 3
    form = one_page(more, *COSTS, computed({"sum": ["bus", "meal"]}, **hidden))
    assert "total" not in values(form, {**raw, "more": False})


def test_computed_values_feed_others_conditions_and_checks():
    form = a_form(
        a_page("p", *COSTS),
        a_page(
            "q",
            computed({"sum": ["bus", "meal"]}),
            computed({"sum": ["total", "bus"]}, "both"),
            a_question("why", show_when={"question": "both", "more_than": 10}),
            a_question("end", required=False),
        ),
        checks=[
            {"id": "c", "at": "end", "wrong_when": {"question": "both", "at_least": 100}, "message": "多すぎます。"}
        ],
    )
    ready = compile(form)

    assert values(form, {"bus": 1, "meal": 2}) == {"bus": 1, "meal": 2, "total": 3, "both": 4}
    assert [each.id for each in visible_pages(ready, {"bus": 5, "meal": 2}, today=TODAY)[1].questions][2] == "why"
    assert visible_pages(ready, {"bus": 5, "meal": 2}, today=TODAY)[1].situation.answers["both"] == 12
    errors = parse(form, {"bus": 90, "why": "x"}, today=TODAY, only={"end"})
    assert [error.question for error in errors] == ["end"]
    # While a number is refused, nothing is said about what it would come to.
    errors = parse(form, {"bus": 90, "meal": "x", "why": "y"}, today=TODAY)
    assert [(error.question, error.code.value) for error in errors] == [("meal", "not_a_number")]


def test_a_page_of_its_own_is_shown_and_a_page_asks_only_what_it_asks():
    form = compile(a_form(a_page("p", *COSTS), a_page("q", computed({"sum": ["bus", "meal"]}))))

    assert [each.page.id for each in visible_pages(form, {}, today=TODAY)] == ["p", "q"]
    assert dict(parse(form, {"bus": 1}, today=TODAY, only={"total"})) == {"total": 1}
    assert consulted(form, {"bus": 1}, today=TODAY)["total"] == 1
    files = {"f": StoredFile("f", "a.jpg", 1, "image/jpeg")}
    assert dict(parse(form, {"bus": 1}, today=TODAY, files=files)) == {"bus": 1, "total": 1}


def test_it_is_read_with_its_unit():
    people = next(one_page(computed({"count": "x"}, unit={"ja": "人", "en": "people"})).questions())
    fee = next(one_page(computed({"fee": {"by": "x", "table": {"a": 300}}})).questions())
    yen = next(one_page(computed({"sum": ["x"]}, unit="円")).questions())

    assert lines(people, 1200) == ("1200人",)
    assert lines(people, 3, "en") == ("3 people",)
    assert lines(fee, 1200) == lines(yen, 1200) == ("1,200円",)
    assert lines(fee, 1200, "en") == ("1,200 yen",)
    assert lines(next(one_page(computed({"sum": ["x"]})).questions()), 0.3) == ("0.3",)


TABLE = {"by": "kind", "table": {"a": 300, "b": 200}}
FAULTY = {
    "of nothing that is there": ([computed({"sum": ["z"]})], "unknown_question"),
    "of what comes later": ([computed({"sum": ["n"]}), a_question("n", "number")], "forward_reference"),
    "of itself": ([computed({"sum": ["total"]})], "cycle"),
    "of a text": ([a_question("t"), computed({"sum": ["t"]})], "not_comparable"),
    "of a number in a row": ([CHILDREN, computed({"sum": ["cost"]})], "not_comparable"),
    "of a text in a row": (
        [CHILDREN, computed({"sum_of": {"group": "children", "question": "child"}})],
        "not_comparable",
    ),
    "of a number in no row": (
        [CHILDREN, COSTS[0], computed({"sum_of": {"group": "children", "question": "bus"}})],
        "not_comparable",
    ),
    "counting what does not repeat": ([COSTS[0], computed({"count": "bus"})], "not_comparable"),
    "the age of a text": ([a_question("t"), computed({"age": {"birth": "t", "on": {"today": 0}}})], "not_comparable"),
    "the age on a number": (
        [a_question("b", "date"), COSTS[0], computed({"age": {"birth": "b", "on": {"question": "bus"}}})],
        "not_comparable",
    ),
    "a fee by a text": ([a_question("kind"), computed({"fee": TABLE})], "not_comparable"),
    "a fee by several": (
        [a_choice("kind") | {"type": "multiple_choice"}, computed({"fee": TABLE})],
        "not_comparable",
    ),
    "an option without a price": ([a_choice("kind", "abc"), computed({"fee": TABLE})], "unknown_value"),
    "a fee times a half": (
        [a_choice("kind", "ab"), COSTS[0], computed({"fee": TABLE | {"times": "bus"}})],
        "not_comparable",
    ),
    "a fee times money": (
        [a_choice("kind", "ab"), COSTS[1], computed({"fee": TABLE | {"times": "meal"}})],
        "not_comparable",
    ),
    "required": ([COSTS[0], computed({"sum": ["bus"]}, required=True)], "contradiction"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_cannot_be_computed_is_a_fault(name):
    questions, code = FAULTY[name]
    faults = problems(one_page(*questions))

    assert [(fault.code.value, fault.where) for fault in faults][:1] == [(code, "total")]
    assert "total" in faults[0].message


def test_a_circle_is_named():
    with pytest.raises(FaultyForm, match="輪になっている"):
        compile(one_page(computed({"sum": ["b"]}, "a"), computed({"sum": ["a"]}, "b")))


def test_what_ends_needs_no_price_and_a_price_may_be_left_over():
    kinds = ["a", {"id": "b", "label": "b", "ends": "窓口へ"}]
    form = one_page(a_choice("kind", kinds), computed({"fee": {"by": "kind", "table": {"a": 300, "gone": 1}}}))

    assert not problems(form)
    assert not dead_ends(form)


@pytest.mark.parametrize("compute", [{}, {"sum": []}, {"sum": ["a"], "count": "b"}, {"fee": {"by": "a", "table": {}}}])
def test_a_rule_is_one_and_complete(compute):
    with pytest.raises(ValueError, match="validation error"):
        one_page(computed(compute))


def test_it_does_not_stand_in_rows():
    with pytest.raises(ValueError, match="validation error"):
        one_page(a_question("g", "group", item_label="x", questions=[COSTS[0], computed({"sum": ["bus"]})]))


def test_a_city_cannot_hide_what_is_computed_with_but_an_option_with_its_price():
    template = one_page(a_choice("kind", "ab"), *COSTS, computed({"fee": TABLE}, "fee"), computed({"sum": ["bus"]}))

    def hide(target, option=None):
        return Overlay.model_validate({"operations": [{"op": "hide", "target": target, "option": option}]})

    with pytest.raises(OverlayRefused, match="が使っているので、隠せません"):
        apply(template, hide("bus"))
    assert apply(template, hide("meal")).question("meal") is None
    assert apply(template, hide("total")).question("total") is None
    assert len(apply(template, hide("kind", "b")).question("kind").options) == 1
