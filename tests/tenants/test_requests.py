"""From the secretariat's wish to a city that works: the web asks, the provisioning worker makes."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from audit.models import AuditRecord
from common.actor import Actor, ActorKind
from tenants import context
from tenants.models import Municipality, Plan, ProvisioningRequest
from tenants.services import requests
from tenants.services.provisioning import create_municipality
from tenants.services.requests import CannotRequestMunicipality, fulfil, request_municipality, waiting_ids
from tests.tenants.records import a_record

ADMINISTRATOR = Actor(ActorKind.SECRETARIAT, "1", "大阪 太郎", roles=frozenset({"administrator"}))
States = ProvisioningRequest.State


@pytest.fixture
def woken(monkeypatch) -> list[tuple[str, ...]]:
    """The tasks that were started, instead of starting them."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(requests, "wake", lambda *words: calls.append(words))
    return calls


@pytest.fixture
def ikoma(committed, removal, woken):
    record = a_record()
    removal(record.code)
    with context.in_consortium():
        yield record


def wish_of(record) -> ProvisioningRequest:
    return ProvisioningRequest.objects.get(code=record.code)


def events() -> list[tuple[str, str]]:
    return list(AuditRecord.objects.order_by("at").values_list("event", "subject"))


def test_a_wish_is_filed_recorded_and_the_worker_woken_once(ikoma, woken):
    wish = request_municipality(ikoma, plan=Plan.B, actor=ADMINISTRATOR)

    assert woken == [("tenants.tasks.provision", str(wish.pk))]
    kept = wish_of(ikoma)
    assert (kept.state, kept.plan, kept.requested_by, kept.record) == (States.WAITING, "B", "大阪 太郎", asdict(ikoma))
    assert events() == [("municipality.requested", "292095")]
    assert waiting_ids() == [wish.pk]


@pytest.mark.parametrize(
    "actor",
    [
        Actor(ActorKind.SECRETARIAT, "2", "見る人"),
        Actor(ActorKind.STAFF, "3", "市の管理者", roles=frozenset({"administrator"})),
        Actor(ActorKind.RESIDENT, "", ""),
    ],
)
def test_only_the_secretariats_administrators_may_ask(ikoma, woken, actor):
    with pytest.raises(CannotRequestMunicipality, match="事務局の管理者だけ"):
        request_municipality(ikoma, plan=Plan.A, actor=actor)
    assert not ProvisioningRequest.objects.exists()
    assert (events(), woken) == ([], [])
    request_municipality(ikoma, plan=Plan.A, actor=ADMINISTRATOR)
    assert len(woken) == 1


def test_what_is_here_or_on_its_way_is_refused(ikoma, woken):
    for taken in (a_record(slug="sakai"), a_record(corporate_number="3000020271403"), a_record("27140")):
        with pytest.raises(CannotRequestMunicipality, match="登録済みの自治体と同じです"):
            request_municipality(taken, plan=Plan.A, actor=ADMINISTRATOR)
    request_municipality(ikoma, plan=Plan.A, actor=ADMINISTRATOR)
    with pytest.raises(CannotRequestMunicipality, match="もう依頼されています"):
        request_municipality(ikoma, plan=Plan.A, actor=ADMINISTRATOR)
    assert ProvisioningRequest.objects.count() == len(woken) == len(events()) == 1


def test_the_worker_fulfils_a_wish_and_doing_it_again_changes_nothing(ikoma):
    wish = request_municipality(ikoma, plan=Plan.B, actor=ADMINISTRATOR)

    fulfil(str(wish.pk))
    done = wish_of(ikoma)
    fulfil(str(wish.pk))

    assert (done.state, done.message) == (States.DONE, "生駒市29209を利用できるようになりました。")
    assert done.started_at <= done.finished_at
    assert wish_of(ikoma).finished_at == done.finished_at
    assert Municipality.objects.get(code=ikoma.code).plan == Plan.B
    assert events() == [("municipality.requested", "292095"), ("municipality.created", "292095")]
    assert waiting_ids() == []
    with context.in_municipality("m_292095"):
        assert AuditRecord.objects.count() == 0


def test_a_wish_that_failed_says_why_and_may_be_filed_again(ikoma, woken):
    wish = request_municipality(ikoma, plan=Plan.A, actor=ADMINISTRATOR)
    with connections["owner"].execute_wrapper(lambda *call: full_disk()):
        fulfil(str(wish.pk))
    failed = wish_of(ikoma)
    assert (failed.state, failed.message) == (
        States.FAILED,
        "データベースの都合で作れませんでした。時間をおいて、もう一度依頼してください。",
    )
    assert waiting_ids() == []

    again = request_municipality(ikoma, plan=Plan.B, actor=ADMINISTRATOR)
    assert (again.pk, again.state, again.message) == (wish.pk, States.WAITING, "")
    assert len(woken) == 2
    fulfil(str(again.pk))
    assert wish_of(ikoma).state == States.DONE
    assert [event for event, _ in events()] == [
        "municipality.requested",
        "municipality.failed",
        "municipality.requested",
        "municipality.created",
    ]


def full_disk() -> None:
    raise DatabaseError("could not extend file: No space left on device")


def test_a_wish_whose_municipality_came_another_way_fails_with_its_sentence(ikoma):
    wish = request_municipality(ikoma, plan=Plan.A, actor=ADMINISTRATOR)
    create_municipality(ikoma)

    fulfil(str(wish.pk))

    assert wish_of(ikoma).state == States.FAILED
    assert "すでに登録されています" in wish_of(ikoma).message


def test_two_workers_at_once_make_one_municipality(ikoma):
    """The second finds the wish taken up, even before the first is done."""
    wish = request_municipality(ikoma, plan=Plan.A, actor=ADMINISTRATOR)
    assert requests._take_up(str(wish.pk)) is not None

    fulfil(str(wish.pk))

    assert wish_of(ikoma).state == States.RUNNING
    assert not Municipality.objects.filter(code=ikoma.code).exists()


def test_a_wish_whose_worker_died_is_taken_up_again_after_five_minutes(ikoma):
    wish = request_municipality(ikoma, plan=Plan.A, actor=ADMINISTRATOR)
    requests._take_up(str(wish.pk))
    assert waiting_ids() == []
    ProvisioningRequest.objects.update(started_at=timezone.now() - timedelta(minutes=6))

    assert waiting_ids() == [wish.pk]
    fulfil(str(wish.pk))
    assert wish_of(ikoma).state == States.DONE


def test_the_sweep_wakes_the_worker_for_what_was_forgotten(ikoma, woken, monkeypatch):
    from tenants import tasks

    monkeypatch.setattr(tasks, "wake", lambda *words: woken.append(words))
    wish = request_municipality(ikoma, plan=Plan.A, actor=ADMINISTRATOR)
    woken.clear()

    tasks.sweep_requests()

    assert woken == [("tenants.tasks.provision", str(wish.pk))]


def test_the_role_of_the_web_cannot_make_a_schema_or_a_role_itself(ikoma):
    for statement in ('CREATE SCHEMA "m_292095"', 'CREATE ROLE "kyodo_test_m_292095"', "SET ROLE kyodo_test_owner"):
        with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(DatabaseError, match="permission denied"):
        Municipality.objects.get(code="271403").delete()
