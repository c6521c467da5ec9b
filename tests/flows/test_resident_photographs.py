"""罹災証明書 on a phone: photographs sent one by one, over a line that breaks, and still there the next day."""

import re

import pytest

from applications.models import Attachment, Draft
from tenants.context import in_municipality
from tests.factories.applications import DOG_FORM, a_procedure
from tests.factories.photos import a_photo

pytestmark = pytest.mark.browser
SAKAI = "m_271403"
PAGE = "/p/damage/apply/house/"
COLOURS = ("#b04030", "#3060b0", "#30a050", "#c0a030")

DAMAGE_FORM = {
    **DOG_FORM,
    "title": "罹災証明書の申請",
    "pages": [
        {
            "id": "house",
            "title": "住まいの被害",
            "questions": [
                {"id": "place", "type": "text", "label": "被害のあった住所"},
                {
                    "id": "photos",
                    "type": "file",
                    "label": "被害のわかる写真",
                    "help": "家を四方から写したものと、こわれたところを写したもの。片づける前にとってください。",
                    "min_files": 2,
                    "max_files": 20,
                    "accept": ["image/jpeg", "image/png"],
                },
            ],
        }
    ],
}


@pytest.fixture
def page_address(live):
    with in_municipality(SAKAI):
        a_procedure("damage", DAMAGE_FORM)
    return live("sakai", PAGE)


@pytest.fixture
def photos(tmp_path):
    files = []
    for number, colour in enumerate(COLOURS, 1):
        path = tmp_path / f"IMG_{number:04}.jpg"
        path.write_bytes(a_photo(size=(1600, 1200), colour=colour))
        files.append(path)
    return files


def names(page) -> list[str]:
    return [
        re.split(r"\s", text.strip())[0] for text in page.locator("[data-file] .file-list__name").all_text_contents()
    ]


def press(page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def press_beside(page, words: str, name: str) -> None:
    page.locator("[data-file]", has_text=name).get_by_role("button", name=words).click()


def test_photographs_are_sent_while_the_page_is_filled_in(page_address, browse, look, photos):
    page = browse()
    page.goto(page_address)
    look(page, "photographs-blank-390")
    page.set_input_files("[name=photos]", photos[:3])
    page.get_by_text("3枚入りました。あと17枚").wait_for()

    assert names(page) == ["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"]
    page.wait_for_load_state("networkidle")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        look(page, f"photographs-{width}")
    page.set_viewport_size({"width": 390, "height": 844})

    press_beside(page, "取り除く", "IMG_0002.jpg")
    page.get_by_text("2枚入りました").wait_for()
    look(page, "photographs-removed-390")
    press_beside(page, "元にもどす", "IMG_0002.jpg")
    page.get_by_text("3枚入りました").wait_for()

    page.fill("[name=place]", "堺市堺区南瓦町3-1")
    press(page, "次へ")
    page.get_by_role("heading", name="確認してください").wait_for()
    page.wait_for_load_state("networkidle")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        look(page, f"photographs-check-{width}")


def test_a_broken_line_costs_one_photograph_and_it_can_be_sent_again(page_address, browse, look, photos):
    page = browse()
    page.goto(page_address)
    page.set_input_files("[name=photos]", photos[0])
    page.get_by_text("1枚入りました").wait_for()
    page.route("**/files/photos/", lambda route: route.abort())
    page.set_input_files("[name=photos]", photos[1])
    page.get_by_role("button", name="もう一度送る").wait_for()
    look(page, "photographs-offline-390")

    press(page, "次へ")
    page.get_by_text("まだ送れていないファイルがあります").wait_for()
    page.unroute("**/files/photos/")
    page.get_by_role("button", name="もう一度送る").click()
    page.get_by_text("2枚入りました").wait_for()
    assert names(page) == ["IMG_0001.jpg", "IMG_0002.jpg"]


def test_a_photograph_taken_out_on_its_way_does_not_come_back(page_address, browse, photos):
    page = browse()
    page.goto(page_address)
    held = []
    page.route("**/files/photos/", lambda route: held.append(route))
    page.set_input_files("[name=photos]", photos[0])
    page.get_by_text("順番を待っています").wait_for()
    press(page, "取り除く")
    with page.expect_response("**/remove/"):
        held[0].continue_()
    page.reload()

    assert names(page) == []


def test_a_photograph_sent_twice_is_there_once(page_address, browse, photos):
    page = browse()
    page.goto(page_address)
    page.set_input_files("[name=photos]", photos[0])
    page.get_by_text("1枚入りました").wait_for()
    page.set_input_files("[name=photos]", photos[0])
    page.get_by_text("同じファイルが、もう入っています").wait_for()

    assert names(page) == ["IMG_0001.jpg"]
    with in_municipality(SAKAI):
        assert Attachment.objects.count() == 1


def test_what_the_page_refuses_says_so_beside_its_name(page_address, browse, look, tmp_path):
    lie = tmp_path / "写真.jpg"
    lie.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page = browse()
    page.goto(page_address)
    page.set_input_files("[name=photos]", lie)
    page.locator(".file-list .note", has_text="使えない種類").wait_for()
    look(page, "photographs-refused-390")

    press(page, "取り除く")
    page.fill("[name=place]", "堺市堺区南瓦町3-1")
    press(page, "次へ")
    page.get_by_role("link", name="被害のわかる写真").wait_for()
    look(page, "photographs-missing-390")


def test_typing_goes_on_being_kept_while_photographs_arrive(page_address, browse, photos):
    page = browse()
    page.clock.install()
    page.goto(page_address)
    page.fill("[name=place]", "堺市")
    page.set_input_files("[name=photos]", photos[0])
    page.get_by_text("1枚入りました").wait_for()
    page.clock.fast_forward(9000)
    page.get_by_text("に保存しました").wait_for()

    with in_municipality(SAKAI):
        draft = Draft.objects.get()
        assert draft.answers["place"] == "堺市"
        assert len(draft.answers["photos"]) == 1


def test_photographs_survive_closing_the_page(page_address, browse, photos):
    page = browse()
    page.goto(page_address)
    page.set_input_files("[name=photos]", photos[:2])
    page.get_by_text("2枚入りました").wait_for()
    context = page.context
    page.close()

    page = context.new_page()
    page.goto(page_address.removesuffix("house/"))
    assert page.url == page_address
    assert names(page) == ["IMG_0001.jpg", "IMG_0002.jpg"]


def test_without_javascript_photographs_are_added_taken_out_and_put_back(page_address, browse, look, photos):
    page = browse(javascript=False)
    page.goto(page_address)
    page.fill("[name=place]", "堺市")
    page.set_input_files("[name=photos]", photos[:2])
    press(page, "選んだファイルを追加する")
    assert page.url.startswith(page_address)
    page.set_input_files("[name=photos]", photos[2])
    press(page, "選んだファイルを追加する")
    assert names(page) == ["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"]
    assert page.input_value("[name=place]") == "堺市"

    press_beside(page, "取り除く", "IMG_0001.jpg")
    look(page, "photographs-plain-390", axe=False)
    press_beside(page, "元にもどす", "IMG_0001.jpg")
    assert names(page) == ["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"]
    press(page, "次へ")
    page.get_by_role("heading", name="確認してください").wait_for()
