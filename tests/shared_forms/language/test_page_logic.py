"""What a browser needs to know of a page, and no more."""

import json

from shared_forms.language import compile  # noqa: A004
from shared_forms.language.journey import visible_pages
from shared_forms.language.page_logic import page_logic
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question

FORM = compile(
    a_form(
        a_page("first", a_question("adult", "yes_no"), a_question("secret")),
        a_page(
            "second",
            a_choice("kind", "ab"),
            a_question("breed", show_when={"question": "kind", "is": "a"}),
            a_question("parent", show_when={"question": "adult", "is": False}),
            a_question(
                "school",
                show_when={"all": [{"question": "adult", "is": False}, {"question": "kind", "is": "b"}]},
                required_when={"question": "breed", "answered": True},
            ),
            a_question("free"),
        ),
    )
)


def logic(raw, number=1):
    return page_logic(visible_pages(FORM, raw, today=TODAY)[number])


def test_a_page_on_which_nothing_depends_on_it_has_none():
    assert logic({}, number=0) is None


def test_only_what_depends_on_the_page_or_is_looked_at_is_told():
    told = logic({"adult": True, "kind": "a"})

    assert set(told.questions) == {"kind", "breed", "school"}
    assert told.waiting == {"school"}
    assert json.loads(told.questions["breed"].show_when) == {"question": "kind", "is": "a"}
    assert json.loads(told.questions["school"].required_when) == {"question": "breed", "answered": True}
    assert told.questions["kind"].show_when == ""


def test_of_other_pages_only_the_answers_looked_at_leave_the_server():
    assert logic({"adult": False, "secret": "x", "kind": "b"}).answers == {"adult": False}
    assert logic({"secret": "x"}).answers == {}


def test_options_that_are_not_always_offered_are_told_and_named():
    way = a_choice("way", ["x", {"id": "y", "label": "y", "show_when": {"question": "kind", "is": "b"}}])
    form = compile(a_form(a_page("p", a_choice("kind", "ab"), way)))
    (page,) = visible_pages(form, {"kind": "a"}, today=TODAY)

    assert json.loads(page_logic(page).questions["way"].options) == {"y": {"question": "kind", "is": "b"}}
    assert page.names == ("kind", "way")
    assert visible_pages(form, {"kind": "b"}, today=TODAY)[0].names == ("kind", "way", "way.y")


def test_what_rows_look_at_on_other_pages_comes_along_when_something_here_looks_at_the_rows():
    rows = a_question(
        "dogs",
        "group",
        item_label="#頭目",
        questions=[a_question("tag", required_when={"question": "adult", "is": True})],
    )
    form = compile(
        a_form(
            a_page("first", a_question("adult", "yes_no")),
            a_page("second", rows, a_question("why", show_when={"question": "dogs", "answered": True})),
        )
    )

    told = page_logic(visible_pages(form, {"adult": True, "dogs": [{"tag": "1"}]}, today=TODAY)[1])

    assert told.answers == {"adult": True}
