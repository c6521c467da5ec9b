"""Advisers of the secretariat in a city's settings: the city's word lets them in, for days, once per link, and never further."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.signing import BadSignature
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import advising
from accounts.actors import SYSTEM
from accounts.errors import ActionRefused
from accounts.models import AdviserEntry, AdviserGrant
from accounts.roles import Role
from accounts.services import advisers as services
from accounts.services.advisers import AlreadyGranted, HandOverRefused
from accounts.services.people import deactivate_person
from audit.models import AuditRecord
from common.actor import Actor, ActorKind
from notifications.models import Notification
from tenants import context, hand_over
from tenants.models import Adviser
from tenants.services.advisers import CannotAdvise, appoint, dismiss
from tests.factories.accounts import a_person
from tests.tenants.test_announcements import ADMINISTRATOR, VIEWER

CITY_ADMINISTRATOR = Actor(ActorKind.STAFF, "7", "堺 恵子", roles=frozenset({Role.ADMINISTRATOR}))
EDITOR = Actor(ActorKind.STAFF, "8", "岡田 美咲", roles=frozenset({Role.FORM_EDITOR}))
SAKAI, TOYONAKA = "m_271403", "m_272035"


@pytest.fixture
def adviser(db) -> Adviser:
    with context.in_consortium():
        return appoint(uuid4(), name="藤原 健", introduction="地域戦略推進課", actor=ADMINISTRATOR)


@pytest.fixture
def granted(adviser, in_sakai) -> AdviserGrant:
    return services.grant_access(adviser.pk, days=7, reason="様式の相談", actor=CITY_ADMINISTRATOR)


def link(grant: AdviserGrant, schema: str = SAKAI) -> str:
    return hand_over.token(grant.pk, grant.adviser_id, schema=schema)


def dismissed(adviser: Adviser) -> None:
    with context.in_consortium():
        dismiss(adviser.pk, actor=ADMINISTRATOR)


def test_only_administrators_of_the_secretariat_appoint_and_nobody_twice(adviser, in_consortium):
    with pytest.raises(CannotAdvise):
        appoint(uuid4(), name="小西 由紀", introduction="", actor=VIEWER)
    with pytest.raises(CannotAdvise, match="もうアドバイザーです"):
        appoint(adviser.person_id, name="藤原 健", introduction="", actor=ADMINISTRATOR)
    with pytest.raises(CannotAdvise):
        dismiss(adviser.pk, actor=VIEWER)
    assert Adviser.objects.filter(dismissed_at=None).count() == 1

    dismiss(adviser.pk, actor=ADMINISTRATOR)
    with pytest.raises(CannotAdvise):
        dismiss(adviser.pk, actor=ADMINISTRATOR)
    appoint(adviser.person_id, name="藤原 健", introduction="", actor=ADMINISTRATOR)


@pytest.mark.parametrize(
    ("days", "actor"), [(0, CITY_ADMINISTRATOR), (31, CITY_ADMINISTRATOR), (7, EDITOR), (7, VIEWER)]
)
def test_the_city_s_administrators_let_in_for_days_only(adviser, in_sakai, days, actor):
    with pytest.raises(ActionRefused):
        services.grant_access(adviser.pk, days=days, reason="x", actor=actor)
    assert not AdviserGrant.objects.exists()
    assert not Notification.objects.exists()

    grant = services.grant_access(adviser.pk, days=30, reason="様式の相談", actor=CITY_ADMINISTRATOR)

    assert (grant.adviser_name, grant.ends_at - grant.granted_at) == ("藤原 健", timedelta(days=30))
    assert Notification.objects.get().template == "adviser_access"
    with pytest.raises(AlreadyGranted):
        services.grant_access(adviser.pk, days=1, reason="x", actor=CITY_ADMINISTRATOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        AdviserGrant.objects.update(ends_at=grant.granted_at + timedelta(days=32))


def test_nobody_is_let_in_whom_the_secretariat_does_not_name(adviser, in_sakai):
    dismissed(adviser)
    for stranger in (adviser.pk, uuid4()):
        with pytest.raises(ActionRefused):
            services.grant_access(stranger, days=7, reason="x", actor=CITY_ADMINISTRATOR)


def test_a_link_is_good_once_and_the_record_bears_both_names(granted):
    secret = link(granted)
    assert services.check(secret) == granted
    assert services.check(secret) == granted, "looking takes nothing"

    services.enter(secret)
    with pytest.raises(HandOverRefused, match="もう使われました"):
        services.enter(secret)

    assert AdviserEntry.objects.count() == 1
    record = AuditRecord.objects.get(event="adviser.entered")
    assert (record.actor_kind, record.actor_name) == ("adviser", "藤原 健（アドバイザー。許可：堺 恵子）")
    services.enter(link(granted))
    assert AdviserEntry.objects.count() == 2


def test_a_link_is_for_one_city_one_adviser_and_one_minute(granted, monkeypatch):
    for wrong in (
        link(granted, TOYONAKA),
        hand_over.token(granted.pk, uuid4(), schema=SAKAI),
        hand_over.token(uuid4(), granted.adviser_id, schema=SAKAI),
        "x",
        "",
        link(granted) + "x",
    ):
        with pytest.raises(HandOverRefused):
            services.enter(wrong)
    secret = link(granted)
    monkeypatch.setattr(hand_over, "GOOD_FOR_SECONDS", -1)
    with pytest.raises(HandOverRefused, match="1分"):
        services.enter(secret)
    with pytest.raises(BadSignature):
        hand_over.read(secret, schema=SAKAI)
    assert not AdviserEntry.objects.exists()


def let_time_pass(grant: AdviserGrant) -> None:
    long_ago = timezone.now() - timedelta(days=8)
    AdviserGrant.objects.filter(pk=grant.pk).update(granted_at=long_ago, ends_at=long_ago + timedelta(days=7))


def end_by_the_city(grant: AdviserGrant) -> None:
    services.end_access(grant.pk, actor=CITY_ADMINISTRATOR)


def end_by_the_secretariat(grant: AdviserGrant) -> None:
    with context.in_consortium():
        dismiss(grant.adviser_id, actor=ADMINISTRATOR)


def shut_out_of_the_secretariat(grant: AdviserGrant) -> None:
    with context.in_consortium():
        person = a_person(Role.VIEWER)
        Adviser.objects.filter(pk=grant.adviser_id).update(person_id=person.pk)
        deactivate_person(person.pk, actor=SYSTEM)


@pytest.mark.parametrize("end", [let_time_pass, end_by_the_city, end_by_the_secretariat, shut_out_of_the_secretariat])
def test_it_ends_at_once_however_it_ends(granted, end):
    secret = link(granted)
    inside = advising.actor_of(granted.pk)
    assert (inside.kind, inside.roles) == (ActorKind.ADVISER, {Role.FORM_EDITOR})

    end(granted)

    assert advising.actor_of(granted.pk) is None
    with pytest.raises(HandOverRefused):
        services.enter(secret)


def test_only_the_city_s_administrators_end_it_and_only_once(granted):
    with pytest.raises(ActionRefused):
        services.end_access(granted.pk, actor=EDITOR)
    services.end_access(granted.pk, actor=CITY_ADMINISTRATOR)
    with pytest.raises(ActionRefused):
        services.end_access(granted.pk, actor=CITY_ADMINISTRATOR)

    granted.refresh_from_db()
    assert granted.ended_by == "堺 恵子"
    assert Notification.objects.count() == 2
