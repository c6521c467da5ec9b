"""An adviser's way over HTTP: appointed, let in, over to the city, at work there, and out."""

import re

import pytest

from accounts.models import AdviserGrant
from accounts.roles import Role
from audit.models import AuditRecord
from catalog.models import Procedure
from config.urls import municipality
from notifications.models import Notification
from notifications.services import deliver
from tenants import context
from tenants.models import Adviser, AdviserAccess
from tests.addresses import filled, routes
from tests.factories.accounts import a_person, signed_in
from tests.factories.forms import a_published_procedure

GRANTED = {"days": "7", "reason": "様式の相談"}


@pytest.fixture
def fujiwara(db, client_at):
    """A member of the secretariat, signed in at the consortium."""
    with context.in_consortium():
        person = a_person(Role.ADMINISTRATOR, name="藤原 健")
    client = signed_in(client_at("localhost"), person)
    client.post("/advisers/appoint/", {"person": str(person.pk), "introduction": "地域戦略推進課"})
    return client


@pytest.fixture
def keiko(sakai, client_at):
    """堺市's administrator."""
    with context.in_municipality(sakai):
        return signed_in(client_at("sakai.localhost"), a_person(Role.ADMINISTRATOR, name="堺 恵子"))


@pytest.fixture
def link(fujiwara, keiko, sakai):
    """`link()`: let in, and a fresh link into 堺市."""
    with context.in_consortium():
        adviser = Adviser.objects.get()
    assert keiko.post("/staff/advisers/grant/", {**GRANTED, "adviser": str(adviser.pk)}).status_code == 302
    with context.in_municipality(sakai):
        assert deliver(Notification.objects.get(template="adviser_access").pk)
    with context.in_consortium():
        access = AdviserAccess.objects.get()

    def fresh() -> str:
        page = fujiwara.post(f"/advisers/enter/{access.pk}/").text
        found = re.search(r'href="http://sakai\.localhost(?::\d+)?(/staff/advise/[^"]+)"', page)
        assert found, page
        return found[1]

    return fresh


@pytest.fixture
def inside(link, client_at):
    """The adviser's browser in 堺市's settings."""
    client = client_at("sakai.localhost")
    assert client.post(link()).headers["Location"] == "/staff/procedures/"
    return client


def test_in_by_a_link_that_is_taken_by_the_button_and_only_once(link, client_at):
    address, browser, other = link(), client_at("sakai.localhost"), client_at("sakai.localhost")

    asked = browser.get(address)
    assert (asked.status_code, "堺市の設定に、アドバイザーとして入りますか" in asked.text) == (200, True)
    assert browser.get("/staff/procedures/").status_code == 302, "nobody is inside by looking"
    assert browser.post(address).status_code == 302
    again = other.post(address)

    assert (again.status_code, "もう使われました" in again.text) == (410, True)
    assert client_at("toyonaka.localhost").get(link()).status_code == 410
    page = browser.get("/staff/procedures/").text
    assert "アドバイザーとして、堺市の設定を見ています" in page
    assert "藤原 健（アドバイザー。許可：堺 恵子）" in page


def test_what_an_adviser_changes_is_recorded_with_both_names_and_the_city_sees_it(inside, keiko, sakai):
    with context.in_municipality(sakai):
        procedure = a_published_procedure(slug="dog")
    page = f"/staff/procedures/{procedure.pk}/"

    assert inside.get(page).status_code == 200
    closed = inside.post(f"{page}close/", {"is_ended": "no", "reason": "直しています。"})
    inside.post(f"{page}reopen/")

    assert closed.status_code == 302
    with context.in_municipality(sakai):
        records = list(AuditRecord.objects.filter(subject="dog", actor_kind="adviser").order_by("at"))
    assert [record.event for record in records] == ["form.closed", "form.reopened"]
    assert {record.actor_name for record in records} == {"藤原 健（アドバイザー。許可：堺 恵子）"}
    seen = keiko.get("/staff/advisers/").text
    for words in ("受付を再開しました", "受付を止めました", "アドバイザーとして設定に入りました", "様式の相談"):
        assert words in seen


def test_no_address_but_the_settings_opens_for_an_adviser(inside, sakai):
    """Every address of staff: the doors that admit an adviser are those of the settings and the adviser's own."""
    with context.in_municipality(sakai):
        procedure = a_published_procedure(slug="dog")
    words = {
        "<receipt_number>": "27140-R8-0000001-1",
        "<procedure_id>": procedure.pk,
        **dict.fromkeys(("<person_id>", "<department_id>", "<grant_id>", "<announcement_id>"), procedure.pk),
    }
    opened = set()
    for route in routes(municipality.__name__):
        if not route.startswith("staff/") or route.startswith(("staff/procedures/", "staff/advise/", "staff/login")):
            continue
        try:
            address = filled(route, words)
        except AssertionError:
            continue
        if inside.get(address).status_code == 200:
            opened.add(route)

    assert opened == {"staff/demo/", "staff/inactive/", "staff/help/"}  # the guide says nothing of this city
    for address in ("/staff/people/", "/staff/applications/27140-R8-0000001-1/", "/staff/announcements/"):
        assert inside.get(address).status_code == 403
    assert inside.get("/staff/").headers["Location"] == "/staff/procedures/"


def test_the_city_ends_it_and_the_next_page_is_closed(inside, keiko, sakai):
    with context.in_municipality(sakai):
        grant = AdviserGrant.objects.get()
    assert inside.get("/staff/procedures/").status_code == 200

    ended = keiko.post(f"/staff/advisers/{grant.pk}/end/", follow=True)

    assert "立ち入りを終えました" in ended.text
    assert inside.get("/staff/procedures/").headers["Location"] == "/staff/advise/out/"
    assert "設定から出ました" in inside.get("/staff/advise/out/").text
    assert inside.get("/staff/procedures/").headers["Location"].startswith("/staff/login/")
    with context.in_municipality(sakai):
        assert Procedure.objects.count() == 0


def test_the_adviser_leaves(inside, sakai):
    assert inside.get("/staff/advise/leave/").status_code == 200
    assert inside.post("/staff/advise/leave/").headers["Location"] == "/staff/advise/out/"
    assert inside.get("/staff/procedures/").headers["Location"].startswith("/staff/login/")
    with context.in_municipality(sakai):
        assert AuditRecord.objects.filter(event="adviser.left").count() == 1


def test_only_the_adviser_gets_the_link_and_only_administrators_appoint(link, client_at, fujiwara):
    with context.in_consortium():
        viewer = signed_in(client_at("localhost"), a_person(Role.VIEWER))
        access, adviser = AdviserAccess.objects.get(), Adviser.objects.get()

    assert "設定に入る" not in viewer.get("/advisers/").text
    assert viewer.post(f"/advisers/enter/{access.pk}/").headers["Location"] == "/advisers/"
    assert viewer.get("/advisers/appoint/").status_code == 403
    assert viewer.post(f"/advisers/{adviser.pk}/dismiss/").status_code == 403
    assert "設定に入る" in fujiwara.get("/advisers/").text
    fujiwara.post(f"/advisers/{adviser.pk}/dismiss/")
    assert "設定に入る" not in fujiwara.get("/advisers/").text


def test_whom_and_how_long_must_be_said(keiko, fujiwara):
    wrong = keiko.post("/staff/advisers/grant/", {"days": "90", "reason": ""})

    assert wrong.status_code == 422
    assert "アドバイザーを選んでください。" in wrong.text
    assert "頼みたいことを入力してください。" in wrong.text
