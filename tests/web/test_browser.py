"""The design system in a real browser: every component and every question, on a phone and on a desk, light and dark."""

import pytest

from tests.browser import violations
from tests.web.questions import questions

pytestmark = pytest.mark.browser
WIDTHS = [390, 1280]
SHADES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@pytest.fixture
def catalogue(live, browse):
    """Opens the page of components: `catalogue("staff", width=1280)`."""

    def open_page(look: str = "resident", **how):
        page = browse(**how)
        page.goto(live("sakai", f"/_components/?look={look}"))
        return page

    return open_page


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@SHADES
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("look_of", ["resident", "staff"])
def test_every_component_is_accessible_and_fits(catalogue, look, look_of, width, dark):
    page = catalogue(look_of, width=width, dark=dark)

    look(page, f"components-{look_of}-{width}{'-dark' if dark else ''}")

    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert not violations(page)
    assert fits(page)


@SHADES
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("state", ["blank", "answered", "wrong"])
def test_every_question_is_accessible_and_fits(catalogue, look, state, width, dark):
    page = catalogue(width=width, dark=dark)
    page.evaluate(
        "(html) => { document.querySelector('main').innerHTML = `<h1>質問</h1><form class='column'>${html}</form>`; }",
        questions(state),
    )

    look(page, f"questions-{state}-{width}{'-dark' if dark else ''}")

    assert fits(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_that_says_no_is_accessible_and_fits(live, browse, look, width):
    page = browse(width=width)
    page.goto(live("sakai", "/no-such-page/"))
    look(page, f"not-found-{width}")
    assert fits(page)
    page.goto(live("nowhere", "/"))
    look(page, f"unknown-host-{width}")
    assert fits(page)


def test_it_reads_the_same_without_javascript(catalogue):
    page = catalogue(javascript=False)

    assert page.get_by_role("button", name="番号をコピー").count() == 0
    page.get_by_role("link", name="取り下げる").click()
    assert not page.get_by_role("dialog").is_visible()


@SHADES
def test_the_focus_ring_shows_on_everything_that_can_be_reached(catalogue, dark):
    """4 px of one colour and 2 px of its opposite: one of the two is seen on any ground."""
    page = catalogue(width=1280, dark=dark)
    bare = []
    for _ in range(60):
        page.keyboard.press("Tab")
        ring = page.evaluate(RING)
        if not ring["is_seen"]:
            bare.append(ring["what"])

    assert not bare


RING = """() => {
  const element = document.activeElement;
  const drawn = [element, element.closest(".choice") ?? element].map((each) => getComputedStyle(each));
  const is_seen = drawn.some((style) => style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 4);
  return { is_seen, what: element.outerHTML.slice(0, 120) };
}"""


@pytest.mark.parametrize("look_of", ["resident", "staff"])
def test_states_survive_forced_colours(catalogue, look, look_of):
    page = catalogue(look_of, width=1280)
    page.emulate_media(forced_colors="active")

    look(page, f"components-{look_of}-forced-colours", axe=False)

    over = page.locator(".due--over").first
    assert over.evaluate("(each) => getComputedStyle(each).backgroundColor") != page.locator("body").evaluate(
        "(each) => getComputedStyle(each).backgroundColor"
    )


def test_on_paper_only_words_remain(catalogue, look):
    page = catalogue(width=1280)
    page.emulate_media(media="print")

    look(page, "components-paper", axe=False)

    assert not page.get_by_role("button", name="次へ").first.is_visible()
    assert not page.locator(".site-footer__links").is_visible()


def test_the_dialog_asks_once_more_and_can_be_left(catalogue, look):
    page = catalogue()
    opener = page.get_by_role("link", name="取り下げる")
    opener.click()
    dialog = page.get_by_role("dialog", name="この申請を取り下げますか")

    assert dialog.get_by_role("button", name="やめる").evaluate("(each) => each === document.activeElement")
    look(page, "dialog-390")
    dialog.get_by_role("button", name="やめる").click()
    assert not dialog.is_visible()
    opener.click()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert opener.evaluate("(each) => each === document.activeElement")


def test_a_number_is_copied_and_the_button_says_so(catalogue):
    page = catalogue()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="番号をコピー").click()

    page.get_by_role("button", name="コピーしました").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "27140-R8-児童-0001234-7"


def test_keys_go_through_a_table_of_work(catalogue):
    page = catalogue("staff", width=1280)
    focused = "document.activeElement.textContent"

    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(focused) == "柴田 航"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "岡本 真理子"
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.locator("#filter-bar-find").input_value() == "jk"


def test_the_caption_above_rows_that_are_cards_takes_the_whole_width(catalogue):
    page = catalogue("staff", width=390)

    assert page.locator(".table--cards caption").bounding_box()["width"] > 300


def test_a_bar_for_the_ticked_rows_comes_and_goes(catalogue):
    page = catalogue("staff", javascript=False)
    bar = page.get_by_role("group", name="選んだ申請の操作")

    bar.wait_for()
    page.get_by_label("岡本 真理子の申請を選ぶ").uncheck()
    assert not bar.is_visible()
