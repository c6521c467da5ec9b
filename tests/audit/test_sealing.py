"""Records get their places in the order of commits: nothing is lost behind a slow transaction, nothing is sealed twice."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from audit import sealing
from audit.chain import BEGINNING, Entry, canonical, link
from audit.events import AuditEvent
from audit.models import AuditRecord, Seal
from audit.services import record
from common.actor import Actor, ActorKind
from tenants import context
from tenants.models import SealedHead
from tenants.services.sealing import seal_and_tell, told_heads
from tests.isolation.places import SAKAI, TOYONAKA

CLERK = Actor(ActorKind.STAFF, "7", "堺 花子")


def opened(number: int) -> None:
    record(AuditEvent.APPLICATION_OPENED, actor=CLERK, subject=f"27140-R8-{number:07}", number=number)


def subjects() -> list[int]:
    return [seal.record.detail["number"] for seal in Seal.objects.select_related("record").order_by("position")]


def positions() -> list[int]:
    return list(Seal.objects.order_by("position").values_list("position", flat=True))


def test_places_are_dense_and_each_hash_stands_on_the_one_before(committed):
    with context.in_municipality(SAKAI):
        for number in range(5):
            opened(number)

        assert sealing.seal_batch(limit=2) == 2
        assert sealing.seal_all() == 3
        assert sealing.seal_all() == 0

        assert (positions(), subjects()) == ([1, 2, 3, 4, 5], [0, 1, 2, 3, 4])
        previous = BEGINNING
        for seal in Seal.objects.select_related("record"):
            row = AuditRecord.objects.values_list(*Entry._fields).get(pk=seal.record_id)
            previous = link(previous, seal.position, Entry(*row))
            assert bytes(seal.hash) == previous
    with context.in_municipality(TOYONAKA):
        assert sealing.head() is None


def test_a_slow_transaction_is_waited_for_and_loses_nothing(committed):
    written, may_commit = threading.Event(), threading.Event()

    def slowly() -> None:
        with context.in_municipality(SAKAI), transaction.atomic():
            opened(1)
            written.set()
            may_commit.wait(20)
        connections.close_all()

    slow = threading.Thread(target=slowly)
    slow.start()
    assert written.wait(20)
    with context.in_municipality(SAKAI):
        opened(2)  # begins later, is committed first
        assert sealing.seal_all() == 0
        may_commit.set()
        slow.join()
        assert sealing.seal_all() == 2
        assert subjects() == [1, 2]


def test_two_sealers_and_four_writers_at_once(committed):
    begin = threading.Barrier(6, timeout=20)

    def write(writer: int) -> None:
        with context.in_municipality(SAKAI):
            begin.wait()
            for number in range(25):
                with transaction.atomic():
                    opened(writer * 100 + number)
        connections.close_all()

    def seal(_: int) -> None:
        with context.in_municipality(SAKAI):
            begin.wait()
            for _ in range(40):
                sealing.seal_batch(limit=7)
        connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        for done in [*(pool.submit(write, each) for each in range(4)), *(pool.submit(seal, each) for each in range(2))]:
            done.result()
    with context.in_municipality(SAKAI):
        sealing.seal_all()

        assert positions() == list(range(1, 101))
        assert sorted(subjects()) == sorted(writer * 100 + number for writer in range(4) for number in range(25))


def test_the_head_is_told_once_per_position_and_not_too_often(committed):
    with context.in_municipality(SAKAI) as sakai:
        assert seal_and_tell() == 0
        assert told_heads(sakai.id) == {}
        opened(1)
        assert [seal_and_tell(), seal_and_tell()] == [1, 0]
        first = bytes(Seal.objects.get(position=1).hash)
        opened(2)
        assert seal_and_tell() == 1
        assert told_heads(sakai.id) == {1: first}, "not again within ten minutes"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tenants.services.sealing.TELL_EVERY", timedelta())
            seal_and_tell()
        assert list(told_heads(sakai.id)) == [1, 2]
        with pytest.raises(DatabaseError):
            SealedHead.objects.count()  # a city does not see what it told
    with context.in_consortium():
        record(AuditEvent.MUNICIPALITY_REQUESTED, actor=CLERK, subject="271403")
        assert seal_and_tell() == 1
        assert list(told_heads(None)) == [1]
        with pytest.raises(DatabaseError):
            SealedHead.objects.update(position=9)


def test_a_seal_is_never_changed_or_put_twice(committed):
    with context.in_municipality(SAKAI):
        opened(1)
        sealing.seal_all()
        seal = Seal.objects.get()
        for change in (Seal.objects.all().delete, lambda: Seal.objects.update(position=2), seal.delete):
            with pytest.raises(DatabaseError):
                change()
        with pytest.raises(DatabaseError):
            Seal(position=2, record=seal.record, hash=b"", sealed_at=seal.sealed_at).save(force_insert=True)
        assert positions() == [1]


def test_the_canonical_form_is_the_one_that_is_described(in_sakai):
    record(AuditEvent.APPLICATION_RETURNED, actor=CLERK, subject="27140-R8-1", version=2, question="犬の名")
    (row,) = AuditRecord.objects.values_list(*Entry._fields)
    entry = Entry(*row)

    assert canonical(7, entry).decode() == (
        f'[7,"{entry.id}","{entry.at:%Y-%m-%dT%H:%M:%S.%f}+00:00","application.returned","staff","7","堺 花子",'
        '"27140-R8-1",{"question":"犬の名","version":2}]'
    )
