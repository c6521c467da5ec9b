"""Passkeys in a real browser with a device of its own making: registered, used instead of everything else, removed."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator

from accounts.models import User
from accounts.roles import Role
from audit.events import AuditEvent
from audit.models import AuditRecord
from tenants.context import in_municipality
from tests.factories.accounts import PASSWORD, a_person

SAKAI = "m_271403"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def hanako(live):
    with in_municipality(SAKAI):
        a_person(Role.FORM_EDITOR, email="hanako@city.example.jp", name="山田 花子")


def device_of(page):
    """Give the page a device that keeps passkeys; returns how to talk to it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


def give_password(page):
    page.get_by_label("メールアドレス").fill("hanako@city.example.jp")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインインする", exact=True).click()


def sign_out(page):
    page.get_by_role("link", name="サインアウト").click()
    page.get_by_role("button", name="サインアウトする").click()
    page.get_by_text("サインアウトしました。").wait_for()


@pytest.mark.browser
def test_a_passkey_is_registered_at_first_sign_in_and_then_nothing_is_typed(hanako, live, browse, look):
    page = browse(width=390)
    device_of(page)
    page.goto(live("sakai", "/staff/procedures/"))
    give_password(page)
    page.get_by_role("link", name="パスキーを登録する").click()
    look(page, "accounts-passkey-add")
    page.get_by_label("パスキーの名前").fill("庁内の端末")
    page.get_by_role("button", name="パスキーを登録する").click()
    page.get_by_role("heading", name="予備コードを控えてください").wait_for()
    codes = page.get_by_role("main").inner_text()
    assert len(re.findall(r"\b\d{8}\b", codes)) == 10
    page.get_by_role("link", name="控えたので、業務へ進む").click()
    sign_out(page)

    page.goto(live("sakai", "/staff/account/"))
    page.get_by_role("button", name="パスキーでサインインする").click()
    page.get_by_role("heading", name="サインインの設定").wait_for()
    look(page, "accounts-own-account-passkey")
    assert "庁内の端末" in page.get_by_role("main").inner_text()
    page.goto(live("sakai", "/staff/account/passkeys/again/?next=/staff/account/"))
    look(page, "accounts-passkey-again")
    page.get_by_role("button", name="パスキーで確かめる").click()
    page.get_by_role("heading", name="サインインの設定").wait_for()
    sign_out(page)

    give_password(page)
    look(page, "accounts-second-factor-passkey")
    page.get_by_role("button", name="パスキーで確かめる").click()
    page.wait_for_url("**/staff/procedures/")
    sign_out(page)

    give_password(page)
    page.get_by_label("予備コード").fill(re.findall(r"\b\d{8}\b", codes)[0])
    page.get_by_role("button", name="コードでサインインする").click()
    page.wait_for_url("**/staff/procedures/")

    page.goto(live("sakai", "/staff/account/"))
    page.get_by_role("link", name="消す").click()
    page.get_by_role("button", name="消す").click()
    page.get_by_text("サインインに使うものがなくなります").wait_for()
    look(page, "accounts-passkey-remove")
    with in_municipality(SAKAI):
        recorded = list(AuditRecord.objects.filter(event__startswith="account.").values_list("event", flat=True))
        signed_in = AuditRecord.objects.filter(event=AuditEvent.SIGNED_IN).values_list("detail__factors", flat=True)
        assert list(signed_in) == [1, 2, 2, 2]
    assert AuditEvent.PASSKEY_ADDED in recorded
    assert AuditEvent.PASSKEY_REMOVED not in recorded


@pytest.mark.browser
def test_a_passkey_of_one_city_opens_nothing_in_another(hanako, live, browse):
    page = browse(width=1280)
    device_of(page)
    page.goto(live("sakai", "/staff/"))
    give_password(page)
    page.goto(live("sakai", "/staff/account/passkeys/add/"))
    page.get_by_role("button", name="パスキーを登録する").click()
    page.get_by_role("link", name="控えたので、業務へ進む").wait_for()

    page.goto(live("toyonaka", "/staff/login/"))
    page.get_by_role("button", name="パスキーでサインインする").click()

    page.get_by_text("パスキーを使えませんでした").wait_for()
    with in_municipality(SAKAI):
        # Even what the device of 堺 would sign is not accepted: who stopped working there is out.
        User.objects.update(is_active=False)
    page.context.clear_cookies()
    page.goto(live("sakai", "/staff/login/"))
    page.get_by_role("button", name="パスキーでサインインする").click()
    page.wait_for_url("**/staff/inactive/")


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "no json",
        "[]",
        "{}",
        "7",
        '"x"',
        json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {}}),
    ],
)
def test_what_no_device_wrote_is_refused_in_words_and_recorded(sakai, client_at, sent):
    client = client_at("sakai.localhost")
    client.get("/staff/login/passkey/", headers={"accept": "application/json"})

    response = client.post("/staff/login/passkey/", {"credential": sent, "next": "/staff/account/"})

    assert response["Location"] == "/staff/login/?because=passkey&next=%2Fstaff%2Faccount%2F"
    assert "パスキーを確かめられませんでした" in client.get(response["Location"]).text


@pytest.mark.parametrize("sent", ["", "no json", "[]", "{}", "7"])
def test_what_no_device_wrote_is_not_registered(sakai, client_at, sent):
    with in_municipality(sakai):
        person = a_person(Role.VIEWER, email="hanako@city.example.jp")
    client = client_at("sakai.localhost")
    client.post("/staff/login/", {"login": person.email, "password": PASSWORD})

    response = client.post("/staff/account/passkeys/add/", {"credential": sent, "name": "x"})

    assert response.status_code == 200
    assert "notice--error" in response.text
    with in_municipality(sakai):
        assert not Authenticator.objects.exists()
