"""Locked out after five mistakes; an administrator sees it and lifts it."""

import pytest

from accounts.roles import Role
from audit.events import AuditEvent
from audit.models import AuditRecord
from tenants.context import in_municipality
from tests.factories.accounts import PASSWORD, a_person, signed_in


@pytest.fixture
def people(sakai):
    with in_municipality(sakai):
        return a_person(Role.ADMINISTRATOR, name="管理 理子"), a_person(Role.PROCESSOR, email="hanako@city.example.jp")


def try_to_sign_in(client, password):
    return client.post("/staff/login/", {"login": "hanako@city.example.jp", "password": password})


def test_an_administrator_sees_the_lock_and_lifts_it(sakai, people, client_at):
    administrator, forgetful = signed_in(client_at("sakai.localhost"), people[0]), client_at("sakai.localhost")
    page = f"/staff/people/{people[1].pk}/"
    assert "一時停止を解く" not in administrator.get(page).text
    for _ in range(5):
        try_to_sign_in(forgetful, "まちがい")
    assert "サインインを止めています" in try_to_sign_in(forgetful, PASSWORD).text

    assert "一時停止を解く" in administrator.get(page).text
    with in_municipality(sakai):
        administrator.post(f"{page}lift-lock/")
    assert "一時停止を解く" not in administrator.get(page).text

    assert try_to_sign_in(forgetful, PASSWORD).status_code == 302
    with in_municipality(sakai):
        lifted = AuditRecord.objects.get(event=AuditEvent.LOCK_LIFTED)
    assert (lifted.actor_id, lifted.subject) == tuple(str(person.pk) for person in people)
