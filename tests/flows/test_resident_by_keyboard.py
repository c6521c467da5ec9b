"""The resident's whole way with nothing but a keyboard: nothing is out of reach, and nothing holds the focus fast."""

import pytest

from applications.models import Application
from tenants.context import in_municipality
from tests.factories.applications import a_procedure
from tests.factories.photos import a_photo

pytestmark = pytest.mark.browser
SAKAI = "m_271403"
MOST_TABS = 60
FORM = {
    "title": "公園のつどいの申込み",
    "kind": "application",
    "guide": {"summary": "犬と公園ですごすつどいに申し込みます。", "minutes": 3},
    "pages": [
        {
            "id": "dogs_page",
            "title": "犬",
            "questions": [
                {
                    "id": "dogs",
                    "type": "group",
                    "label": "つれてくる犬",
                    "item_label": "犬 #頭目",
                    "add_label": "もう1頭追加する",
                    "max_items": 3,
                    "questions": [{"id": "name", "type": "text", "label": "犬の名前"}],
                },
                {
                    "id": "park",
                    "type": "select",
                    "label": "公園",
                    "options": [{"id": f"park_{number}", "label": f"第{number}公園"} for number in range(1, 21)],
                },
                {"id": "first_time", "type": "yes_no", "label": "はじめてですか"},
            ],
        },
        {
            "id": "photo_page",
            "title": "写真",
            "questions": [{"id": "photos", "type": "file", "label": "犬の写真", "max_files": 2}],
        },
    ],
}


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page) -> None:
        self.page = page

    def to(self, selector: str) -> None:
        """Tab until the focus is there."""
        passed = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            passed.append(self.page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
        pytest.fail(f"{selector} is out of reach; the last were {passed[-5:]}")

    def type(self, selector: str, text: str) -> None:
        self.to(selector)
        self.page.keyboard.insert_text(text)

    def press(self, selector: str, key: str = "Enter") -> None:
        self.to(selector)
        self.page.keyboard.press(key)

    def follow(self, selector: str, address: str) -> None:
        self.press(selector)
        self.page.wait_for_url(address)
        self.page.wait_for_load_state()


@pytest.fixture
def keyboard(live, browse):
    with in_municipality(SAKAI):
        a_procedure("park", FORM)
    page = browse(width=1280)
    page.goto(live("sakai", "/"))
    page.wait_for_load_state()
    return Keyboard(page)


def test_from_the_first_page_to_the_receipt(keyboard, tmp_path):
    page = keyboard.page
    page.on("filechooser", lambda chooser: None)  # from now on the system's own window stays closed
    keyboard.follow("a[href='/p/park/']", "**/p/park/")
    keyboard.follow("a.button[href$='/apply/'], a.button[href*='/apply/']", "**/apply/dogs_page/")

    keyboard.press("button.button[type=submit]:not([name]):not([tabindex])")
    page.wait_for_selector(".error-summary")
    page.wait_for_function("document.activeElement.matches('.error-summary')")
    keyboard.press(".error-summary a")
    assert page.evaluate("document.activeElement.name") == "dogs.0.name"
    page.keyboard.insert_text("ポチ")
    keyboard.press("button[name=add_row]")
    page.wait_for_selector("[name='dogs.1.name']")
    keyboard.type("[name='dogs.1.name']", "ハチ")
    keyboard.type("#q-park-narrow", "7")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "q-park"
    page.keyboard.press("ArrowDown")
    keyboard.to("[name=first_time]")
    page.keyboard.press("ArrowDown")
    keyboard.follow("button.button[type=submit]:not([name]):not([tabindex])", "**/apply/photo_page/")

    keyboard.to("[name=photos]")
    photo = tmp_path / "犬.png"
    photo.write_bytes(a_photo("PNG"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(photo)
    page.get_by_text("1個入りました").or_(page.get_by_text("1枚入りました")).wait_for()
    keyboard.follow("button.button[type=submit]:not([name]):not([tabindex])", "**/apply/check/")

    keyboard.press("[name=confirm]", "Space")
    keyboard.follow("main form button.button", "**/done/")
    with in_municipality(SAKAI):
        answers = Application.objects.get().versions.get().answers
    assert [row["name"] for row in answers["dogs"]] == ["ポチ", "ハチ"]
    assert answers["park"] == "park_7"


def test_round_the_page_and_out_again(keyboard, live):
    """Tab leaves every page at its end: nothing holds the focus fast."""
    page = keyboard.page
    for path in ("/", "/p/park/", "/p/park/apply/dogs_page/", "/p/park/apply/photo_page/", "/status/", "/resume/"):
        page.goto(live("sakai", path))
        page.wait_for_load_state()
        seen = []
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
            if len(seen) > 1 and seen[-1] == seen[0]:
                break
        places = [place for place in seen[:-1] if place > 5]
        assert len(set(places)) == len(places), f"{path}: the focus comes back before the end"
        start = places.index(min(places))
        assert places[start:] + places[:start] == sorted(places), (
            f"{path}: the order of the focus is not that of the page"
        )
