"""At the counter in a real browser: what was begun on a phone goes on at the desk, is looked through and sent."""

import pytest

from accounts.roles import Role
from applications.models import Application, Draft
from tenants.context import in_municipality
from tests.factories import accounts as people
from tests.factories.applications import a_procedure

pytestmark = pytest.mark.browser
SAKAI = "m_271403"


@pytest.fixture
def office(live):
    with in_municipality(SAKAI):
        animals = people.a_department("環境薬務課")
        people.a_person(Role.PROCESSOR, departments=(animals,), name="中西 沙織")
        a_procedure(department=animals)


def test_from_the_phone_to_the_counter(office, live, browse, look):
    phone = browse(width=390)
    phone.goto(live("sakai", "/p/dog-death/apply/"))
    phone.get_by_label("姓", exact=True).fill("西村")
    phone.get_by_label("名", exact=True).fill("明日香")
    phone.get_by_label("セイ").fill("ニシムラ")
    phone.get_by_label("メイ").fill("アスカ")
    phone.get_by_role("button", name="保存して中断する").click()
    look(phone, "counter-phone-390")
    code = phone.locator(".receipt__number").inner_text()

    desk = browse(width=1280)
    desk.goto(live("sakai", "/staff/demo/"))
    desk.get_by_role("button", name="中西 沙織").click()
    desk.get_by_role("link", name="窓口", exact=True).click()
    desk.get_by_label("スマートフォンの再開コード").fill(code)
    desk.get_by_role("button", name="続きを開く").click()
    desk.get_by_text("職員が代わりに入力しています").wait_for()
    assert desk.get_by_label("姓", exact=True).input_value() == "西村"
    look(desk, "counter-form-1280")
    desk.get_by_role("button", name="次へ").click()
    desk.get_by_label("犬の名前").fill("ポチ")
    desk.get_by_label("いいえ").check()
    desk.get_by_label("年", exact=True).fill("2026")
    desk.get_by_label("月", exact=True).fill("11")
    desk.get_by_label("日", exact=True).fill("1")
    desk.get_by_role("button", name="次へ").click()
    desk.get_by_role("button", name="印刷する").wait_for()
    look(desk, "counter-check-1280")
    desk.get_by_label("この画面で確かめていただいた").check()
    desk.get_by_role("button", name="この内容で申請する").click()
    desk.get_by_text("申請を受け付けました").wait_for()
    look(desk, "counter-sent-1280")

    with in_municipality(SAKAI):
        application = Application.objects.get()
        assert application.channel == Application.Channel.COUNTER
        assert not Draft.objects.exists()
