"""The pages in other languages, looked at: nothing overflows on a phone, axe finds nothing, the switch keeps what was typed."""

import pytest

from tenants.context import in_municipality
from tests.factories.applications import a_procedure

FIRST = "/p/dog-death/apply/owner_page/"


@pytest.fixture
def form(committed, live):
    with in_municipality("m_271403"):
        a_procedure()
    return lambda path: live("sakai", path)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["やさしい日本語", "English"])
def test_pages_in_other_languages_are_accessible_and_fit(form, browse, look, name, width):
    page = browse(width=width)
    page.goto(form("/"))
    page.get_by_role("button", name=name).click()
    for path, picture in (("/", "home"), ("/p/dog-death/", "procedure"), (FIRST, "form"), ("/status/", "status")):
        page.goto(form(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        look(page, f"language-{name}-{picture}-{width}")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_switch_keeps_what_was_typed_and_enter_still_goes_on(form, browse, javascript):
    page = browse(javascript=javascript)
    page.goto(form(FIRST))
    page.fill("#q-owner-family", "西村")
    page.get_by_role("button", name="English").click()

    assert page.input_value("#q-owner-family") == "西村"
    assert page.get_attribute("html", "lang") == "en"
    page.press("#q-owner-family", "Enter")
    page.wait_for_selector(".error-summary")
    assert page.get_attribute("html", "lang") == "en"
