"""A form that was sent after the session had ended is not lost."""

from django.test import Client

from accounts.roles import Role
from tenants.context import in_municipality
from tests.factories.accounts import PASSWORD, a_department, a_person

WORDS = "印影が薄いため、もう一度お送りください。"


def strict(host="sakai.localhost") -> Client:
    return Client(enforce_csrf_checks=True, SERVER_NAME=host, HTTP_HOST=host, HTTP_ORIGIN=f"http://{host}")


def session(client: Client, city):
    with in_municipality(city):
        return dict(client.session.items())


def test_what_was_typed_waits_behind_the_sign_in(sakai):
    with in_municipality(sakai):
        person = a_person(Role.ADMINISTRATOR)
    client = strict()

    refused = client.post(
        "/staff/people/departments/",
        {"name": WORDS, "comment.postal_code": "x", "csrfmiddlewaretoken": "of-the-old-session"},
    )
    assert refused["Location"] == "/staff/login/?next=%2Fstaff%2Funsent%2F&because=kept"
    assert "入力した内容は取ってあります" in client.get(refused["Location"]).text

    client.post(f"/staff/demo/{person.pk}/", {"csrfmiddlewaretoken": session(client, sakai)["_csrftoken"]})
    page = client.get("/staff/unsent/").text
    assert WORDS in page
    assert 'action="/staff/people/departments/"' in page
    assert "of-the-old-session" not in page

    client.post("/staff/unsent/", {"csrfmiddlewaretoken": session(client, sakai)["_csrftoken"]})
    assert client.get("/staff/unsent/")["Location"] == "/staff/"


def test_passwords_and_codes_are_never_kept(sakai):
    client = strict()

    response = client.post("/staff/login/", {"login": "hanako@city.example.jp", "password": PASSWORD})

    assert response["Location"] == "/staff/login/?because=ended"
    assert "unsent_form" not in session(client, sakai)


def test_residents_pages_are_none_of_our_business(sakai):
    with in_municipality(sakai):
        a_department()

    assert strict().post("/nowhere/", {"name": WORDS}).status_code in (403, 404)
