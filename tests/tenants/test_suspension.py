"""A municipality's pages are closed for a while: nobody reaches them, everybody reads why, and nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from audit.models import AuditRecord
from common.actor import Actor, ActorKind
from tenants import context, directory
from tenants.models import Municipality, State, Suspension
from tenants.services.suspension import CannotSuspend, resume, suspend
from tests.factories.accounts import a_person, signed_in

CODE, HOST = "271403", "sakai.localhost"
ADMINISTRATOR = Actor(ActorKind.SECRETARIAT, "1", "藤原 健", roles=frozenset({Role.ADMINISTRATOR}))
VIEWER = Actor(ActorKind.SECRETARIAT, "2", "小西 由紀", roles=frozenset({Role.VIEWER}))
STAFF = Actor(ActorKind.STAFF, "3", "堺 恵子", roles=frozenset(Role))


def close(actor: Actor = ADMINISTRATOR) -> Suspension:
    with context.in_consortium():
        return suspend(
            CODE, reason="機器の入れ替え", notice="機器を入れ替えています。", phone="072-233-1101", actor=actor
        )


def stands() -> tuple[str, int, list[str]]:
    with context.in_consortium():
        events = list(AuditRecord.objects.filter(subject=CODE).values_list("event", flat=True))
        return Municipality.objects.get(code=CODE).state, Suspension.objects.count(), events


@pytest.fixture
def at_once(monkeypatch):
    """The directory is asked anew by every request, as it is after three seconds."""
    monkeypatch.setattr("tenants.directory.REVALIDATE_SECONDS", 0.0)


@pytest.mark.usefixtures("db")
def test_only_administrators_of_the_secretariat_may_and_only_once():
    for actor in (VIEWER, STAFF):
        with pytest.raises(CannotSuspend):
            close(actor)
    assert stands() == (State.ACTIVE, 0, [])

    close()
    with pytest.raises(CannotSuspend):
        close()

    assert stands() == (State.SUSPENDED, 1, ["municipality.suspended"])


@pytest.mark.usefixtures("db")
def test_it_goes_on_where_it_stood():
    with context.in_consortium(), pytest.raises(CannotSuspend):
        resume(CODE, actor=ADMINISTRATOR)
    close()
    with context.in_consortium(), pytest.raises(CannotSuspend):
        resume(CODE, actor=VIEWER)

    with context.in_consortium():
        resume(CODE, actor=ADMINISTRATOR)
        ended = Suspension.objects.get()

    assert stands() == (State.ACTIVE, 1, ["municipality.suspended", "municipality.resumed"])
    assert (ended.ended_by, ended.ended_at is not None) == ("藤原 健", True)


@pytest.mark.usefixtures("db")
def test_what_people_began_waits_two_weeks_after_the_pages_opened_again():
    assert not context.find("m_271403").came_back_lately(timezone.now())
    close()
    with context.in_consortium():
        resume(CODE, actor=ADMINISTRATOR)
    directory.forget()
    now = timezone.now()

    assert context.find("m_271403").came_back_lately(now + timedelta(days=13))
    assert not context.find("m_271403").came_back_lately(now + timedelta(days=14))
    assert not context.find("m_272035").came_back_lately(now)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "送った申請は届いています"),
        ("/p/dog-death/apply/", "072-233-1101"),
        ("/staff/", "職員の画面も休んでいます"),
        ("/staff/people/", "設定は、そのまま残っています"),
    ],
)
def test_residents_and_staff_read_why_and_what_to_do(client_at, at_once, path, said):
    assert client_at(HOST).get("/").status_code == 200
    close()

    page = client_at(HOST).get(path)
    sent = client_at(HOST).post(path, {"name": "堺"})

    assert (page.status_code, sent.status_code, page["Retry-After"]) == (503, 503, "3600")
    assert "no-store" in page["Cache-Control"]
    assert "堺市" in page.text
    assert "機器を入れ替えています。" in page.text
    assert "機器の入れ替え" not in page.text, "the secretariat's own reason"
    assert said in page.text
    assert client_at("toyonaka.localhost").get("/").status_code == 200
    with context.in_consortium():
        resume(CODE, actor=ADMINISTRATOR)
    assert client_at(HOST).get("/").status_code == 200


def test_whoever_is_signed_in_reads_it_too_and_is_still_signed_in_afterwards(client_at, at_once, sakai):
    with context.in_municipality(sakai):
        client = signed_in(client_at(HOST), a_person(Role.PROCESSOR))
    assert client.get("/staff/").status_code == 200
    close()

    assert (client.get("/staff/").status_code, client.post("/staff/people/").status_code) == (503, 503)
    assert client.get("/").status_code == 503

    with context.in_consortium():
        resume(CODE, actor=ADMINISTRATOR)
    assert client.get("/staff/").status_code == 200


@pytest.mark.parametrize(("language", "said"), [("en", "Online services are paused"), ("ja-easy", "やすんで")])
def test_the_page_speaks_every_language(client_at, at_once, language, said):
    close()
    client = client_at(HOST)

    switched = client.post("/language/", {"next": "/p/dog-death/", "page-language": language})

    assert (switched.status_code, switched["Location"]) == (302, "/p/dog-death/")
    assert said in client.get("/p/dog-death/").text


@pytest.mark.usefixtures("db")
def test_a_look_at_the_directory_costs_one_more_question_while_a_city_is_suspended(django_assert_num_queries):
    close()
    with django_assert_num_queries(2):
        assert context.suspended_at(HOST).notice == "機器を入れ替えています。"
    with django_assert_num_queries(0):
        assert context.suspended_at("toyonaka.localhost") is None
        assert context.find_by_host(HOST) is None
