"""Needed only sometimes, offered only sometimes, and answers that do not go together."""

from shared_forms.language import Errors, FormDefinition, compile  # noqa: A004
from shared_forms.language.answers import parse
from shared_forms.language.journey import visible_pages
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question
from tests.shared_forms.language.test_answers import read

HAS_CAR = a_question("has_car", "yes_no")
PLATE = a_question("plate", required_when={"question": "has_car", "is": True})
KIND = a_choice("kind", "ab")
WAY = a_choice(
    "way",
    options=[
        {"id": "post", "label": "郵送"},
        {"id": "desk", "label": "窓口", "show_when": {"question": "kind", "is": "a"}},
        {"id": "home", "label": "訪問", "ends": "電話で", "show_when": {"question": "kind", "is": "a"}},
    ],
)
TRIP = a_form(
    a_page("when", a_question("first", "date"), a_question("last", "date", required=False)),
    a_page("how", a_question("note", required=False), a_question("phone", required=False)),
    checks=[
        {
            "id": "days",
            "at": "last",
            "wrong_when": {"question": "last", "less_than": {"question": "first"}},
            "message": {"ja": "終わりの日を、始まりの日より後にしてください。", "en": "End after the beginning."},
        },
        {
            "id": "reachable",
            "at": "phone",
            "wrong_when": {
                "all": [
                    {"not": {"question": "note", "answered": True}},
                    {"not": {"question": "phone", "answered": True}},
                ]
            },
            "message": "伝言か電話番号を書いてください。",
        },
    ],
)


def test_an_answer_is_needed_only_when_the_condition_holds():
    form = a_form(a_page("p", HAS_CAR, PLATE))

    assert read(form, {"has_car": "yes"}) == [("plate", "required")]
    assert read(form, {"has_car": "no"}) == {"has_car": False}
    assert read(form, {"has_car": "no", "plate": "1234"}) == {"has_car": False, "plate": "1234"}


def test_the_situation_says_what_is_needed_and_offered_now():
    form = compile(a_form(a_page("p", HAS_CAR, PLATE, KIND), a_page("q", WAY)))

    def situation(raw):
        return visible_pages(form, raw, today=TODAY)[0].situation

    assert situation({"has_car": "yes", "kind": "a"}).optional == set()
    assert situation({"has_car": "no", "kind": "a"}).optional == {"plate"}
    assert situation({"kind": "a"}).withheld_of("way") == set()
    assert situation({"kind": "b"}).withheld_of("way") == {"desk", "home"}


def test_an_option_that_is_not_offered_is_no_choice():
    form = a_form(a_page("p", KIND, WAY))

    assert read(form, {"kind": "a", "way": "desk"}) == {"kind": "a", "way": "desk"}
    assert read(form, {"kind": "a", "way": "home"}) == [("way", "ends_here")]
    assert read(form, {"kind": "b", "way": "post"}) == {"kind": "b", "way": "post"}
    assert read(form, {"kind": "b", "way": "desk"}) == [("way", "not_a_choice")]
    assert read(form, {"kind": "b", "way": "home"}) == [("way", "not_a_choice")]


def test_answers_that_do_not_go_together_are_refused_beside_one_of_them():
    good = {"first": "2026-11-20", "last": "2026-11-22", "phone": "1"}

    assert read(TRIP, good)["last"] == "2026-11-22"
    assert read(TRIP, good | {"last": "2026-11-19"}) == [("last", "check")]
    assert read(TRIP, good | {"last": ""})["first"] == "2026-11-20"


def test_a_check_carries_its_words():
    result = parse(compile(TRIP), {"first": "2026-11-20", "last": "2026-11-19", "phone": "1"}, today=TODAY)

    assert isinstance(result, Errors)
    (error,) = result
    assert dict(error.params) == {"check": "days"}
    assert error.message.get("en") == "End after the beginning."


def test_a_check_waits_until_the_answers_it_looks_at_are_accepted():
    assert read(TRIP, {"first": "2026-13-01", "last": "2026-11-19", "phone": "1"}) == [("first", "not_a_date")]
    assert read(TRIP, {"last": "2026-11-19", "phone": "1"}) == [("first", "required")]


def test_failed_checks_stand_at_their_place_among_other_errors():
    assert read(TRIP, {"first": "2026-11-20", "last": "2026-11-19"}) == [("last", "check"), ("phone", "check")]


def test_a_check_is_made_with_the_page_of_its_question():
    raw = {"first": "2026-11-20", "last": "2026-11-19"}

    assert read(TRIP, raw, only={"first", "last"}) == [("last", "check")]
    assert read(TRIP, raw, only={"note", "phone"}) == [("phone", "check")]
    assert read(TRIP, raw | {"phone": "1"}, only={"note", "phone"}) == {"phone": "1"}


def test_a_check_whose_question_is_not_asked_is_not_made():
    last = a_question("last", "date", required=False, show_when={"question": "kind", "is": "a"})
    form = a_form(a_page("when", KIND, a_question("first", "date"), last), checks=[_first_before_today("last")])

    assert read(form, {"kind": "a", "first": "2026-11-20"}) == [("last", "check")]
    assert read(form, {"kind": "b", "first": "2026-11-20"})["kind"] == "b"


def test_a_form_without_any_of_this_is_the_same_document_as_before():
    document = a_form(a_page("p", KIND)).model_dump(mode="json", exclude_defaults=True)

    assert "checks" not in document
    assert FormDefinition.model_validate(document) == a_form(a_page("p", KIND))


def _first_before_today(at):
    return {"id": "c", "at": at, "wrong_when": {"question": "first", "less_than": {"today": 0}}, "message": "直して"}
