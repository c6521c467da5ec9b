"""Interrupting and going on, in a real browser: how the pages look on a phone and at a desk."""

import re

import pytest

from applications import signed_links
from applications.models import Draft
from applications.status_codes import status_code
from tenants.context import in_municipality
from tests.applications.test_prefilling import NEXT, QUESTIONNAIRE
from tests.factories.applications import DOG_FORM, a_procedure, an_application
from tests.factories.forms import a_published_procedure, a_template

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
    phone.get_by_role("button", name="印刷する").wait_for()
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


def typed_in(page, words: str) -> None:
    """Type, and wait out the pause before the script keeps it."""
    page.fill("[name='owner.family']", words)
    page.clock.fast_forward(9_000)


def test_a_page_closed_by_accident_has_lost_nothing(city, browse, see):
    page = browse()
    page.clock.install()
    page.goto(city("/p/dog-death/apply/owner_page/"))
    page.clock.fast_forward(60_000)
    typed_in(page, "西")
    page.get_by_text("に保存しました").wait_for()
    typed_in(page, "西村")
    page.wait_for_function("document.querySelector('[name=draft]')")
    see(page, "autosaved")
    page.context.set_offline(True)
    typed_in(page, "西村 明")
    page.get_by_text("まだ保存していません").wait_for()
    see(page, "autosave-offline")
    page.context.set_offline(False)
    page.clock.fast_forward(9_000)
    page.get_by_text("に保存しました").wait_for()

    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(city("/p/dog-death/apply/owner_page/"))
    assert again.input_value("[name='owner.family']") == "西村 明"


def test_an_older_window_says_that_it_keeps_nothing(city, browse):
    page = browse()
    page.clock.install()
    page.goto(city("/p/dog-death/apply/owner_page/"))
    typed_in(page, "西村")
    page.get_by_text("に保存しました").wait_for()
    other = page.context.new_page()
    other.goto(city("/p/dog-death/apply/owner_page/"))
    other.fill("[name='owner.given']", "明日香")
    press(other, "次へ")
    other.get_by_role("heading", name="1件").or_(other.get_by_text("直してください")).first.wait_for()

    typed_in(page, "にしむら")
    page.get_by_text("別の画面か端末で").wait_for()
    with in_municipality(SAKAI):
        assert Draft.objects.get().answers["owner"]["family"] == "西村"


def test_going_on_with_answers_given_before(city, browse, see, live):
    with in_municipality(SAKAI):
        procedure = a_procedure("dog", DOG_FORM | {"next": NEXT})
        application = an_application(procedure)
        a_published_procedure(a_template("dog-questionnaire", **QUESTIONNAIRE), slug="questionnaire")
    page = browse()
    page.goto(city("/status/"))
    page.fill("[name=receipt_number]", application.receipt_number)
    page.fill("[name=code]", status_code(application.pk))
    press(page, "状況を見る")
    see(page, "status-next")
    page.goto(city(f"/applications/{application.pk}/done/"))
    see(page, "receipt-next")
    page.get_by_role("link", name="つづけてアンケートに答える").click()
    see(page, "hand-over")
    press(page, "引き継いで始める")
    see(page, "taken")
    page.goto(city("/next/x/"))
    see(page, "hand-over-broken")
