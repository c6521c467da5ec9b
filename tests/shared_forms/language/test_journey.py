"""Which pages and questions are shown."""

from shared_forms.language import compile  # noqa: A004
from shared_forms.language.journey import visible_pages
from tests.shared_forms.language.building import TODAY, a_choice, a_form, a_page, a_question

FORM = compile(
    a_form(
        a_page("first", a_choice("reason"), a_question("detail", show_when={"question": "reason", "is": "c"})),
        a_page("second", a_question("work"), show_when={"question": "reason", "is": "a"}),
        a_page("third", a_question("care", show_when={"question": "reason", "is": "b"})),
        a_page("last", a_question("note")),
    )
)


def shown(raw):
    return [(page.page.id, [q.id for q in page.questions]) for page in visible_pages(FORM, raw, today=TODAY)]


def test_pages_without_anything_to_answer_are_passed_by():
    assert shown({}) == [("first", ["reason"]), ("last", ["note"])]
    assert shown({"reason": "a"}) == [("first", ["reason"]), ("second", ["work"]), ("last", ["note"])]
    assert shown({"reason": "b"}) == [("first", ["reason"]), ("third", ["care"]), ("last", ["note"])]
    assert shown({"reason": "c"}) == [("first", ["reason", "detail"]), ("last", ["note"])]


def test_a_page_itself_has_all_its_questions():
    first = visible_pages(FORM, {}, today=TODAY)[0]

    assert [question.id for question in first.page.questions] == ["reason", "detail"]
