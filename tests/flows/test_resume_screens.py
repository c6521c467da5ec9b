"""Interrupting and going on, in a real browser: how the pages look on a phone and at a desk."""

import re

import pytest

from applications import signed_links
from applications.models import Draft
from tenants.context import in_municipality
from tests.factories.applications import a_procedure

pytestmark = pytest.mark.browser
SAKAI = "m_271403"


@pytest.fixture
def city(live):
    """堺市 with one procedure."""
    with in_municipality(SAKAI):
        a_procedure()
    return lambda path="/": live("sakai", path)


@pytest.fixture
def see(look):
    """Look at a page at both widths."""

    def both(page, name: str) -> None:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than {width}"
            look(page, f"resume-{name}-{width}")

    return both


def press(page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def test_interrupted_on_the_phone_and_continued_at_the_desk(city, browse, see):
    phone, desk = browse(), browse(width=1280)
    phone.goto(city("/p/dog-death/apply/owner_page/"))
    phone.fill("[name='owner.family']", "西村")
    press(phone, "保存して中断する")
    assert phone.get_by_role("button", name="印刷する").is_visible()
    see(phone, "saved")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", phone.inner_text("main"))[0]
    phone.fill("[name=address]", "asuka")
    press(phone, "リンクを送る")
    see(phone, "saved-error")
    phone.fill("[name=address]", "asuka@mail.example")
    press(phone, "リンクを送る")
    see(phone, "saved-mailed")
    phone.goto(city("/p/dog-death/apply/owner_page/"))

    desk.goto(city("/resume/"))
    desk.fill("[name=code]", "AAAA BBBB CCCC")
    press(desk, "続きを開く")
    see(desk, "wrong-code")
    desk.fill("[name=code]", code.lower())
    press(desk, "続きを開く")
    assert desk.input_value("[name='owner.family']") == "西村"

    press(phone, "次へ")
    see(phone, "elsewhere")
    phone.goto(city("/p/dog-death/"))
    see(phone, "procedure-elsewhere")
    phone.goto(city("/status/"))
    phone.goto(city("/p/dog-death/apply/owner_page/"))
    press(phone, "保存して中断する")
    phone.goto(city("/resume/"))
    see(phone, "enter-code")
    phone.fill("[name=code]", code)
    press(phone, "続きを開く")
    see(phone, "instead")
    press(phone, "この端末の入力を消して、続きを開く")
    assert phone.input_value("[name='owner.family']") == "西村"
    with in_municipality(SAKAI):
        token = signed_links.token(signed_links.RESUME, Draft.objects.get().pk)
    desk.goto(city(f"/resume/{token}/"))
    see(desk, "link")
    phone.goto(city("/status/"))
    see(phone, "status")
    phone.goto(city("/p/dog-death/apply/saved/"))
    press(phone, "入力した内容をすべて消す")
    press_again = desk.get_by_role("button", name="続きから入力する")
    press_again.click()
    see(desk, "link-discarded")
