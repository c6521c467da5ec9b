"""What the editor shows: every element, with where it stands between template and city."""

import pytest

from catalog import condition_words, editor, previewing
from catalog.selectors import CityForm
from shared_forms.language.conditions import Condition
from shared_forms.language.overlay import Overlay
from shared_forms.language.overlay.applying import attempt
from tests.factories.forms import every_type

TEMPLATE = every_type()


def city_form(*operations):
    overlay = Overlay.model_validate({"operations": operations})
    definition, problems = attempt(TEMPLATE, overlay)
    return CityForm(None, TEMPLATE, overlay, definition, definition, None, problems)


def rows(form, page=1):
    return {row.id: row for row in editor.page_rows(form)[page].questions}


def test_a_template_without_changes_has_no_marks_but_its_locks():
    pages = editor.page_rows(city_form())

    assert [page.label for page in pages] == ["飼い主", "犬"]
    assert not any(row.is_changed or row.is_added or row.is_hidden for page in pages for row in page.questions)
    assert rows(city_form(), 0)["owner"].lock == "狂犬病予防法で決まっています。"
    assert not rows(city_form(), 0)["owner"].is_editable
    assert editor.locked_count(city_form()) == 1


def test_hidden_questions_stay_where_they_were():
    form = city_form({"op": "hide", "target": "dog_name"}, {"op": "hide", "target": "photo"})
    page = rows(form)

    assert list(page) == ["dog_name", "sex", "vaccinated", "vaccinated_on", "photo"]
    assert page["dog_name"].is_hidden
    assert not page["dog_name"].is_editable
    assert editor.page_rows(form)[1].last_shown == "vaccinated_on"


def test_hidden_neighbours_of_moved_questions_follow_them():
    form = city_form({"op": "hide", "target": "sex"}, {"op": "move", "target": "dog_name", "after": "photo"})

    assert list(rows(form)) == ["vaccinated", "vaccinated_on", "photo", "dog_name", "sex"]


def test_a_hidden_page_shows_what_would_be_on_it():
    form = city_form({"op": "hide", "target": "dog_page"})
    page = editor.page_rows(form)[1]

    assert page.is_hidden
    assert [row.id for row in page.questions] == ["dog_name", "sex", "vaccinated", "vaccinated_on", "photo"]
    assert page.last_shown == ""


def test_marks_tell_what_is_the_citys():
    own = {"id": "city_q", "type": "long_text", "label": "散歩の場所"}
    form = city_form(
        {"op": "relabel", "target": "dog_name", "text": "愛犬の名前"},
        {"op": "relabel", "target": "sex", "option": "male", "text": "オス"},
        {"op": "hide", "target": "sex", "option": "female"},
        {"op": "add_option", "target": "sex", "option": {"id": "city_o", "label": "ひみつ"}},
        {"op": "add_question", "after": "sex", "question": own},
    )
    page = rows(form)

    assert (page["dog_name"].label, page["dog_name"].was, page["dog_name"].is_changed) == (
        "愛犬の名前",
        "犬の名前",
        True,
    )
    assert (page["city_q"].kind, page["city_q"].is_added, page["city_q"].was) == ("長い文", True, "")
    assert [(row.label, row.was, row.is_added, row.is_hidden) for row in page["sex"].options] == [
        ("オス", "おす", False, False),
        ("わからない", "", False, False),
        ("ひみつ", "", True, False),
        ("めす", "", False, True),
    ]
    assert editor.find(editor.page_rows(form), "city_q") == page["city_q"]
    assert editor.find(editor.page_rows(form), "cat") is None


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"question": "vaccinated", "is": True}, "『予防注射を受けましたか』が「はい」の"),
        ({"question": "sex", "in": ["male", "female"]}, "『性別』が「おす」か「めす」の"),
        ({"question": "email", "answered": True}, "『メールアドレス』に答えがある"),
        ({"not": {"question": "vaccinated", "is": False}}, "「『予防注射を受けましたか』が「いいえ」のとき」ではない"),
        (
            {"all": [{"question": "sex", "is": "male"}, {"question": "email", "answered": True}]},
            "『性別』が「おす」のとき、かつ、『メールアドレス』に答えがある",
        ),
        (
            {"any": [{"question": "gone", "is": "x"}, {"question": "sex", "is": "gone"}]},
            "『gone』が「x」のとき、または、『性別』が「gone」の",
        ),
    ],
)
def test_conditions_in_words(condition, words):
    from pydantic import TypeAdapter

    assert condition_words.when(TEMPLATE, TypeAdapter(Condition).validate_python(condition)) == words


@pytest.mark.django_db
def test_a_preview_goes_from_the_guide_through_every_page():
    guide = previewing.preview_of(TEMPLATE, None)
    assert (guide.number, guide.next_page.id, guide.previous_page) == (0, "owner_page", None)

    last = previewing.preview_of(TEMPLATE, "dog_page")
    assert (last.number, last.next_page, last.previous_page.id) == (2, None, "owner_page")
    assert "注射の日" in last.questions
    assert previewing.preview_of(TEMPLATE, "cat_page") is None
