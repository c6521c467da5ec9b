"""The pages that say no, each provoked over HTTP as it happens in life."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from accounts.roles import Role
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in

SAKAI, TOYONAKA = "sakai.localhost", "toyonaka.localhost"


@pytest.fixture
def visitor(client_at):
    """A visitor of 堺市 who sees what a visitor sees when something breaks, not the exception."""
    client: Client = client_at(SAKAI)
    client.raise_request_exception = False
    return client


def said(response) -> tuple[int, bool, bool]:
    """Status, whether the page bears the city's name, whether it shows anything of the machine."""
    page = response.content.decode()
    machine = any(word in page for word in ("Traceback", "Error:", "himitsu", "django", "SELECT"))
    return response.status_code, "堺市" in page, machine


def test_a_broken_body_cannot_be_read(visitor):
    response = visitor.generic("POST", "/status/", b"himitsu", content_type="multipart/form-data; boundary=\xff")

    assert said(response) == (400, True, False)
    assert "送られた内容を読み取れませんでした" in response.content.decode()


def test_a_page_of_another_role_is_not_shown(visitor, sakai):
    with in_municipality(sakai):
        viewer, administrator = a_person(Role.VIEWER), a_person(Role.ADMINISTRATOR)

    refused = signed_in(visitor, viewer).get("/staff/people/")
    allowed = signed_in(visitor, administrator).get("/staff/people/")

    assert said(refused) == (403, True, False)
    assert '<a href="/staff/">' in refused.content.decode()
    assert allowed.status_code == 200


def test_a_body_larger_than_anybody_needs_is_not_read(visitor, settings):
    settings.REQUEST_MAX_BYTES = 1000

    refused = visitor.post("/status/", {"receipt_number": "1" * 2000})
    allowed = visitor.post("/status/", {"receipt_number": "1" * 100})

    assert said(refused) == (413, True, False)
    assert allowed.status_code in (200, 422)


@pytest.mark.parametrize("origin", [f"http://{TOYONAKA}", "http://elsewhere.example", "null"])
def test_a_form_of_another_site_is_refused(visitor, origin):
    refused = visitor.post("/status/", {}, headers={"origin": origin})
    allowed = visitor.post("/status/", {})

    assert said(refused) == (403, True, False)
    assert allowed.status_code in (200, 422)


def test_a_form_without_its_token_says_that_the_page_is_old(db):
    client = Client(SERVER_NAME=SAKAI, HTTP_HOST=SAKAI, HTTP_ORIGIN=f"http://{SAKAI}", enforce_csrf_checks=True)

    response = client.post("/search/", {})

    assert said(response) == (403, True, False)
    assert "画面が古くなっています" in response.content.decode()


@pytest.mark.parametrize("host", ["nowhere.localhost", "sakai.example", "sakai.localhost.example"])
def test_a_host_of_nobody_has_no_pages(client_at, host):
    assert said(client_at(host).get("/search/")) == (404, False, False)


def test_a_fault_of_ours_is_admitted_and_asks_nothing_of_the_database(visitor, monkeypatch):
    def fault(*_, **__):
        with connection.cursor() as cursor:
            cursor.execute("SELECT himitsu")

    monkeypatch.setattr("portal.selectors.resident.home", fault)

    response = visitor.get("/")

    assert said(response) == (500, True, False)
    assert "こちらの不具合です" in response.content.decode()


def test_without_a_database_the_page_still_comes(visitor, monkeypatch, django_assert_num_queries):
    def gone(_host):
        raise OperationalError("himitsu: the server closed the connection")

    monkeypatch.setattr("tenants.context.find_by_host", gone)

    with django_assert_num_queries(0):
        response = visitor.get("/")

    assert said(response) == (500, False, False)
