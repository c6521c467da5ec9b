"""Conditions as editors read them."""

import pytest
from pydantic import TypeAdapter

from catalog.condition_words import when
from shared_forms.language.conditions import Condition
from tests.shared_forms.language.building import a_choice, a_question, one_page

FORM = one_page(
    a_choice("sex"),
    a_question("ill", "yes_no"),
    a_question("from", "date"),
    a_question("to", "date"),
    a_question("name"),
)
WORDS = [
    ({"question": "sex", "is": "a"}, "『項目sex』が「選択肢a」の"),
    ({"question": "sex", "in": ["a", "b"]}, "『項目sex』が「選択肢a」か「選択肢b」の"),
    ({"question": "ill", "is": False}, "『項目ill』が「いいえ」の"),
    ({"question": "name", "answered": True}, "『項目name』に答えがある"),
    ({"not": {"question": "ill", "is": True}}, "「『項目ill』が「はい」のとき」ではない"),
    (
        {"any": [{"question": "ill", "is": True}, {"question": "sex", "is": "b"}]},
        "『項目ill』が「はい」のとき、または、『項目sex』が「選択肢b」の",
    ),
    ({"question": "sex", "includes": "a"}, "『項目sex』で「選択肢a」を選んだ"),
    ({"question": "from", "equals": {"question": "to"}}, "『項目from』が『項目to』と同じ"),
    ({"question": "to", "less_than": {"question": "from"}}, "『項目to』が『項目from』より前の"),
    (
        {"question": "to", "at_least": "2026-11-22", "at_most": {"today": -3}},
        "『項目to』が2026年11月22日（日）（令和8年）か、それより後、かつ入力する日の3日前か、それより前の",
    ),
    ({"question": "to", "more_than": {"today": 0}}, "『項目to』が入力する日より後の"),
    ({"question": "name", "count": {"at_least": 2, "at_most": 5}}, "『項目name』が2件以上、5件以下の"),
]


@pytest.mark.parametrize(("document", "words"), WORDS, ids=[words for _, words in WORDS])
def test_a_condition_is_said_in_words(document, words):
    assert when(FORM, TypeAdapter(Condition).validate_python(document)) == words
