"""At 8:30 there are 120 absence notices and 9 applications; by keyboard they are soon done with. With and without scripts."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from accounts.roles import Role
from applications.models import Application
from applications.states import Status
from audit.events import AuditEvent
from audit.models import AuditRecord
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, signed_in
from tests.factories.applications import a_procedure, an_application_row


@pytest.fixture
def morning(live):
    """こども企画課 in 堺市 with what came in overnight; really committed."""
    with in_municipality("m_271403"):
        children = a_department("こども企画課")
        clerk = a_person(Role.PROCESSOR, departments=(children,), name="中西 沙織")
        a_person(Role.APPROVER, departments=(children,), name="片山 修")
        absence = a_procedure("absence", title="欠席・遅刻の連絡", department=children)
        club = a_procedure("club", title="放課後児童会の入会申請", department=children, standard_days=10)
        for number in range(120):
            an_application_row(absence, number, needs_decision=False, arrived_at=now() - timedelta(seconds=number))
        for number in range(120, 129):
            name = f"申込 {number}子"
            an_application_row(club, number, applicant_label=name, due_on=localdate() + timedelta(days=number - 120))
    return clerk


def statuses() -> dict[str, int]:
    with in_municipality("m_271403"):
        rows = Application.objects.values_list("status", flat=True)
        return {status: list(rows).count(status) for status in set(rows)}


@pytest.mark.browser
def test_by_keyboard_alone(morning, live, browse, look):
    page = browse(width=1280)
    page.goto(live("sakai", "/staff/demo/"))
    page.get_by_role("button", name="中西 沙織").click()

    def press(*keys):
        for key in keys:
            page.keyboard.press(key)

    # The notices: only this procedure, one tick, all of them.
    page.get_by_label("手続", exact=True).select_option("欠席・遅刻の連絡")
    page.get_by_label("手続", exact=True).press("Tab")
    page.get_by_role("button", name="表示する").press("Enter")
    page.get_by_role("heading", name="受付 120件").wait_for()
    press("j", "j", "x")
    page.get_by_text("1件を選んでいます").wait_for()
    look(page, "staff-morning-selected-1280")
    page.get_by_label("この条件の120件すべて").press("Space")
    page.get_by_role("button", name="確認済みにする").press("Enter")
    page.get_by_role("heading", name="120件を確認済みにする").wait_for()
    look(page, "staff-bulk-confirm-1280")
    press("Enter")  # the button has the focus
    page.get_by_text("済みました").or_(page.get_by_text("すべてができました")).first.wait_for()
    look(page, "staff-bulk-run-1280")
    assert statuses()["closed"] >= 30  # the worker has the rest

    # The applications: to whom they belong, then the first of them.
    page.goto(live("sakai", "/staff/?due=near&order=due"))
    page.locator("[data-all-rows]").press("Space")
    page.get_by_text("4件を選んでいます").wait_for()
    page.get_by_role("button", name="担当を変える").press("Enter")
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, "staff-bulk-assign-390")
    page.get_by_role("button", name="4件の担当を変える").press("Enter")
    page.get_by_text("4件すべてができました").wait_for()
    look(page, "staff-bulk-run-390")
    page.get_by_role("link", name="一覧にもどる").last.press("Enter")
    page.get_by_role("link", name="自分の担当 4").press("Enter")
    page.wait_for_url("**/staff/?owner=me*")
    press("j", "Enter")
    page.get_by_role("button", name="審査を始める").press("Enter")
    page.get_by_text("審査を始めました。", exact=True).wait_for()
    page.get_by_role("link", name="次の申請").press("Enter")
    page.get_by_role("heading", name="申込 121子").wait_for()


def test_without_a_script(morning, client_at):
    client = signed_in(client_at("sakai.localhost"), morning)
    with in_municipality("m_271403"):
        numbers = list(Application.objects.order_by("arrived_at").values_list("receipt_number", flat=True)[:3])

    chosen = client.post("/staff/applications/bulk/?state=received", {"do": "acknowledge", "pick": numbers})
    assert "3件を確認済みにする" in chosen.text
    with in_municipality("m_271403"):
        keys = [str(key) for key in Application.objects.order_by("arrived_at").values_list("pk", flat=True)[:3]]
    assert all(f'name="key" value="{key}"' in chosen.text for key in keys)
    begun = client.post("/staff/applications/bulk/begin/?state=received", {"do": "acknowledge", "key": keys})
    assert begun["Location"].endswith("?state=received")
    assert "3件すべてができました" in client.get(begun["Location"]).text
    assert statuses() == {Status.CLOSED: 3, Status.RECEIVED: 126}

    again = client.post("/staff/applications/bulk/", {"do": "acknowledge", "pick": numbers})
    assert "ができる申請がありません" in again.text
    for wrong in ({}, {"do": "burn", "pick": numbers}, {"do": "close", "key": "x"}):
        for address in ("/staff/applications/bulk/begin/", "/staff/applications/bulk/"):
            answer = client.post(address, wrong, follow=True)
            assert answer.status_code == 200
    assert statuses() == {Status.CLOSED: 3, Status.RECEIVED: 126}


@pytest.mark.browser
def test_what_is_ticked_is_printed_behind_each_other(morning, live, browse, look):
    page = browse(width=1280)
    page.goto(live("sakai", "/staff/demo/"))
    page.get_by_role("button", name="中西 沙織").click()
    page.goto(live("sakai", "/staff/?q=申込"))
    page.locator("[data-all-rows]").press("Space")
    page.get_by_role("button", name="印刷する").click()

    page.get_by_role("button", name="9件を印刷する").wait_for()
    look(page, "staff-prints-1280")
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, "staff-prints-390")
    assert page.locator("article.sheet").count() == 9


def test_printing_is_recorded_and_keeps_back_what_asks_for_a_reason(morning, client_at):
    client = signed_in(client_at("sakai.localhost"), morning)
    with in_municipality("m_271403"):
        club = Application.objects.filter(procedure__slug="club").order_by("arrived_at")
        numbers = list(club.values_list("receipt_number", flat=True))
        club.filter(receipt_number=numbers[0]).update(is_confidential=True, viewers=[str(morning.pk)])

    page = client.post("/staff/applications/bulk/print/", {"pick": [*numbers, "27140-R8-9999999-9"]})
    assert page.text.count('class="sheet"') == 8
    assert "1件は、見られる人が決められています" in page.text
    with in_municipality("m_271403"):
        opened = AuditRecord.objects.filter(event=AuditEvent.APPLICATION_OPENED).values_list("subject", flat=True)
        assert sorted(opened) == sorted(numbers[1:])
    too_many = client.post("/staff/applications/bulk/print/", {"everything": "1"}, follow=True)
    assert "一度に処理できるのは100件まで" in too_many.text
    assert "選" in client.post("/staff/applications/bulk/print/", {}, follow=True).text
    filtered = client.post("/staff/applications/bulk/print/?q=申込", {"everything": "1"})
    assert filtered.text.count('class="sheet"') == 8
