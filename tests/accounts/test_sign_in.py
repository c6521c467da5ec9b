"""Signing in as people do it: password, code, recovery code; locked out after mistakes; out after half an hour."""

import re
import time
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.roles import Role
from accounts.sealing import unseal
from audit.events import AuditEvent
from audit.models import AuditRecord
from tenants.context import in_municipality
from tests.factories.accounts import PASSWORD, a_person, signed_in

ACCOUNT = "/staff/account/"


@pytest.fixture
def hanako(sakai):
    with in_municipality(sakai):
        return a_person(Role.PROCESSOR, email="hanako@city.example.jp", name="山田 花子")


def code(secret: str, periods_ahead: int = 0) -> str:
    """What the authenticator app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods_ahead))


def give_password(client, password=PASSWORD, **more):
    return client.post("/staff/login/", {"login": "hanako@city.example.jp", "password": password, **more})


def set_up(client) -> str:
    """Sign in for the first time and set up the app; returns its secret."""
    give_password(client)
    secret = re.search(r"secret=([A-Z2-7]+)", unquote(client.get("/staff/two-factor/activate/").text)).group(1)
    assert client.post("/staff/two-factor/activate/", {"code": code(secret)}).status_code == 302
    return secret


def events(city) -> list[str]:
    with in_municipality(city):
        return list(AuditRecord.objects.filter(event__startswith="account.").values_list("event", flat=True))


def test_the_first_sign_in_ends_at_the_second_factor_and_goes_no_further_without_it(hanako, sakai, client_at):
    client = client_at("sakai.localhost")
    assert give_password(client)["Location"] == "/staff/"

    assert client.get(ACCOUNT)["Location"] == "/staff/two-factor/activate/"
    page = client.get("/staff/two-factor/activate/").text
    assert "data:image/svg+xml;base64," in page
    assert "共同窓口 堺市" in unquote(page)
    wrong = client.post("/staff/two-factor/activate/", {"code": "000000"})
    assert "コードが違います" in wrong.text
    assert client.get(ACCOUNT).status_code == 302

    secret = re.search(r"secret=([A-Z2-7]+)", unquote(wrong.text)).group(1)
    response = client.post("/staff/two-factor/activate/", {"code": code(secret)})
    assert response["Location"] == "/staff/two-factor/recovery-codes/"
    assert len(re.findall(r"\b\d{8}\b", client.get(response["Location"]).text)) == 10
    assert client.get(ACCOUNT).status_code == 200
    with in_municipality(sakai):
        kept = Authenticator.objects.get(type="totp").data["secret"]
    assert kept != secret
    assert unseal(kept) == secret
    assert events(sakai) == [AuditEvent.SIGNED_IN, AuditEvent.TOTP_ACTIVATED]


def test_later_sign_ins_need_password_and_code(hanako, sakai, client_at):
    secret = set_up(client_at("sakai.localhost"))
    client = client_at("sakai.localhost")

    assert give_password(client, next=ACCOUNT)["Location"] == "/staff/two-factor/"
    assert client.get(ACCOUNT)["Location"].startswith("/staff/login/")
    assert "コードが違います" in client.post("/staff/two-factor/", {"code": "000000"}).text
    assert client.get(ACCOUNT).status_code == 302

    assert client.post("/staff/two-factor/", {"code": code(secret)})["Location"] == ACCOUNT
    assert client.get(ACCOUNT).status_code == 200
    assert events(sakai)[2:] == [AuditEvent.SIGN_IN_FAILED, AuditEvent.SIGNED_IN]


def test_a_code_and_a_recovery_code_work_once(hanako, client_at):
    first = client_at("sakai.localhost")
    secret = set_up(first)
    recovery = re.findall(r"\b\d{8}\b", first.get("/staff/two-factor/recovery-codes/").text)[0]
    now = code(secret)

    for used in (now, recovery):
        client = client_at("sakai.localhost")
        give_password(client)
        assert client.post("/staff/two-factor/", {"code": used}).status_code == 302
        again = client_at("sakai.localhost")
        give_password(again)
        assert again.post("/staff/two-factor/", {"code": used}).status_code == 200
        assert again.get(ACCOUNT).status_code == 302


def test_a_wrong_password_says_no_more_than_that(hanako, sakai, client_at):
    client = client_at("sakai.localhost")

    known = give_password(client, password="まちがい")
    unknown = client.post("/staff/login/", {"login": "nobody@city.example.jp", "password": "まちがい"})

    for response in (known, unknown):
        assert "メールアドレスかパスワードが違います" in response.text
    with in_municipality(sakai):
        failures = AuditRecord.objects.filter(event=AuditEvent.SIGN_IN_FAILED)
        assert sorted(failures.values_list("subject", "actor_id", "detail__factor")) == [
            ("", "", "password"),
            (str(hanako.pk), "", "password"),
        ]


def test_locked_out_after_five_wrong_passwords_even_with_the_right_one(hanako, sakai, client_at):
    client = client_at("sakai.localhost")
    for _ in range(5):
        give_password(client, password="まちがい")

    locked = give_password(client)

    assert "15分ほど待って" in locked.text
    assert client.get(ACCOUNT).status_code == 302
    assert events(sakai) == [AuditEvent.SIGN_IN_FAILED] * 5


def test_locked_out_after_five_wrong_codes(hanako, client_at):
    secret = set_up(client_at("sakai.localhost"))
    client = client_at("sakai.localhost")
    give_password(client)
    for _ in range(5):
        client.post("/staff/two-factor/", {"code": "000000"})

    assert "15分ほど待って" in client.post("/staff/two-factor/", {"code": code(secret)}).text
    assert client.get(ACCOUNT).status_code == 302


def test_an_address_that_tries_too_much_waits_a_minute(hanako, client_at, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client = client_at("sakai.localhost")
    give_password(client, password="まちがい")

    response = give_password(client)

    assert response.status_code == 429
    assert "少し待ってください" in response.text


def test_a_session_from_before_the_second_factor_does_not_inherit_it(hanako, client_at):
    older = client_at("sakai.localhost")
    give_password(older)
    set_up(client_at("sakai.localhost"))

    assert older.get(ACCOUNT)["Location"] == "/staff/two-factor/activate/"
    assert older.get("/staff/two-factor/activate/")["Location"] == "/staff/login/?because=again"
    assert older.get(ACCOUNT)["Location"].startswith("/staff/login/")


def test_staff_of_one_city_cannot_sign_in_at_another(hanako, toyonaka, client_at):
    client = client_at("toyonaka.localhost")

    assert "メールアドレスかパスワードが違います" in give_password(client).text
    assert client.get(ACCOUNT).status_code == 302
    secretariat = client_at("localhost")
    answer = secretariat.post("/login/", {"login": "hanako@city.example.jp", "password": PASSWORD})
    assert "メールアドレスかパスワードが違います" in answer.text


def test_a_session_of_one_city_is_worth_nothing_in_another(hanako, toyonaka, client_at):
    here, there, consortium = client_at("sakai.localhost"), client_at("toyonaka.localhost"), client_at("localhost")
    signed_in(here, hanako)
    assert here.get(ACCOUNT).status_code == 200

    there.cookies["session"] = consortium.cookies["session"] = here.cookies["session"].value
    assert there.get(ACCOUNT)["Location"].startswith("/staff/login/")
    assert consortium.get("/account/")["Location"].startswith("/login/")
    assert here.get(ACCOUNT).status_code == 200


def test_signing_out(hanako, sakai, client_at):
    client = signed_in(client_at("sakai.localhost"), hanako)
    assert client.get("/staff/logout/").status_code == 200
    assert client.get(ACCOUNT).status_code == 200

    response = client.post("/staff/logout/", follow=True)

    assert "サインアウトしました。" in response.text
    assert client.get(ACCOUNT).status_code == 302
    assert events(sakai) == [AuditEvent.SIGNED_IN, AuditEvent.SIGNED_OUT]


def test_half_an_hour_without_a_click_signs_out_and_says_so(hanako, sakai, client_at):
    client = signed_in(client_at("sakai.localhost"), hanako)
    with in_municipality(sakai):
        left = Session.objects.get().expire_date - timezone.now()
        assert 29 * 60 < left.total_seconds() <= 30 * 60
        Session.objects.update(expire_date=timezone.now())

    response = client.get(ACCOUNT)

    assert response["Location"] == "/staff/login/?next=%2Fstaff%2Faccount%2F&because=ended"
    assert "しばらく操作がなかったため" in client.get(response["Location"]).text


def test_working_moves_the_end_on_without_a_write_on_every_page(hanako, sakai, client_at, django_assert_num_queries):
    client = signed_in(client_at("sakai.localhost"), hanako)
    client.get(ACCOUNT)
    session = client.session
    with in_municipality(sakai):
        row = Session.objects.get()
        session["seen_at"] -= 61
        row.session_data = session.encode(dict(session.items()))
        row.expire_date = timezone.now() + timezone.timedelta(seconds=5)
        row.save()

    client.get(ACCOUNT)

    with in_municipality(sakai):
        moved = Session.objects.get().expire_date
        assert (moved - timezone.now()).total_seconds() > 29 * 60
    client.get(ACCOUNT)
    with in_municipality(sakai):
        assert Session.objects.get().expire_date == moved


def test_who_was_shut_out_is_out_at_once(hanako, sakai, client_at):
    from accounts.actors import SYSTEM
    from accounts.services.people import deactivate_person

    client = signed_in(client_at("sakai.localhost"), hanako)
    assert client.get(ACCOUNT).status_code == 200
    with in_municipality(sakai):
        a_person(Role.ADMINISTRATOR)
        deactivate_person(hanako.pk, actor=SYSTEM)

    assert client.get(ACCOUNT).status_code == 302
    assert give_password(client_at("sakai.localhost"))["Location"] == "/staff/inactive/"


@pytest.mark.parametrize("elsewhere", ["http://toyonaka.localhost/staff/", "//example.com/", "https://example.com/"])
def test_nobody_is_led_to_another_host_after_signing_in(hanako, client_at, elsewhere):
    assert give_password(client_at("sakai.localhost"), next=elsewhere)["Location"] == "/staff/"


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "two-factor/deactivate/", "two-factor/totp/"])
def test_there_is_no_way_to_sign_up_or_to_put_the_second_factor_away(hanako, client_at, path):
    client = signed_in(client_at("sakai.localhost"), hanako)

    assert client.get(f"/staff/{path}").status_code == 404


def test_changing_the_password_ends_every_other_session(hanako, sakai, client_at):
    here, elsewhere = (signed_in(client_at("sakai.localhost"), hanako) for _ in range(2))
    new = {"oldpassword": PASSWORD, "password1": "青い鳥と赤い風船と長い傘", "password2": "青い鳥と赤い風船と長い傘"}

    short = here.post("/staff/account/password/", {**new, "password1": "短い", "password2": "短い"})
    assert short.status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 200

    assert here.post("/staff/account/password/", new)["Location"] == "/staff/account/?done=password"
    assert here.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302
    assert AuditEvent.PASSWORD_CHANGED in events(sakai)


def test_an_invitation_sets_the_password_once(sakai, client_at):
    from accounts.actors import SYSTEM
    from accounts.services.invitations import invite_person
    from notifications.models import Notification

    with in_municipality(sakai):
        invite_person(email="hanako@city.example.jp", name="山田 花子", roles=[Role.VIEWER], actor=SYSTEM)
        path = "/staff/" + Notification.objects.get().context["address"].partition("/staff/")[2]
    client = client_at("sakai.localhost")
    form = client.get(path)["Location"]
    assert client.get(path).status_code == 302  # looking does not use it up

    weak = client.post(form, {"new_password1": "12345678", "new_password2": "12345678"})
    assert weak.status_code == 200
    done = client.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True)
    assert "パスワードを設定しました" in done.text

    assert "使えません" in client_at("sakai.localhost").get(path, follow=True).text
    assert give_password(client)["Location"] == "/staff/"
