"""One click per persona, in the demo and nowhere else."""

from accounts.roles import Role
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person


def test_one_click_signs_in_with_both_factors(sakai, client_at):
    with in_municipality(sakai):
        person = a_person(Role.APPROVER, departments=(a_department("動物指導センター"),), name="佐藤 学")
    client = client_at("sakai.localhost")

    page = client.get("/staff/demo/").text
    for words in ("佐藤 学", "決裁", "動物指導センター"):
        assert words in page
    assert client.post(f"/staff/demo/{person.pk}/")["Location"] == "/staff/"
    assert client.get("/staff/account/").status_code == 200


def test_a_persona_of_one_city_cannot_be_had_in_another(sakai, toyonaka, client_at):
    with in_municipality(sakai):
        person = a_person()

    assert client_at("toyonaka.localhost").post(f"/staff/demo/{person.pk}/").status_code == 404


def test_outside_of_the_demo_there_is_neither_page_nor_way_in(sakai, client_at, settings):
    with in_municipality(sakai):
        person = a_person()
    settings.DEMO = False
    client = client_at("sakai.localhost")

    assert client.get("/staff/demo/").status_code == 404
    assert client.post(f"/staff/demo/{person.pk}/").status_code == 404
    assert client.get("/staff/account/").status_code == 302


def test_looking_at_the_page_signs_nobody_in(sakai, client_at):
    with in_municipality(sakai):
        person = a_person()
    client = client_at("sakai.localhost")

    assert client.get(f"/staff/demo/{person.pk}/").status_code == 405
    assert client.get("/staff/account/").status_code == 302
