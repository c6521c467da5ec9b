"""Computed values as editors and people with paper read them."""

import pytest

from catalog.computation_words import rule
from tests.shared_forms.language.building import a_choice, a_question, one_page

QUESTIONS = [
    a_question("adults", "number"),
    a_question("born", "date"),
    a_choice("paper", "ab"),
    a_question("children", "group", item_label="お子さん", questions=[a_question("cost", "money")]),
]
RULES = [
    ({"sum": ["adults"]}, "『項目adults』と同じです。"),
    ({"sum": ["adults", "adults"]}, "『項目adults』と『項目adults』の合計です。"),
    (
        {"sum_of": {"group": "children", "question": "cost"}},
        "『項目children』それぞれの『項目cost』の合計です。",
    ),
    ({"count": "children"}, "『項目children』の件数です。"),
    (
        {"age": {"birth": "born", "on": {"fiscal_year": 0, "at": "start"}}},
        "『項目born』から数えた、入力する日の年度の4月1日の満年齢です。",
    ),
    (
        {"age": {"birth": "born", "on": {"fiscal_year": -2, "at": "end"}}},
        "『項目born』から数えた、2年前の年度の3月31日の満年齢です。",
    ),
    (
        {"age": {"birth": "born", "on": "2026-04-01"}},
        "『項目born』から数えた、2026年4月1日（水）（令和8年）の満年齢です。",
    ),
    ({"age": {"birth": "born", "on": {"today": 0}}}, "『項目born』から数えた、入力する日の満年齢です。"),
    (
        {"age": {"birth": "born", "on": {"question": "born", "days": 1}}},
        "『項目born』から数えた、『項目born』の1日後の満年齢です。",
    ),
    (
        {"fee": {"by": "paper", "table": {"a": 300, "b": 1250}}},
        "『項目paper』で決まる金額（「選択肢a」300円、「選択肢b」1,250円）です。",
    ),
    (
        {"fee": {"by": "paper", "table": {"a": 300}, "times": "adults"}},
        "『項目paper』で決まる金額（「選択肢a」300円）に『項目adults』をかけた金額です。",
    ),
]


@pytest.mark.parametrize(("compute", "words"), RULES, ids=[words for _, words in RULES])
def test_a_rule_is_said_in_words(compute, words):
    form = one_page(*QUESTIONS, a_question("total", "computed", compute=compute))

    assert rule(form, form.question("total")) == words
