"""The pages of people and departments over HTTP."""

import re

import pytest

from accounts.models import Department, User
from accounts.roles import Role
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, signed_in

ADDRESSES = ["people/", "people/invite/", "people/{person}/", "people/{person}/deactivate/", "people/departments/"]


@pytest.fixture
def city(sakai):
    """An administrator, a processor and a department of 堺市."""
    with in_municipality(sakai):
        department = a_department("動物指導センター")
        return {
            "administrator": a_person(Role.ADMINISTRATOR, name="管理 理子"),
            "processor": a_person(Role.PROCESSOR, departments=(department,), name="処理 太郎"),
            "department": department,
        }


@pytest.fixture
def administrator(city, client_at):
    return signed_in(client_at("sakai.localhost"), city["administrator"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_administrators_see_these_pages(city, administrator, client_at, address):
    path = "/staff/" + address.format(person=city["processor"].pk)
    processor = signed_in(client_at("sakai.localhost"), city["processor"])

    assert client_at("sakai.localhost").get(path).status_code == 302
    assert processor.get(path).status_code == 403
    assert processor.post(path).status_code in (403, 405)
    assert administrator.get(path).status_code == 200


def test_the_list_finds_people_and_costs_the_same_for_many(city, administrator, sakai, django_assert_num_queries):
    page = administrator.get("/staff/people/")
    assert "処理 太郎" in page.text
    assert "動物指導センター" in page.text
    found = administrator.get("/staff/people/", {"q": "理子"}).text
    assert "管理 理子" in found
    assert "処理 太郎" not in found
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        administrator.get("/staff/people/")
    with in_municipality(sakai):
        for _ in range(20):
            a_person(Role.VIEWER, Role.PROCESSOR)
    with django_assert_num_queries(len(few)):
        administrator.get("/staff/people/")


def test_inviting_somebody(city, administrator, sakai):
    new = {"name": "新人 花", "email": "hana@city.example.jp", "roles": ["viewer"], "reach": "some"}

    refused = administrator.post("/staff/people/invite/", new)
    assert refused.status_code == 422
    assert "課を一つ以上選ぶか" in refused.text
    assert 'value="新人 花"' in refused.text
    taken = administrator.post("/staff/people/invite/", {**new, "reach": "all", "email": city["processor"].email})
    assert "すでに登録されています" in taken.text

    done = administrator.post(
        "/staff/people/invite/", {**new, "departments": [str(city["department"].pk)]}, follow=True
    )
    assert "招待のメールを送りました" in done.text
    with in_municipality(sakai):
        membership = User.objects.get(email="hana@city.example.jp").memberships.get()
        assert (membership.role, membership.department_id) == ("viewer", city["department"].pk)


def test_changing_roles_shows_and_keeps_what_is_there(city, administrator, sakai):
    path = f"/staff/people/{city['processor'].pk}/"
    page = administrator.get(path).text
    assert re.search(r'value="processor"\s+checked', page)

    administrator.post(path, {"roles": ["approver", "processor"], "reach": "all"})

    with in_municipality(sakai):
        rows = User.objects.get(pk=city["processor"].pk).memberships.values_list("role", "department")
        assert sorted(rows) == [("approver", None), ("processor", None)]


def test_shutting_out_asks_first(city, administrator, sakai):
    person = city["processor"]
    assert administrator.get(f"/staff/people/{person.pk}/deactivate/").status_code == 200
    with in_municipality(sakai):
        assert User.objects.get(pk=person.pk).is_active is True

    administrator.post(f"/staff/people/{person.pk}/deactivate/")
    with in_municipality(sakai):
        assert User.objects.get(pk=person.pk).is_active is False
    administrator.post(f"/staff/people/{person.pk}/reactivate/")
    with in_municipality(sakai):
        assert User.objects.get(pk=person.pk).is_active is True


def test_what_cannot_be_is_said_on_the_page(city, administrator):
    oneself = city["administrator"]

    refused = administrator.post(f"/staff/people/{oneself.pk}/deactivate/")
    assert refused.status_code == 409
    assert "この操作はできません" in refused.text
    last = administrator.post(f"/staff/people/{oneself.pk}/", {"roles": ["viewer"], "reach": "all"})
    assert "管理者が一人もいなくなります" in last.text
    assert administrator.post(f"/staff/people/{oneself.pk}/reactivate/").status_code == 409


def test_departments(city, administrator, sakai):
    again = administrator.post("/staff/people/departments/", {"name": "動物指導センター"})
    assert again.status_code == 422
    assert "同じ名前の課" in again.text

    administrator.post("/staff/people/departments/", {"name": "こども企画課", "phone": "072-228-7104"})
    path = f"/staff/people/departments/{city['department'].pk}/"
    administrator.post(path, {"name": "環境薬務課", "phone": ""})

    with in_municipality(sakai):
        assert sorted(Department.objects.values_list("name", flat=True)) == ["こども企画課", "環境薬務課"]


def test_people_of_another_city_do_not_exist(city, administrator, toyonaka):
    with in_municipality(toyonaka):
        stranger = a_person(name="他市 三郎")

    assert "他市 三郎" not in administrator.get("/staff/people/").text
    assert administrator.get(f"/staff/people/{stranger.pk}/").status_code == 404
    assert administrator.post(f"/staff/people/{stranger.pk}/deactivate/").status_code == 404
