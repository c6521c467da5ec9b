"""Documents that no editor writes: refused in words or usable, and never much work."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from shared_forms.language import Errors, FaultyForm, FormDefinition, compile, content_hash, to_json  # noqa: A004
from shared_forms.language.analysis import cautions, dead_ends, reach
from shared_forms.language.answers import Answers, parse
from shared_forms.language.answers_schema import answers_schema
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question, one_page
from tests.shared_forms.language.strategies import FILES, any_json, documents

ODD = st.sampled_from(
    [
        None,
        True,
        -1,
        0,
        -0.0,
        10**400,
        1e308,
        float("inf"),
        float("nan"),
        "",
        "\0",
        "\ud83d",
        "\u202e",
        "𠮷" * 10_000,
        [],
        {},
    ]
)


def use(document: Any) -> str | None:
    """Do with a document all that is ever done with one; what was said when it was refused."""
    try:
        definition = FormDefinition.model_validate(document)
        form = compile(definition)
    except (ValidationError, FaultyForm) as refusal:
        return str(refusal)
    dead_ends(definition)
    cautions(definition)
    assert content_hash(FormDefinition.model_validate(to_json(definition))) == content_hash(definition)
    json.dumps(to_json(definition), ensure_ascii=False, allow_nan=False).encode()
    Draft202012Validator.check_schema(answers_schema(definition))
    assert isinstance(parse(form, {}, today=TODAY, files=FILES), (Answers, Errors))
    return None


@settings(max_examples=150)
@given(documents(), st.data())
def test_a_form_with_something_odd_anywhere_is_refused_in_words_or_works(document, data):
    spoilt = deepcopy(document)
    place: Any = spoilt
    while True:
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], (dict, list)) or not place[key] or data.draw(st.integers(0, 3)) == 0:
            break
        place = place[key]
    place[key] = data.draw(ODD | any_json())

    said = use(spoilt)

    assert said is None or said.strip()


@given(any_json() | ODD)
def test_what_is_no_form_at_all_is_refused(document):
    assert use(document)


def nested(kind: str, depth: int) -> dict[str, Any]:
    condition: dict[str, Any] = {"question": "a", "answered": True}
    for _ in range(depth):
        condition = {kind: condition if kind == "not" else [condition]}
    return condition


@pytest.mark.parametrize("kind", ["not", "all", "any"])
def test_conditions_stand_in_one_another_ten_deep_and_no_deeper(kind):
    def asking(depth: int) -> dict[str, Any]:
        form = one_page(a_question("a"))
        return to_json(form) | {
            "pages": [a_page("page", a_question("a"), a_question("b", show_when=nested(kind, depth)))]
        }

    assert use(asking(10)) is None
    for depth in (11, 100, 1000):
        assert "deep" in str(use(asking(depth))) or "recursion" in str(use(asking(depth)))


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"show_when": {"all": [{"question": "a", "answered": True}] * 101}}, "at most 100"),
        ({"show_when": {"question": "a", "in": ["x"] * 501}}, "at most 500"),
        ({"show_when": {"question": "a", "is": "\ud83d"}}, "unicode"),
        ({"label": {"ja": "x"} | {f"{a}{b}": "x" for a in "abcde" for b in "abcde"}}, "at most 20"),
        ({"label": "\u202eabc"}, "control characters"),
        ({"autocomplete": "a" * 101}, "at most 100"),
    ],
)
def test_what_is_beyond_everybody_is_refused(document, words):
    question = a_question("b") | document
    form = {"title": "様式", "kind": "application", "pages": [a_page("p", a_choice("a"), question)]}

    assert words in str(use(form))


def test_a_form_has_five_hundred_questions_and_twenty_thousand_options():
    def of(number: int, question: dict[str, Any]) -> list[dict[str, Any]]:
        places = range(number)
        return [
            a_page(f"p{page}", *(question | {"id": f"q{each}"} for each in places[page : page + 50]))
            for page in places[::50]
        ]

    options = [{"id": f"o{number}", "label": "x"} for number in range(2000)]
    assert not isinstance(use(to_json(a_form(*of(500, a_question())))), str)
    assert "項目が多すぎます（501）" in str(use(to_json(a_form(*of(501, a_question())))))
    assert use(to_json(a_form(*of(10, a_choice(options=options) | {"type": "select"})))) is None
    said = use(to_json(a_form(*of(11, a_choice(options=options) | {"type": "select"}))))
    assert "選択肢が多すぎます（22,000）" in str(said)


def test_the_search_for_dead_ends_gives_up_after_so_many_looks(monkeypatch):
    """Each of forty questions depends on every one before it: 3 to the 40 ways to answer."""
    looks = 0
    decide = reach.decide

    def counted(condition: Any, answers: Any) -> bool | None:
        nonlocal looks
        looks += 1
        return decide(condition, answers)

    monkeypatch.setattr(reach, "decide", counted)
    monkeypatch.setattr(reach, "MOST_LOOKS", 2000)
    monkeypatch.setattr(reach, "MOST_LOOKS_OF_A_FORM", 20_000)
    several = [{"id": f"o{number}", "label": "x"} for number in range(200)]
    questions = [a_choice("q0", several)]
    for number in range(1, 40):
        earlier = [{"question": f"q{each}", "is": "o0"} for each in range(number)]
        questions.append(a_choice(f"q{number}", several, show_when={"any": earlier}))

    assert dead_ends(one_page(*questions)) == ()
    assert 0 < looks < 25_000
