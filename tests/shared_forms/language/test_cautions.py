"""What could be better in a form, with its place and what to do about it."""

import pytest

from shared_forms.language.analysis import CautionCode, cautions
from shared_forms.language.analysis.minutes import minutes_to_fill
from tests.shared_forms.language.building import a_choice, a_form, a_page, a_question

GUIDE = {"minutes": 1, "privacy": "審査のために使います。"}


def form(*questions, guide=GUIDE, **attributes):
    return a_form(a_page("page", *questions), guide=guide, **attributes)


def found(definition):
    return [(caution.code.value, caution.where) for caution in cautions(definition)]


LONG = "あ" * 61
EN = {"ja": "名前", "en": "Name"}
PLANTED = {
    "a long label": (form(a_question("a") | {"label": LONG}), [("long_label", "a")]),
    "a long option": (form(a_choice("a", [{"id": "x", "label": LONG}])), [("long_label", "a")]),
    "a long title": (a_form(a_page("p", a_question()) | {"title": LONG}, guide=GUIDE), [("long_label", "p")]),
    "a long page": (
        form(*(a_question(f"q{n}") for n in range(10)), guide=GUIDE | {"minutes": 3}),
        [("long_page", "page")],
    ),
    "many radio buttons": (
        form(a_choice("a", [{"id": f"o{n}", "label": "x"} for n in range(41)])),
        [("many_options", "a")],
    ),
    "a file nobody explains": (form(a_question("a", "file")), [("unexplained_file", "a")]),
    "personal without a purpose": (form(a_question("a"), guide={"minutes": 1}), [("no_purpose", "")]),
    "a name to type again": (form(a_question("a", "person_name")), [("no_autocomplete", "a")]),
    "too few minutes": (
        form(*(a_question(f"q{n}", "address", autocomplete="off") for n in range(8))),
        [("minutes", "")],
    ),
    "too many minutes": (form(a_question("a"), guide=GUIDE | {"minutes": 30}), [("minutes", "")]),
    "no minutes": (form(a_question("a"), guide={"privacy": "審査"}), [("minutes", "")]),
    "half translated": (form(a_question("a") | {"label": EN}, a_question("b")), [("translation", "page")]),
}
FINE = {
    "plain questions need no purpose": form(a_question("a", privacy="plain"), guide={"minutes": 1}),
    "one name is the applicant's": form(
        a_question("a", "person_name", autocomplete="name"), a_question("b", "person_name")
    ),
    "somebody else's address": form(a_question("a", "address", autocomplete="off")),
    "nine questions and those that are rare": form(
        *(a_question(f"q{n}") for n in range(9)),
        a_question("x", show_when={"question": "q0", "answered": True}),
        guide=GUIDE | {"minutes": 3},
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_weakness_is_found(name):
    definition, expected = PLANTED[name]

    assert found(definition) == expected
    assert all(caution.message.endswith("。") for caution in cautions(definition))


@pytest.mark.parametrize("name", FINE)
def test_a_good_form_is_left_alone(name):
    assert found(FINE[name]) == []


def test_every_kind_of_weakness_was_planted():
    assert {code for _, cautions in PLANTED.values() for code, _ in cautions} == {code.value for code in CautionCode}


def test_what_is_rare_or_optional_takes_half_and_what_is_remembered_nothing():
    many = [a_question(f"q{n}", "file") for n in range(10)]
    always = minutes_to_fill(form(*many))

    assert always == 10
    assert minutes_to_fill(form(*(question | {"required": False} for question in many))) == 5
    remembered = {"child": [question["id"] for question in many], "card_title": "q0"}
    assert minutes_to_fill(form(*many, kind="repeat_notice", repeat=remembered)) == 1


def test_rows_take_as_long_as_what_they_ask_and_what_is_computed_nothing():
    papers = [a_question(f"q{n}", "file") for n in range(4)]
    inner = [a_question("child"), a_question("home", "address"), a_question("memo", required=False)]

    def minutes(**attributes):
        group = a_question("children", "group", item_label="お子さん", questions=inner, **attributes)
        return minutes_to_fill(form(*papers, group))

    assert minutes() == 6  # two rows of 62 seconds
    assert minutes(max_items=1) == 5
    assert minutes(min_items=4) == 8
    computed = [a_question(f"c{n}", "computed", compute={"sum": ["n"]}) for n in range(20)]
    assert minutes_to_fill(form(*papers, a_question("n", "number"), *computed)) == 4
