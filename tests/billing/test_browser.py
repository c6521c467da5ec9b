"""The secretariat's pages in a real browser: the way from a contract to its confirmed contributions, without JavaScript too."""

import pytest

from accounts.roles import Role
from billing.services.figures import enter_census
from tenants import context
from tests.factories.accounts import a_person
from tests.factories.billing import FINANCE, municipalities

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(live, browse):
    """Opens the list of contracts as somebody who prepares, or as who decides: `desk(width=1280)`, `desk(name="西村 明")`."""
    with context.in_consortium():
        municipalities()
        enter_census(actor=FINANCE)
        a_person(Role.FINANCE, name="藤原 健")
        a_person(Role.APPROVER, name="西村 明")

    def open_desk(name: str = "藤原 健", **how):
        page = browse(**how)
        page.goto(live("", "/demo/"))
        page.get_by_role("button", name=name).click()
        page.goto(live("", "/billing/?year=2026"))
        return page

    return open_desk


def enter_contract(page) -> None:
    page.get_by_role("link", name="契約を登録する").click()
    page.get_by_label("契約の名称").fill("電子申請基盤")
    page.get_by_label("契約の相手方").fill("共同システム株式会社")
    page.get_by_label("運用の費用").fill("48,400,000")
    page.get_by_label("年度※必須").select_option("2026")


@pytest.mark.parametrize("width", [390, 1280])
def test_from_contract_to_confirmed_contributions_without_javascript(desk, look, width):
    page = desk(width=width, javascript=False)
    look(page, f"secretariat-contracts-empty-{width}", axe=False)
    enter_contract(page)
    page.get_by_label("運用の費用").fill("たくさん")
    page.get_by_role("button", name="契約を登録する").click()
    look(page, f"secretariat-contract-form-error-{width}", axe=False)
    page.get_by_role("link", name="運用の費用（税込み）は").click()
    page.get_by_label("運用の費用").fill("４８４０００００円")
    page.get_by_role("button", name="契約を登録する").click()
    page.get_by_role("button", name="この前提で計算する").click()
    page.get_by_text("総額と一致").wait_for()
    look(page, f"secretariat-allocation-{width}", axe=False)

    page.get_by_role("link", name="守口市の計算を見る").click()
    page.get_by_text("48,400,000 × 7/10 × 143,096 ÷ 8,837,685").wait_for()
    look(page, f"secretariat-allocation-explained-{width}", axe=False)

    head = desk("西村 明", width=width, javascript=False)
    head.get_by_role("link", name="電子申請基盤").click()
    confirm = head.get_by_role("link", name="この案を確定する")
    assert confirm.bounding_box()["y"] < head.get_by_role("heading", name="市町村ごとの負担額").bounding_box()["y"]
    confirm.click()
    head.get_by_label("議決の名称").fill("総会 議案第3号")
    head.get_by_label("議決の日").fill("2026-04-01")
    look(head, f"secretariat-confirm-{width}", axe=False)
    head.get_by_role("button", name="負担金を確定する").click()
    head.get_by_text("西村 明さんが確定").wait_for()
    look(head, f"secretariat-allocation-confirmed-{width}", axe=False)


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, False), (1280, True)])
def test_every_page_is_accessible_and_fits(desk, look, width, dark):
    page = desk(width=width, dark=dark)
    shade = "-dark" if dark else ""

    def fits_and_is_accessible(name: str) -> None:
        look(page, f"secretariat-{name}-{width}{shade}-axe")
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    fits_and_is_accessible("contracts-empty")
    enter_contract(page)
    fits_and_is_accessible("contract-form")
    page.get_by_label("運用の費用").fill("")
    page.get_by_role("button", name="契約を登録する").click()
    fits_and_is_accessible("contract-form-error")
    page.get_by_label("運用の費用").fill("48400000")
    page.get_by_role("button", name="契約を登録する").click()
    fits_and_is_accessible("allocation-before")
    page.get_by_role("button", name="この前提で計算する").click()
    page.get_by_role("link", name="守口市の計算を見る").click()
    fits_and_is_accessible("allocation-explained")
    page.get_by_role("link", name="守口市の計算書").click()
    fits_and_is_accessible("statement")
    page.go_back()
    page.get_by_role("link", name="市町村に照会する").click()
    fits_and_is_accessible("consult")


def test_the_sum_stays_in_sight_while_the_rows_scroll(desk):
    page = desk(width=1280, height=700)
    enter_contract(page)
    page.get_by_role("button", name="契約を登録する").click()
    page.get_by_role("button", name="この前提で計算する").click()
    total = page.locator("tfoot td").last
    for name in ("大阪市", "守口市", "岬町"):
        page.get_by_role("rowheader", name=name, exact=True).scroll_into_view_if_needed()
        box = total.bounding_box()
        assert total.inner_text() == "48,400,000"
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 700


def test_on_paper_every_municipality_has_its_own_sheet(desk):
    page = desk(width=1280)
    enter_contract(page)
    page.get_by_role("button", name="契約を登録する").click()
    page.get_by_role("button", name="この前提で計算する").click()
    page.get_by_role("link", name="印刷用の計算書").click()
    assert page.locator("section.sheet").count() == 43
    pages = page.pdf(format="A4").count(b"/Type /Page\n") or page.pdf(format="A4").count(b"/Type /Page/")
    assert pages == 43
