"""What an answer makes visible, offered or necessary: at once with the script, a page later without it."""

import pytest

from applications.models import Draft
from tenants.context import in_municipality
from tests.factories.applications import a_procedure

pytestmark = pytest.mark.browser
SAKAI = "m_271403"
PET = {
    "title": "ペットの届出",
    "kind": "application",
    "guide": {"privacy": "登録のために使います。", "minutes": 2},
    "pages": [
        {
            "id": "who",
            "title": "あなたについて",
            "questions": [{"id": "adult", "type": "yes_no", "label": "18歳以上ですか"}],
        },
        {
            "id": "pet",
            "title": "ペットについて",
            "questions": [
                {
                    "id": "kind",
                    "type": "choice",
                    "label": "どの動物ですか",
                    "options": [{"id": "dog", "label": "犬"}, {"id": "cat", "label": "猫"}],
                },
                {
                    "id": "breed",
                    "type": "text",
                    "label": "犬種",
                    "show_when": {"question": "kind", "is": "dog"},
                },
                {
                    "id": "vaccinated_on",
                    "type": "date",
                    "label": "注射を受けた日",
                    "required": False,
                    "show_when": {"question": "kind", "is": "dog"},
                },
                {
                    "id": "reason",
                    "type": "text",
                    "label": "注射が1年より前の理由",
                    "show_when": {"question": "vaccinated_on", "less_than": {"today": -365}},
                },
                {
                    "id": "parent",
                    "type": "text",
                    "label": "保護者のお名前",
                    "show_when": {"all": [{"question": "adult", "is": False}, {"question": "kind", "answered": True}]},
                },
                {
                    "id": "way",
                    "type": "choice",
                    "label": "鑑札の受け取りかた",
                    "options": [
                        {"id": "desk", "label": "窓口"},
                        {"id": "post", "label": "郵送", "show_when": {"question": "kind", "is": "cat"}},
                    ],
                },
                {
                    "id": "memo",
                    "type": "text",
                    "label": "伝言",
                    "required_when": {"question": "way", "is": "post"},
                },
            ],
        },
    ],
    "checks": [
        {
            "id": "memo_of_dogs",
            "at": "memo",
            "wrong_when": {"all": [{"question": "kind", "is": "dog"}, {"question": "memo", "answered": True}]},
            "message": "犬のときは、伝言を空けてください。",
        }
    ],
}


@pytest.fixture
def open_form(live, browse):
    """The page about the pet, after one answer to the page before."""
    with in_municipality(SAKAI):
        a_procedure("pet", PET)

    def open_page(adult: str = "はい", **options):
        page = browse(**options)
        page.goto(live("sakai", "/p/pet/apply/who/"))
        page.get_by_label(adult, exact=True).check()
        press(page, "次へ")
        page.get_by_role("heading", name="ペットについて").wait_for()
        return page

    return open_page


def press(page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).last.click()


def labels(page) -> list[str]:
    """The questions somebody sees, with what they say about being needed."""
    shown = page.locator(".field__label:visible").all()
    return ["".join(label.inner_text().split()) for label in shown]


BLANK = ["どの動物ですか※必須", "鑑札の受け取りかた※必須", "伝言※任意"]
DOG = ["どの動物ですか※必須", "犬種※必須", "注射を受けた日※任意", "鑑札の受け取りかた※必須", "伝言※任意"]


def test_an_answer_changes_the_page_at_once_and_nothing_typed_is_lost(open_form, look):
    page = open_form()
    assert labels(page) == BLANK
    assert not page.get_by_label("郵送").is_visible()

    page.get_by_label("犬", exact=True).check()
    assert labels(page) == DOG
    assert page.get_by_role("status").filter(has_text="項目を加えました").count() == 1
    page.get_by_label("犬種").fill("柴")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        look(page, f"resident-logic-dog-{width}")

    page.get_by_label("猫", exact=True).check()
    assert labels(page) == BLANK
    page.get_by_label("郵送").check()
    assert labels(page) == [*BLANK[:2], "伝言※必須"]
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, "resident-logic-cat-390")

    page.get_by_label("犬", exact=True).check()
    assert labels(page) == DOG
    assert page.get_by_label("犬種").input_value() == "柴"
    assert not page.get_by_label("郵送").is_visible()
    page.get_by_label("窓口").check()
    press(page, "次へ")
    page.get_by_role("heading", name="確認").wait_for()
    assert "柴" in page.content()


def test_a_day_typed_as_an_era_counts_and_earlier_pages_too(open_form):
    page = open_form("いいえ")
    page.get_by_label("犬", exact=True).check()
    assert "保護者のお名前※必須" in labels(page)
    for part, text in {"year": "令和3", "month": "４", "day": "1"}.items():
        page.fill(f"[name='vaccinated_on.{part}']", text)
    assert "注射が1年より前の理由※必須" in labels(page)
    page.fill("[name='vaccinated_on.year']", "2200")
    assert "注射が1年より前の理由※必須" not in labels(page)


def test_a_question_that_came_along_is_asked_for_and_a_check_speaks_in_its_own_words(open_form):
    page = open_form()
    page.get_by_label("犬", exact=True).check()
    page.get_by_label("窓口").check()
    page.get_by_label("伝言").fill("よろしく")
    press(page, "次へ")
    summary = page.locator(".error-summary li")
    assert summary.all_inner_texts() == ["「犬種」を入力してください。", "犬のときは、伝言を空けてください。"]
    page.get_by_label("犬種").fill("柴")
    press(page, "次へ")
    assert summary.all_inner_texts() == ["犬のときは、伝言を空けてください。"]
    page.get_by_label("伝言").fill("")
    press(page, "次へ")
    page.get_by_role("heading", name="確認").wait_for()


def test_what_was_typed_and_hidden_again_is_kept_with_the_draft(open_form):
    page = open_form()
    page.get_by_label("犬", exact=True).check()
    page.get_by_label("犬種").fill("柴")
    page.get_by_label("猫", exact=True).check()
    page.get_by_label("窓口").check()
    press(page, "次へ")
    page.get_by_role("heading", name="確認").wait_for()
    assert "柴" not in page.content()
    with in_municipality(SAKAI):
        assert Draft.objects.get().answers["breed"] == "柴"


def test_without_the_script_what_came_along_is_asked_on_the_same_page_again(open_form):
    page = open_form(javascript=False)
    assert labels(page) == BLANK
    page.get_by_label("猫", exact=True).check()
    page.get_by_label("窓口").check()
    press(page, "次へ")
    page.get_by_text("項目が増えました").wait_for()
    page.get_by_label("郵送").check()
    press(page, "次へ")
    page.get_by_role("link", name="「伝言」を入力してください。").wait_for()
    page.get_by_label("犬", exact=True).check()
    page.get_by_label("窓口").check()
    page.get_by_label("伝言").fill("")
    press(page, "次へ")
    assert labels(page) == DOG


WISHES = {
    "title": "希望調査",
    "kind": "application",
    "guide": {"privacy": "調査のために使います。", "minutes": 1},
    "pages": [
        {
            "id": "wishes",
            "title": "ご希望",
            "questions": [
                {
                    "id": "wants",
                    "type": "multiple_choice",
                    "label": "使いたいもの",
                    "options": [
                        {"id": "bus", "label": "バス"},
                        {"id": "train", "label": "電車"},
                        {"id": "none", "label": "どれも使わない", "exclusive": True},
                    ],
                },
                {
                    "id": "stop",
                    "type": "select",
                    "label": "乗り場",
                    "options": [
                        {"id": "north", "label": "北口"},
                        {"id": "pier", "label": "桟橋", "show_when": {"question": "wants", "includes": "bus"}},
                    ],
                },
                {
                    "id": "times",
                    "type": "multiple_choice",
                    "label": "時間帯",
                    "options": [
                        {"id": "day", "label": "昼"},
                        {"id": "night", "label": "夜", "show_when": {"question": "wants", "includes": "bus"}},
                    ],
                },
            ],
        }
    ],
}


def test_options_of_lists_and_boxes_come_and_go(live, browse):
    with in_municipality(SAKAI):
        a_procedure("wishes", WISHES)
    page = browse()
    page.goto(live("sakai", "/p/wishes/apply/wishes/"))
    stops = page.locator("[name=stop]")
    offered = "select => [...select.options].filter((each) => !each.disabled).map((each) => each.value)"
    assert stops.evaluate(offered) == ["", "north"]
    assert not page.get_by_label("夜").is_visible()

    page.get_by_label("バス").check()
    assert stops.evaluate(offered) == ["", "north", "pier"]
    stops.select_option("pier")
    page.get_by_label("夜").check()

    page.get_by_label("どれも使わない").check()
    assert stops.evaluate(offered) == ["", "north"]
    assert stops.input_value() == ""
    page.get_by_label("バス").check()
    assert not page.get_by_label("夜").is_checked()
    page.get_by_label("夜").check()
    stops.select_option("pier")
    press(page, "次へ")
    page.get_by_role("heading", name="確認").wait_for()
    assert "桟橋" in page.content()
