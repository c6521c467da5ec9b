"""Announcements over HTTP: the secretariat writes, staff of every city find them on their first page until they opened them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import ReadAnnouncement
from accounts.roles import Role
from tenants import context
from tenants.models import Announcement
from tenants.services.announcements import announce, withdraw_announcement
from tests.factories.accounts import a_person, signed_in
from tests.tenants.test_announcements import ADMINISTRATOR, FACTS

TODAY = timezone.localdate
TYPED = {"title": "点検", "text": "休みます。", "importance": "important", "starts_on": "2026-01-01", "ends_on": ""}


@pytest.fixture
def staff(sakai, toyonaka, client_at):
    """`staff("sakai", Role.PROCESSOR)`: a client of somebody who is signed in there."""

    def enter(slug, *roles):
        with context.in_municipality({"sakai": sakai, "toyonaka": toyonaka}[slug]):
            person = a_person(*roles)
        return signed_in(client_at(f"{slug}.localhost"), person)

    return enter


@pytest.fixture
def desk(db, client_at):
    def enter(*roles):
        with context.in_consortium():
            person = a_person(*roles)
        return signed_in(client_at("localhost"), person)

    return enter


def tell(**changes) -> Announcement:
    with context.in_consortium():
        return announce(replace(FACTS, **changes), actor=ADMINISTRATOR)


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.PROCESSOR, "/staff/"),
        (Role.ADMINISTRATOR, "/staff/people/"),
        (Role.FORM_EDITOR, "/staff/procedures/"),
    ],
)
def test_everybody_finds_it_where_their_work_begins_until_they_opened_it(staff, role, first):
    normal, important = tell(title="操作の手引き"), tell(title="夜間の点検", importance="important")
    client = staff("sakai", role)

    page = client.get("/staff/", follow=True)
    assert page.request["PATH_INFO"] == first
    assert page.text.index("夜間の点検") < page.text.index("操作の手引き"), "important ones first"
    for each in (normal, important):
        assert client.get(f"/staff/announcements/{each.pk}/").status_code == 200
        client.get(f"/staff/announcements/{each.pk}/")

    assert "夜間の点検" not in client.get("/staff/", follow=True).text
    assert client.get("/staff/announcements/").text.count("読みました") == 2
    with context.in_municipality("m_271403"):
        assert ReadAnnouncement.objects.count() == 2
    assert "夜間の点検" in staff("sakai", role).get("/staff/", follow=True).text, "a colleague has not read it"
    assert "夜間の点検" in staff("toyonaka", role).get("/staff/", follow=True).text


def test_it_stands_there_in_its_time_and_in_the_archive_afterwards(staff):
    tomorrow, yesterday = TODAY() + timedelta(days=1), TODAY() - timedelta(days=1)
    to_come = tell(title="来月の話", starts_on=tomorrow)
    tell(title="先月の話", starts_on=yesterday - timedelta(days=9), ends_on=yesterday)
    tell(title="今日までの話", ends_on=TODAY())
    withdrawn = tell(title="まちがい")
    with context.in_consortium():
        withdraw_announcement(withdrawn.pk, actor=ADMINISTRATOR)
    client = staff("sakai", Role.PROCESSOR)

    def shown(address):
        page = client.get(address).text
        return [title for title in ("来月の話", "先月の話", "今日までの話", "まちがい") if title in page]

    assert shown("/staff/") == ["今日までの話"]
    assert shown("/staff/announcements/") == ["先月の話", "今日までの話"]
    for hidden in (to_come, withdrawn):
        assert client.get(f"/staff/announcements/{hidden.pk}/").status_code == 404


def test_a_page_of_staff_asks_once_for_what_is_unread(staff, django_assert_max_num_queries):
    client = staff("sakai", Role.FORM_EDITOR)
    client.get("/staff/procedures/")
    with django_assert_max_num_queries(20) as before:
        client.get("/staff/procedures/")
    for number in range(5):
        tell(title=f"お知らせ{number}")
    with django_assert_max_num_queries(len(before)):
        assert client.get("/staff/procedures/").text.count("お知らせ4") == 1
    asked = [query["sql"] for query in before if "tenants_announcement" in query["sql"]]
    assert len(asked) == 1


def test_residents_never_ask_for_them(sakai, client_at, django_assert_max_num_queries):
    client = client_at("sakai.localhost")
    with django_assert_max_num_queries(20) as queries:
        client.get("/")
    assert not [query for query in queries if "announcement" in query["sql"]]


def test_the_secretariat_writes_changes_and_withdraws(desk):
    viewer, administrator = desk(Role.VIEWER), desk(Role.ADMINISTRATOR)

    assert viewer.get("/announcements/").status_code == 200
    assert viewer.post("/announcements/new/", TYPED).status_code == 403
    wrong = administrator.post("/announcements/new/", {**TYPED, "title": "", "ends_on": "2025-01-01"})
    assert wrong.status_code == 422
    assert "件名を入力してください。" in wrong.text
    assert "始める日か、それより後の日" in wrong.text
    administrator.post("/announcements/new/", TYPED)
    with context.in_consortium():
        row = Announcement.objects.get()
    address = f"/announcements/{row.pk}/"
    assert "休みます。" in administrator.get(address).text
    changed = administrator.post(address, {**TYPED, "text": "<b>少し</b>休みます。https://example.jp/"}, follow=True)
    assert "掲載中" in changed.text
    assert administrator.post(f"{address}withdraw/").status_code == 302
    assert administrator.get(address).status_code == 404
    assert "取り下げ" in administrator.get("/announcements/").text


def test_what_is_written_is_text_and_addresses_are_links(staff):
    row = tell(text="<script>alert(1)</script>\n\nhttps://example.jp/guide を見てください。")

    page = staff("sakai", Role.VIEWER).get(f"/staff/announcements/{row.pk}/").text

    assert "<script>alert" not in page
    assert '<a href="https://example.jp/guide"' in page
