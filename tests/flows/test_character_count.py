"""Long answers: a phone says how many characters are left before the server has to refuse them."""

import pytest

from tenants.context import in_municipality
from tests.factories.applications import DOG_FORM, a_procedure

pytestmark = pytest.mark.browser

FORM = {
    **DOG_FORM,
    "pages": [
        {
            "id": "words",
            "title": "伝えたいこと",
            "questions": [{"id": "memo", "type": "long_text", "label": "伝えたいこと", "max_length": 50}],
        }
    ],
}


def test_few_characters_left_are_counted_as_the_server_counts_them(live, browse, look):
    with in_municipality("m_271403"):
        a_procedure("memo", FORM)
    page = browse()
    page.goto(live("sakai", "/p/memo/apply/words/"))
    memo, said = page.locator("textarea"), page.locator("output")
    memo.fill("𠮷" * 39)
    page.wait_for_timeout(900)
    assert said.text_content() == ""

    memo.fill("𠮷" * 45 + "  ")
    said.get_by_text("あと5文字書けます").wait_for()
    memo.fill("𠮷" * 53)
    said.get_by_text("3文字多いです。短くしてください").wait_for()
    look(page, "character-count-390")
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("alert").wait_for()
    said.get_by_text("3文字多いです").wait_for()
    assert memo.input_value() == "𠮷" * 53
