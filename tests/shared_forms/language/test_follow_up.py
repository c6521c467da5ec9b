"""つながる手続: what a form names must be there, and what a city hides is not handed over."""

import pytest
from pydantic import ValidationError

from shared_forms.language import to_json
from shared_forms.language.analysis import problems
from shared_forms.language.overlay import Overlay, apply
from tests.shared_forms.language.building import a_form, a_page, a_question

PAGE = a_page("page", a_question("name"), a_question("paper", "file"), a_question("memo"))


def following(**hand_over: str):
    return a_form(PAGE, next=[{"procedure": "questionnaire", "hand_over": hand_over}])


def test_a_form_says_what_comes_next():
    form = following(there="name")

    assert problems(form) == ()
    assert to_json(form)["next"] == [{"procedure": "questionnaire", "hand_over": {"there": "name"}}]
    assert "next" not in to_json(a_form(PAGE))


def test_what_is_handed_over_must_be_asked_and_be_no_file():
    twice = a_form(PAGE, next=[{"procedure": "questionnaire"}, {"procedure": "questionnaire"}])
    faults = [
        (fault.code.value, fault.where) for form in (following(x="z", y="paper"), twice) for fault in problems(form)
    ]

    assert faults == [("unknown_question", ""), ("follow_up", "paper"), ("follow_up", "")]


def test_what_is_asked_in_rows_is_handed_over_with_its_rows_or_not_at_all():
    children = a_question("children", "group", item_label="お子さん", questions=[a_question("child")])
    total = a_question("total", "computed", compute={"count": "children"})

    def faults(source: str) -> list[str]:
        form = a_form(
            a_page("page", children, total), next=[{"procedure": "questionnaire", "hand_over": {"there": source}}]
        )
        return [fault.message for fault in problems(form)]

    assert faults("children") == []
    (message,) = faults("child")
    assert "くり返す項目の中" in message
    assert "「children」ごと" in message
    assert "引き継げません" in faults("total")[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"procedure": "Nicht gut"},
        {"procedure": ""},
        {"procedure": "a", "hand_over": {"1": "name"}},
        {"procedure": "a", "x": 1},
    ],
)
def test_a_name_that_cannot_be_one_is_refused(wrong):
    with pytest.raises(ValidationError):
        a_form(PAGE, next=[wrong])


def test_what_a_city_hides_is_not_handed_over():
    overlay = Overlay.model_validate({"operations": [{"op": "hide", "target": "name"}]})
    changed = apply(following(there="name", other="memo"), overlay)

    assert [follow_up.hand_over for follow_up in changed.next] == [{"other": "memo"}]
