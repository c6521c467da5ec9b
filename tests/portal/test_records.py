"""Administrators look through what was recorded; nobody else does."""

import pytest

from accounts.roles import Role
from audit import sealing
from audit.chain import BEGINNING, Entry
from audit.events import AuditEvent
from audit.models import AuditRecord, Seal
from audit.services import record
from common.actor import Actor, ActorKind
from tests.factories.accounts import a_person, signed_in

PAGE = "/staff/records/"


@pytest.fixture
def administrator(in_sakai):
    return a_person(Role.ADMINISTRATOR, name="管理 理子")


@pytest.fixture
def client(administrator, client_at):
    return signed_in(client_at("sakai.localhost"), administrator)


def recorded(person, number: int) -> None:
    """So many records of one person, sealed although this test's transaction goes on."""
    actor = Actor(ActorKind.STAFF, str(person.pk), person.name)
    for each in range(number):
        record(AuditEvent.APPLICATION_OPENED, actor=actor, subject=f"27140-R8-{each:07}-0")
    fresh = AuditRecord.objects.filter(event=AuditEvent.APPLICATION_OPENED).order_by("at", "id")
    sealing.append([Entry(*row) for row in fresh.values_list(*Entry._fields)], 0, BEGINNING)


def test_records_are_looked_through_by_position_and_by_what_one_looks_for(client, administrator):
    recorded(administrator, 60)

    first = client.get(PAGE).context
    assert [row.position for row in first["rows"]] == list(range(60, 10, -1))
    second = client.get(PAGE, {"before": first["next_before"]}).context
    assert [row.position for row in second["rows"]] == list(range(10, 0, -1))
    assert second["next_before"] is None

    def found(**search: object) -> list[str]:
        return [row.subject for row in client.get(PAGE, search).context["rows"]]

    assert found(subject="27140-R8-0000007") == ["27140-R8-0000007-0"]
    assert len(found(person=str(administrator.pk), event="application.opened")) == 50
    assert found(event="application.approved") == []
    assert found(day="2001-01-01") == []
    assert len(found(day="x", person="nobody", before="-1")) == 50, "what is not understood narrows nothing"
    assert "日を正しく入力してください。" in client.get(PAGE, {"day": "x"}).text


def test_the_file_holds_what_was_looked_for(client, administrator):
    recorded(administrator, 3)

    lines = client.get(f"{PAGE}records.csv", {"subject": "27140-R8-0000001"}).content.decode("utf-8-sig").splitlines()
    assert lines[0] == "position,at,event,actor,subject,hash"
    assert len(lines) == 2
    assert lines[1].endswith(f",{bytes(Seal.objects.get(position=2).hash).hex()}")


def test_others_do_not_see_them(in_sakai, client_at):
    client = signed_in(client_at("sakai.localhost"), a_person(*(set(Role) - {Role.ADMINISTRATOR})))

    assert [client.get(address).status_code for address in (PAGE, f"{PAGE}records.csv")] == [403, 403]
