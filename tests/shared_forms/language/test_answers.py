"""Reading all answers of a form."""

import pytest

from shared_forms.language import Errors, compile  # noqa: A004
from shared_forms.language.answers import Answers, parse
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question, one_page

MARRIED = a_question("married", "yes_no")
SPOUSE = a_question("spouse", show_when={"question": "married", "is": True})
JOB = a_question("job", show_when={"question": "spouse", "answered": True})


def read(definition, raw, **options):
    result = parse(compile(definition), raw, today=TODAY, **options)
    return dict(result) if isinstance(result, Answers) else [(error.control, error.code.value) for error in result]


def test_every_error_comes_at_once_in_the_order_of_the_form():
    form = one_page(
        a_question("name", "person_name"), a_question("mail", "email"), a_choice("kind"), a_question("note")
    )
    raw = {"kind": "z", "mail": "x", "name": {"family": "堺"}, "note": "よい"}

    assert read(form, raw) == [
        ("name.given", "required"),
        ("name.family_kana", "required"),
        ("name.given_kana", "required"),
        ("mail", "not_email"),
        ("kind", "not_a_choice"),
    ]


def test_a_hidden_question_is_not_required_and_its_stray_answer_is_dropped():
    form = one_page(MARRIED, SPOUSE, JOB)

    assert read(form, {"married": "yes"}) == [("spouse", "required")]
    assert read(form, {"married": "yes", "spouse": "花子", "job": "医師"}) == {
        "married": True,
        "spouse": "花子",
        "job": "医師",
    }
    assert read(form, {"married": "no", "spouse": "花子", "job": "医師"}) == {"married": False}


def test_the_questions_of_a_hidden_page_are_hidden():
    page = a_page("second", SPOUSE | {"show_when": None}, show_when={"question": "married", "is": True})
    form = a_form(a_page("first", MARRIED), page)

    assert read(form, {"married": "no", "spouse": "花子"}) == {"married": False}
    assert read(form, {"married": "yes"}) == [("spouse", "required")]


def test_an_answer_that_is_refused_shows_nothing_that_depends_on_it():
    assert read(one_page(MARRIED, SPOUSE), {"married": "maybe", "spouse": ""}) == [("married", "not_a_choice")]


def test_one_page_is_read_by_itself_while_conditions_see_everything():
    form = a_form(a_page("first", MARRIED, a_question("name")), a_page("second", SPOUSE, a_question("note")))
    second = ["spouse", "note"]

    assert read(form, {"married": "yes", "note": "x"}, only=second) == [("spouse", "required")]
    assert read(form, {"married": "no", "note": "x", "spouse": "花子"}, only=second) == {"note": "x"}
    assert read(form, {"married": "yes", "spouse": "花子", "note": "x"}, only=second) == {"spouse": "花子", "note": "x"}


def test_answers_the_form_does_not_ask_for_are_dropped():
    assert read(one_page(a_question()), {"q": "a", "other": "b", "": None}) == {"q": "a"}


@pytest.mark.parametrize("raw", [None, [], "q", 7, [["q", "a"]]])
def test_what_is_no_object_counts_as_nothing_answered(raw):
    assert read(one_page(a_question()), raw) == [("q", "required")]


def test_answers_are_a_frozen_mapping_that_keeps_quiet_in_logs():
    answers = parse(one_page(a_question()), {"q": "秘密"}, today=TODAY)

    assert isinstance(answers, Answers)
    assert (answers == {"q": "秘密"}, list(answers), len(answers)) == (True, ["q"], 1)
    assert answers.to_json() == {"q": "秘密"}
    assert "秘密" not in repr(answers)
    with pytest.raises(TypeError):
        answers["q"] = "x"  # type: ignore[index]


def test_errors_can_be_asked_for_by_question():
    errors = parse(one_page(a_question("a"), a_question("b")), {}, today=TODAY)

    assert isinstance(errors, Errors)
    assert len(errors) == 2
    assert [error.question for error in errors.of("b")] == ["b"]
