"""The secretariat's desk in a real browser, on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from tenants import context
from tests.factories.accounts import a_person
from tests.factories.billing import municipalities

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(live, browse):
    """Opens the secretariat's first page as its administrator: `desk(width)`."""
    with context.in_consortium():
        municipalities()
        a_person(Role.ADMINISTRATOR, name="藤原 健")

    def open_desk(width: int):
        page = browse(width=width)
        page.goto(live("", "/demo/"))
        page.get_by_role("button", name="藤原 健").click()
        page.goto(live("", "/"))
        return page

    return open_desk


@pytest.mark.parametrize("width", [390, 1280])
def test_asking_for_a_municipality(desk, look, width):
    page = desk(width)
    look(page, f"secretariat-overview-{width}")
    page.get_by_role("link", name="自治体を追加する").click()
    look(page, f"secretariat-new-municipality-{width}")

    page.get_by_role("button", name="この内容で追加を依頼する").click()

    look(page, f"secretariat-new-municipality-errors-{width}")
    expect(page).to_have_title(re.compile("^エラー:"))
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="名称を入力してください。").click()
    assert page.evaluate("document.activeElement.id") == "id_name"
