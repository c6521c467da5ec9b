"""Any number of options, and one out of a long list."""

import pytest

from shared_forms.language import FaultyForm, compile  # noqa: A004
from shared_forms.language.display import lines
from tests.shared_forms.language.building import a_choice, a_question, answer, one_page, refusals

MANY = a_choice(
    options=[
        {"id": "quake", "label": {"ja": "地震", "en": "Earthquake"}},
        {"id": "flood", "label": "水害"},
        {"id": "other", "label": "そのほか", "free_text": True},
        {"id": "none", "label": "どれでもない", "exclusive": True},
    ],
    type="multiple_choice",
)


@pytest.mark.parametrize(
    "raw", [{"chosen": ["flood", "quake"]}, ["flood", "quake", "quake"], {"chosen": ["flood", "quake", ""]}]
)
def test_what_is_chosen_stands_in_the_order_of_the_form(raw):
    assert answer(MANY, raw) == {"chosen": ["quake", "flood"]}


def test_other_is_written_beside_its_option_and_only_there():
    assert answer(MANY, {"chosen": ["other"], "other": " 雪 "}) == {"chosen": ["other"], "other": "雪"}
    assert answer(MANY, {"chosen": ["quake"], "other": "雪"}) == {"chosen": ["quake"]}
    assert refusals(MANY, {"chosen": ["other"], "other": "　"}) == [("other", "required", {})]
    assert refusals(MANY, {"chosen": ["other"], "other": "あ" * 201}) == [(None, "too_long", {"max": 200})]


def test_none_of_these_stands_alone():
    assert answer(MANY, ["none"]) == {"chosen": ["none"]}
    assert refusals(MANY, ["none", "quake"]) == [(None, "not_together", {"option": "none"})]


def test_how_many_may_be_chosen():
    question = {**MANY, "min_chosen": 2, "max_chosen": 2}

    assert answer(question, ["quake", "flood"])
    assert answer(question, ["none"]) == {"chosen": ["none"]}
    assert refusals(question, ["quake"]) == [(None, "too_few_chosen", {"min": 2})]
    assert refusals(question, {"chosen": ["quake", "flood", "other"], "other": "雪"}) == [
        (None, "too_many_chosen", {"max": 2})
    ]


@pytest.mark.parametrize("raw", [{"chosen": []}, {}, [], [""], {"other": "雪"}])
def test_nothing_chosen_is_no_answer(raw):
    assert answer({**MANY, "required": False}, raw) is None
    assert refusals(MANY, raw) == [(None, "required", {})]


@pytest.mark.parametrize("raw", ["quake", 1, True, [1], {"chosen": "quake"}, {"chosen": [None]}])
def test_what_no_page_sends_is_refused(raw):
    assert refusals(MANY, raw) == [(None, "wrong_shape", {})]


def test_unknown_ending_and_hidden_options_are_no_choice():
    options = [
        "a",
        {"id": "b", "label": "対象外", "ends": "窓口へ"},
        {"id": "c", "label": "c", "show_when": {"question": "x", "is": True}},
    ]
    question = a_choice(options=options, type="multiple_choice")
    form = one_page(a_question("x", "yes_no", required=False), question)

    assert refusals(a_choice(options=options[:2], type="multiple_choice"), ["b"]) == [
        (None, "ends_here", {"option": "b"})
    ]
    assert refusals(MANY, ["quake", "storm"]) == [(None, "not_a_choice", {})]
    assert compile(form)


def test_it_reads_well():
    question = next(one_page(MANY).questions())

    assert lines(question, {"chosen": ["quake", "other"], "other": "雪"}) == ("地震", "そのほか：雪")
    assert lines(question, {"chosen": ["quake"]}, "en") == ("Earthquake",)
    assert question.is_blank({"chosen": [], "other": ""})
    assert not question.is_blank({"chosen": ["quake"]})


def test_a_list_of_hundreds_takes_one():
    question = a_choice(
        options=[{"id": f"s{number}", "label": f"第{number}小学校"} for number in range(900)], type="select"
    )

    assert answer(question, "s899") == "s899"
    assert refusals(question, "s900") == [(None, "not_a_choice", {})]
    assert lines(next(one_page(question).questions()), "s3") == ("第3小学校",)


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ({**MANY, "min_chosen": 3, "max_chosen": 2}, "最も多い数より"),
        (a_choice(options=[{"id": x, "label": x, "free_text": True} for x in "ab"], type="multiple_choice"), "1つまで"),
        (a_choice(options=[{"id": "a", "label": "a", "exclusive": True}]), "だけで使えます"),
        (a_choice(options=[], type="multiple_choice"), "1つもありません"),
    ],
)
def test_what_can_never_work_is_a_fault(question, fault):
    with pytest.raises(FaultyForm, match=fault):
        compile(one_page(question))
