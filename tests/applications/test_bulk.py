"""一括処理: many at once, each by itself, refused and allowed side by side, and never twice."""

import threading
from datetime import date
from uuid import UUID

import pytest
from django.db import connections

from accounts.models import User
from accounts.roles import Role
from applications import tasks
from applications.errors import ActionRefused, NoSuchDepartment, NothingChosen, TooManyChosen
from applications.models import Application, BulkItem, BulkRun
from applications.selectors.bulk import MOST_AT_ONCE, chosen, everything, outcomes, run_of
from applications.selectors.worklist import WorklistFilter
from applications.services import bulk
from applications.services.bulk import begin, discard_old, proceed, unfinished
from applications.states import Status
from audit.events import AuditEvent
from audit.models import AuditRecord
from common.identifiers import new_id
from tenants.context import in_municipality
from tests.factories.applications import a_department, a_procedure, an_application_row, staff_of

Action, Outcome = BulkRun.Action, BulkItem.Outcome


@pytest.fixture
def processor(in_sakai):
    return staff_of(a_department(), Role.PROCESSOR)


def notices(number: int) -> list[Application]:
    procedure = a_procedure("absence", title="欠席連絡")
    return [an_application_row(procedure, each, needs_decision=False) for each in range(number)]


def keys(rows) -> list[UUID]:
    return [row.pk for row in rows]


def test_a_morning_of_notices_is_done_in_one_action(processor, monkeypatch):
    monkeypatch.setattr(bulk, "DONE_WHILE_YOU_WAIT", 4)
    woken: list[tuple[str, ...]] = []
    monkeypatch.setattr(bulk, "wake", lambda *words: woken.append(words))
    rows = notices(10)

    run = begin(Action.ACKNOWLEDGE, keys(rows), actor=processor)
    assert outcomes(run) == {"waiting": 6, "done": 4, "refused": 0}
    assert woken == [("applications.tasks.proceed_with_bulk", str(run.pk))]

    tasks.proceed_with_bulk.run(str(run.pk))
    run.refresh_from_db()
    assert run.finished_at
    assert outcomes(run) == {"waiting": 0, "done": 10, "refused": 0}
    assert set(Application.objects.values_list("status", flat=True)) == {Status.CLOSED}
    assert AuditRecord.objects.filter(event=AuditEvent.APPLICATION_ACKNOWLEDGED, actor_id=processor.id).count() == 10


def test_what_cannot_be_done_says_why_and_stops_nothing(processor):
    first, second, third = notices(3)
    Application.objects.filter(pk=second.pk).update(needs_decision=True)
    elsewhere = an_application_row(a_procedure("tax", department=a_department("税務課")), 9, needs_decision=False)

    run = begin(Action.ACKNOWLEDGE, keys([first, second, elsewhere, third]), actor=processor)

    assert [item.outcome for item in run.items.order_by("position")] == ["done", "refused", "refused", "done"]
    assert all("この操作はできません" in item.refusal for item in run.items.filter(outcome="refused"))
    elsewhere.refresh_from_db()
    assert elsewhere.status == Status.RECEIVED


def test_work_is_handed_over(processor):
    colleague = staff_of(a_department(), Role.APPROVER)
    rows = notices(3)

    begin(Action.ASSIGN, keys(rows), actor=processor, assignee=UUID(colleague.id))
    assert {str(row.assignee_id) for row in Application.objects.all()} == {colleague.id}
    begin(Action.ASSIGN, keys(rows), actor=processor)
    assert {row.assignee_id for row in Application.objects.all()} == {None}


def test_work_moves_to_the_department_it_belongs_to(processor):
    tax = a_department("税務課")
    rows = notices(2)
    begin(Action.ASSIGN, keys(rows), actor=processor, assignee=UUID(processor.id))

    run = begin(Action.MOVE, keys(rows), actor=processor, department=tax.pk)
    assert outcomes(run)["done"] == 2
    assert {(row.department_id, row.assignee_id) for row in Application.objects.all()} == {(tax.pk, None)}
    moved = AuditRecord.objects.filter(event=AuditEvent.APPLICATION_MOVED).first()
    assert moved.detail["after"] == str(tax.pk)

    again = begin(Action.MOVE, keys(rows), actor=processor, department=tax.pk)
    assert outcomes(again)["refused"] == 2  # it is another department's now
    there = begin(Action.MOVE, keys(rows), actor=staff_of(tax, Role.PROCESSOR), department=tax.pk)
    assert "いまの課には移せません" in there.items.first().refusal
    for nowhere in (None, new_id()):
        with pytest.raises(NoSuchDepartment):
            begin(Action.MOVE, keys(rows), actor=processor, department=nowhere)


def test_what_nobody_could_mean_is_refused(processor):
    rows = notices(1)
    with pytest.raises(NothingChosen):
        begin(Action.CLOSE, [], actor=processor)
    with pytest.raises(TooManyChosen, match="500"):
        begin(Action.CLOSE, [new_id() for _ in range(MOST_AT_ONCE + 1)], actor=processor)
    for role in (Role.VIEWER, Role.FORM_EDITOR, Role.ADMINISTRATOR):
        with pytest.raises(ActionRefused):
            begin(Action.ACKNOWLEDGE, keys(rows), actor=staff_of(a_department(), role))
    assert not BulkRun.objects.exists()


def test_whoever_left_does_nothing_any_more(processor, monkeypatch):
    monkeypatch.setattr(bulk, "DONE_WHILE_YOU_WAIT", 0)
    monkeypatch.setattr(bulk, "wake", lambda *words: True)
    run = begin(Action.ACKNOWLEDGE, keys(notices(2)), actor=processor)
    User.objects.filter(pk=processor.id).update(is_active=False)

    proceed(run.pk)

    assert outcomes(run)["refused"] == 2


def test_a_run_that_was_left_behind_is_gone_on_with_and_old_ones_go(processor, monkeypatch):
    monkeypatch.setattr(bulk, "DONE_WHILE_YOU_WAIT", 1)
    monkeypatch.setattr(bulk, "wake", lambda *words: False)
    run = begin(Action.ACKNOWLEDGE, keys(notices(3)), actor=processor)
    assert unfinished() == []
    BulkRun.objects.update(begun_at=run.begun_at - bulk.FORGOTTEN_AFTER * 2)
    assert unfinished() == [run.pk]

    tasks.finish_bulk.run()
    assert outcomes(run)["done"] == 3
    assert unfinished() == []
    discard_old()
    assert BulkRun.objects.count() == 1
    BulkRun.objects.update(begun_at=run.begun_at - BulkRun.LIFETIME * 2)
    discard_old()
    assert BulkRun.objects.count() == BulkItem.objects.count() == 0
    assert Application.objects.count() == 3


def test_before_it_is_done_one_sees_on_how_many_it_can_be(processor, django_assert_num_queries):
    rows = notices(4)
    Application.objects.filter(pk=rows[0].pk).update(needs_decision=True)
    numbers = [row.receipt_number for row in rows[:3]]

    with django_assert_num_queries(1):
        found = chosen(processor, Action.ACKNOWLEDGE, numbers)
    assert (len(found.keys), found.impossible, found.procedures) == (2, 1, (("欠席連絡", 2),))
    assert everything(processor, Action.ACKNOWLEDGE, WorklistFilter(), date(2026, 11, 24)).total == 4
    assert chosen(staff_of(a_department("税務課"), Role.PROCESSOR), Action.ACKNOWLEDGE, numbers).total == 0


def test_a_run_is_its_own_persons(processor):
    run = begin(Action.ACKNOWLEDGE, keys(notices(1)), actor=processor)

    assert run_of(processor, run.pk) == run
    assert run_of(staff_of(a_department(), Role.PROCESSOR), run.pk) is None


def test_two_workers_share_a_run_and_do_nothing_twice(committed, monkeypatch):
    monkeypatch.setattr(bulk, "DONE_WHILE_YOU_WAIT", 0)
    monkeypatch.setattr(bulk, "wake", lambda *words: True)
    with in_municipality("m_271403"):
        run = begin(Action.ACKNOWLEDGE, keys(notices(20)), actor=staff_of(a_department(), Role.PROCESSOR))

    def work():
        with in_municipality("m_271403"):
            proceed(run.pk)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    with in_municipality("m_271403"):
        assert outcomes(run) == {"waiting": 0, "done": 20, "refused": 0}
        assert AuditRecord.objects.filter(event=AuditEvent.APPLICATION_ACKNOWLEDGED).count() == 20
        assert BulkRun.objects.get().finished_at
