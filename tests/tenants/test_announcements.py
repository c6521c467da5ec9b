"""What the secretariat tells the staff of every city: written once, read where it stands."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.roles import Role
from audit.models import AuditRecord
from common.actor import Actor, ActorKind
from tenants import context
from tenants.models import Announcement
from tenants.services.announcements import (
    AnnouncementFacts,
    CannotAnnounce,
    announce,
    change_announcement,
    withdraw_announcement,
)

ADMINISTRATOR = Actor(ActorKind.SECRETARIAT, "1", "藤原 健", roles=frozenset({Role.ADMINISTRATOR}))
VIEWER = Actor(ActorKind.SECRETARIAT, "2", "小西 由紀", roles=frozenset({Role.VIEWER}))
STAFF = Actor(ActorKind.STAFF, "3", "堺 恵子", roles=frozenset(Role))
FACTS = AnnouncementFacts(
    title="年末の点検について",
    text="12月28日は使えません。",
    importance="normal",
    starts_on=date(2026, 1, 1),
    ends_on=None,
)


def events() -> list[str]:
    return list(AuditRecord.objects.values_list("event", flat=True))


@pytest.mark.usefixtures("in_consortium")
def test_only_administrators_write_change_and_withdraw():
    for actor in (VIEWER, STAFF):
        with pytest.raises(CannotAnnounce):
            announce(FACTS, actor=actor)
    row = announce(FACTS, actor=ADMINISTRATOR)
    for actor in (VIEWER, STAFF):
        with pytest.raises(CannotAnnounce):
            change_announcement(row.pk, replace(FACTS, title="x"), actor=actor)
        with pytest.raises(CannotAnnounce):
            withdraw_announcement(row.pk, actor=actor)
    assert (Announcement.objects.get().title, events()) == (FACTS.title, ["announcement.written"])

    change_announcement(row.pk, replace(FACTS, title="年末年始の点検"), actor=ADMINISTRATOR)
    withdraw_announcement(row.pk, actor=ADMINISTRATOR)
    with pytest.raises(CannotAnnounce, match="もう取り下げられています"):
        withdraw_announcement(row.pk, actor=ADMINISTRATOR)

    assert Announcement.objects.get().title == "年末年始の点検"
    assert events() == ["announcement.written", "announcement.changed", "announcement.withdrawn"]


@pytest.mark.usefixtures("in_consortium")
def test_it_does_not_end_before_it_began():
    with pytest.raises(IntegrityError), transaction.atomic():
        announce(replace(FACTS, ends_on=date(2025, 12, 31)), actor=ADMINISTRATOR)
    announce(replace(FACTS, ends_on=FACTS.starts_on), actor=ADMINISTRATOR)


def test_a_city_reads_and_cannot_write(sakai):
    with context.in_consortium():
        announce(FACTS, actor=ADMINISTRATOR)
    with context.in_municipality(sakai):
        assert Announcement.objects.get().title == FACTS.title
        for attempt in (
            lambda: Announcement.objects.update(title="x"),
            lambda: Announcement.objects.all().delete(),
            lambda: announce(FACTS, actor=ADMINISTRATOR),
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                attempt()
