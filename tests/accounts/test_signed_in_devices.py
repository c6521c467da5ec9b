"""Where somebody is signed in: seen by themselves, ended by themselves and by an administrator."""

import pytest

from accounts import signed_in_devices
from accounts.models import User
from accounts.roles import Role
from accounts.signed_in_devices import device_name
from audit.events import AuditEvent
from audit.models import AuditRecord
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"


@pytest.fixture
def people(sakai):
    with in_municipality(sakai):
        return a_person(Role.ADMINISTRATOR, name="管理 理子"), a_person(Role.PROCESSOR, name="中西 沙織")


def test_a_person_sees_every_browser_and_ends_the_others(sakai, people, client_at):
    _, clerk = people
    desk, laptop, sister = (signed_in(client_at("sakai.localhost"), person) for person in (clerk, clerk, people[0]))

    page = desk.get("/staff/account/").text
    assert page.count('<th scope="row">') == 2
    assert page.count("いまの端末</span>") == 1
    response = desk.post("/staff/account/sessions/end/")

    assert "ほかの端末からサインアウトしました" in desk.get(response["Location"]).text
    assert laptop.get("/staff/account/")["Location"].startswith("/staff/login/")
    assert sister.get("/staff/account/").status_code == 200
    with in_municipality(sakai):
        assert AuditRecord.objects.get(event=AuditEvent.SESSIONS_ENDED).detail["count"] == 1


def test_an_administrator_ends_every_session_of_a_person(sakai, people, client_at):
    administrator, clerk = (signed_in(client_at("sakai.localhost"), person) for person in people)
    assert "1台" in administrator.get(f"/staff/people/{people[1].pk}/").text

    response = administrator.post(f"/staff/people/{people[1].pk}/sign-out/")

    assert response["Location"] == "/staff/people/"
    assert clerk.get("/staff/account/")["Location"].startswith("/staff/login/")
    assert administrator.get("/staff/account/").status_code == 200


def test_nobody_else_ends_them(sakai, people, client_at):
    clerk = signed_in(client_at("sakai.localhost"), people[1])

    assert clerk.post(f"/staff/people/{people[0].pk}/sign-out/").status_code == 403
    assert clerk.post(f"/staff/people/{people[0].pk}/lift-lock/").status_code == 403


def test_what_ended_otherwise_is_not_shown(sakai, people, client_at):
    signed_in(client_at("sakai.localhost"), people[1])
    with in_municipality(sakai):
        clerk = User.objects.get(pk=people[1].pk)
        assert len(signed_in_devices.of(clerk)) == 1
        clerk.set_password("another long password")
        clerk.save()
        assert signed_in_devices.of(clerk) == []


def test_browsers_in_words():
    assert device_name(EDGE) == "WindowsのEdge"
    assert (
        device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1")
        == "iPhoneのSafari"
    )
    assert device_name("curl") == "分からない端末"
