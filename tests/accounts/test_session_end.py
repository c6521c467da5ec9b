"""The session's end is told before it comes, and what was typed survives it."""

import pytest

from accounts.roles import Role
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in


def test_staying_is_for_those_who_are_signed_in(client_at, sakai):
    client = client_at("sakai.localhost")
    assert client.get("/staff/stay/").status_code == 302
    with in_municipality(sakai):
        person = a_person(Role.PROCESSOR)

    answer = signed_in(client, person).get("/staff/stay/")
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (204, True)
    assert client.post("/staff/stay/").status_code == 405


def at_work(live, browse, role: Role):
    """A window of somebody who has just signed in, with a clock of its own."""
    with in_municipality("m_271403"):
        person = a_person(role)
    page = browse(width=1280)
    page.clock.install()
    page.goto(live("sakai", "/staff/demo/"))
    page.get_by_role("button", name=person.name).click()
    page.wait_for_url(lambda address: "/demo/" not in address)
    return page


@pytest.mark.browser
def test_a_warning_two_minutes_before_and_after_it_nothing_is_lost(live, browse, look):
    page = at_work(live, browse, Role.ADMINISTRATOR)
    page.goto(live("sakai", "/staff/people/departments/"))
    page.fill("[name=name]", "文化財課")
    warning = page.get_by_role("dialog", name="まもなくサインアウトします")
    page.clock.fast_forward("26:50")
    assert not warning.is_visible()
    page.clock.fast_forward("00:15")
    warning.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "続ける"
    look(page, "session-end-1280")

    page.get_by_role("button", name="続ける").click()
    warning.wait_for(state="hidden")
    assert page.input_value("[name=name]") == "文化財課"
    page.clock.fast_forward("27:30")
    warning.wait_for()
    page.context.clear_cookies()
    page.get_by_role("button", name="続ける").click()
    page.get_by_role("dialog", name="サインアウトしました").wait_for()
    look(page, "session-ended-1280")
    page.get_by_role("button", name="この画面にもどる").click()
    assert page.input_value("[name=name]") == "文化財課"
    page.get_by_role("button", name="加える").click()
    page.get_by_text("入力した内容は取ってあります").wait_for()


@pytest.mark.browser
def test_work_in_another_window_counts(live, browse):
    page = at_work(live, browse, Role.PROCESSOR)
    page.clock.fast_forward("27:30")
    warning = page.get_by_role("dialog", name="まもなくサインアウトします")
    warning.wait_for()

    other = page.context.new_page()
    other.goto(live("sakai", "/staff/"))
    warning.wait_for(state="hidden")
