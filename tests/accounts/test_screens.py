"""Every page of accounts in a real browser: axe finds nothing, on a phone and on a desk; pictures to look at."""

import re
import time
from urllib.parse import unquote

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from accounts.roles import Role
from tenants.context import in_municipality
from tests.factories.accounts import PASSWORD, a_department, a_person

pytestmark = pytest.mark.browser
WIDTHS = [390]  # tests/walk looks at each of these pages in every width


@pytest.fixture
def city(live):
    """堺市 with two departments and three people, really committed."""
    with in_municipality("m_271403"):
        animals, children = a_department("動物指導センター"), a_department("こども企画課", phone="072-228-7104")
        return {
            "administrator": a_person(Role.ADMINISTRATOR, name="管理 理子", email="riko@city.example.jp"),
            "processor": a_person(Role.PROCESSOR, Role.VIEWER, departments=(animals,), name="中西 沙織"),
            "gone": a_person(Role.APPROVER, departments=(animals, children), name="片山 修"),
        }


@pytest.mark.parametrize("width", WIDTHS)
def test_setting_up_and_signing_in(city, live, browse, look, width):
    page = browse(width=width)
    page.goto(live("sakai", "/staff/"))
    look(page, f"accounts-sign-in-{width}")
    page.get_by_role("button", name="サインインする", exact=True).click()
    look(page, f"accounts-sign-in-errors-{width}")
    page.get_by_label("メールアドレス").fill("riko@city.example.jp")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインインする", exact=True).click()

    look(page, f"accounts-activation-{width}")
    link = page.get_by_role("link", name="ここから開けます").get_attribute("href")
    secret = re.search(r"secret=([A-Z2-7]+)", unquote(link)).group(1)
    assert page.evaluate("document.querySelector('img.qr').naturalWidth") > 0
    page.get_by_label("6桁のコード").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="設定する").click()
    look(page, f"accounts-recovery-codes-{width}")
    page.get_by_role("link", name="新しいコードに替える").click()
    look(page, f"accounts-recovery-codes-renewal-{width}")
    page.goto(live("sakai", "/staff/account/"))
    look(page, f"accounts-own-account-{width}")
    page.get_by_role("link", name=re.compile("変える.*パスワード")).click()
    look(page, f"accounts-password-{width}")
    page.get_by_role("link", name="サインアウト").click()
    look(page, f"accounts-sign-out-{width}")
    page.get_by_role("button", name="サインアウトする").click()
    page.get_by_text("サインアウトしました。").wait_for()

    page.get_by_label("メールアドレス").fill("riko@city.example.jp")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインインする", exact=True).click()
    look(page, f"accounts-second-factor-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_people_and_departments(city, live, browse, look, width):
    page = browse(width=width)
    page.goto(live("sakai", "/staff/demo/"))
    look(page, f"accounts-personas-{width}")
    page.get_by_role("button", name="管理 理子").click()

    look(page, f"accounts-people-{width}")
    page.get_by_role("link", name="利用者を招待する").click()
    look(page, f"accounts-invite-{width}")
    page.get_by_role("button", name="招待のメールを送る").click()
    look(page, f"accounts-invite-errors-{width}")
    page.get_by_label("氏名").fill("新人 花")
    page.get_by_label("メールアドレス").fill("hana@city.example.jp")
    page.get_by_label("処理担当").check()
    page.get_by_label("選んだ課だけ").check()
    page.get_by_label("動物指導センター").check()
    look(page, f"accounts-invite-filled-{width}")
    page.get_by_role("button", name="招待のメールを送る").click()
    page.get_by_text("招待のメールを送りました。").wait_for()

    page.get_by_role("link", name="片山 修").click()
    look(page, f"accounts-person-{width}")
    page.get_by_role("link", name="もう一度招待する").click()
    look(page, f"accounts-invite-again-{width}")
    page.go_back()
    page.get_by_role("link", name="利用を止める").click()
    look(page, f"accounts-deactivate-{width}")
    page.get_by_role("button", name="利用を止める").click()
    look(page, f"accounts-people-after-{width}")
    page.get_by_role("link", name="片山 修").click()
    page.get_by_role("link", name="利用を再開する").click()
    look(page, f"accounts-reactivate-{width}")

    page.goto(live("sakai", "/staff/people/departments/"))
    look(page, f"accounts-departments-{width}")
    page.get_by_role("link", name="こども企画課").click()
    look(page, f"accounts-department-{width}")
    page.goto(live("sakai", "/staff/people/?q=いない人"))
    look(page, f"accounts-people-empty-{width}")


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_that_few_people_see(city, live, browse, look, width):
    from accounts.actors import SYSTEM
    from accounts.services.invitations import invite_person
    from accounts.services.people import deactivate_person
    from notifications.models import Notification

    with in_municipality("m_271403"):
        deactivate_person(city["gone"].pk, actor=SYSTEM)
        invite_person(email="hana@city.example.jp", name="新人 花", roles=[Role.VIEWER], actor=SYSTEM)
        path = "/staff/" + Notification.objects.get().context["address"].partition("/staff/")[2]
    page = browse(width=width)
    page.goto(live("sakai", path))
    look(page, f"accounts-invitation-{width}")
    page.goto(live("sakai", "/staff/invitation/abc/def/"))
    look(page, f"accounts-invitation-used-{width}")
    page.goto(live("sakai", "/staff/inactive/"))
    look(page, f"accounts-inactive-{width}")


def test_the_consortium_has_the_same_pages(live, browse, look):
    from tenants.context import in_consortium

    with in_consortium():
        a_person(Role.ADMINISTRATOR, name="事務 太郎")
    page = browse(width=1280)
    page.goto(live("", "/demo/"))
    page.get_by_role("button", name="事務 太郎").click()
    page.goto(live("", "/people/"))
    look(page, "accounts-people-consortium-1280")
    page.goto(live("", "/people/invite/"))
    look(page, "accounts-invite-consortium-1280")


def test_typing_a_comment_survives_the_end_of_the_session(city, live, browse, look):
    page = browse(width=1280)
    page.goto(live("sakai", "/staff/demo/"))
    page.get_by_role("button", name="管理 理子").click()
    page.goto(live("sakai", "/staff/people/departments/"))
    page.get_by_label("課の名前").fill("環境薬務課")
    page.context.clear_cookies()
    page.get_by_role("button", name="加える").click()
    look(page, "accounts-sign-in-kept-1280")

    page.get_by_role("link", name="デモ：役を選んで").click()
    page.get_by_role("button", name="管理 理子").click()
    page.goto(live("sakai", "/staff/unsent/"))
    look(page, "accounts-unsent-1280")
    page.get_by_role("button", name="この内容で送る").click()
    page.get_by_role("link", name="環境薬務課").wait_for()
