"""Calculating and confirming: drafts, the frozen result, and what the database itself refuses."""

import pytest
from django.db import DatabaseError, transaction

from audit.models import AuditRecord
from billing.errors import ActionRefused, AssumptionsChanged
from billing.models import AllocationRun, AllocationShare, Contract
from billing.services.allocation import allocate, confirm
from billing.services.contracts import change_rule
from common.money import Yen
from tests.factories.billing import APPROVER, PROCESSOR, SIX_AMOUNTS, VIEWER, a_contract

pytestmark = pytest.mark.usefixtures("in_consortium")


def amounts(run: AllocationRun) -> dict[str, int]:
    return dict(run.shares.values_list("code", "amount_yen"))


def change_total(contract: Contract, total: int) -> None:
    change_rule(contract.pk, total_yen=Yen(total), equal_weight=3, population_weight=7, actor=PROCESSOR)


def test_only_who_processes_calculates():
    contract = a_contract()
    for actor in (VIEWER, APPROVER):
        with pytest.raises(ActionRefused):
            allocate(contract.pk, actor=actor)
    assert AllocationRun.objects.count() == AllocationShare.objects.count() == 0

    run = allocate(contract.pk, actor=PROCESSOR)
    assert amounts(run) == SIX_AMOUNTS
    assert (run.number, run.computed_by, run.total_yen) == (1, "藤原 健", 12_345_678)
    assert AuditRecord.objects.last().detail == {"number": 1, "total_yen": 12_345_678}


def test_calculating_twice_makes_one_draft_and_a_change_makes_the_next():
    contract = a_contract()
    first = allocate(contract.pk, actor=PROCESSOR)
    recorded = AuditRecord.objects.count()
    assert allocate(contract.pk, actor=PROCESSOR) == first
    assert AuditRecord.objects.count() == recorded

    change_total(contract, 20_000_000)
    second = allocate(contract.pk, actor=PROCESSOR)
    assert second.number == 2
    assert sum(amounts(second).values()) == 20_000_000
    assert amounts(first) == SIX_AMOUNTS


def test_only_who_approves_confirms_and_only_once():
    contract = a_contract()
    run = allocate(contract.pk, actor=PROCESSOR)
    for actor in (VIEWER, PROCESSOR):
        with pytest.raises(ActionRefused):
            confirm(run.pk, actor=actor)
    run.refresh_from_db()
    assert run.confirmed_at is None

    confirm(run.pk, actor=APPROVER)
    run.refresh_from_db()
    contract.refresh_from_db()
    assert (run.confirmed_by, contract.state) == ("西村 明", Contract.State.CONFIRMED)
    assert AuditRecord.objects.filter(event="allocation.confirmed", subject=str(contract.pk)).count() == 1
    for again in (lambda: confirm(run.pk, actor=APPROVER), lambda: allocate(contract.pk, actor=PROCESSOR)):
        with pytest.raises(ActionRefused):
            again()


def test_a_draft_that_the_contract_left_behind_is_not_confirmed():
    contract = a_contract()
    old = allocate(contract.pk, actor=PROCESSOR)
    change_total(contract, 20_000_000)
    with pytest.raises(AssumptionsChanged):
        confirm(old.pk, actor=APPROVER)
    assert not AllocationRun.objects.filter(confirmed_at__isnull=False).exists()
    assert not AuditRecord.objects.filter(event="allocation.confirmed").exists()

    new = allocate(contract.pk, actor=PROCESSOR)
    assert confirm(new.pk, actor=APPROVER).confirmed_at is not None


def refused_by_the_database(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_the_database_keeps_what_was_calculated():
    run = allocate(a_contract().pk, actor=PROCESSOR)
    runs, shares = AllocationRun.objects.filter(pk=run.pk), AllocationShare.objects.filter(run=run)

    assert refused_by_the_database(lambda: runs.update(total_yen=1))
    assert refused_by_the_database(lambda: runs.update(terms={}))
    assert refused_by_the_database(lambda: shares.update(amount_yen=0))
    assert refused_by_the_database(lambda: shares.delete())
    assert refused_by_the_database(lambda: runs.delete())
    assert amounts(run) == SIX_AMOUNTS


def test_the_database_confirms_only_what_adds_up_and_keeps_it():
    contract = a_contract()
    run = allocate(contract.pk, actor=PROCESSOR)
    stray = {"code": "999999", "name": "どこか", "amount_yen": 1, "explanation": {}}
    confirmed = {"confirmed_at": "2026-11-22T12:00:00+09:00", "confirmed_by": "西村 明"}
    runs = AllocationRun.objects.filter(pk=run.pk)

    def confirm_with_a_stray_yen() -> None:
        AllocationShare.objects.create(run=run, **stray)
        runs.update(**confirmed)

    assert refused_by_the_database(confirm_with_a_stray_yen)
    assert amounts(run) == SIX_AMOUNTS

    confirm(run.pk, actor=APPROVER)
    assert refused_by_the_database(lambda: runs.update(confirmed_by="別の人"))
    assert refused_by_the_database(lambda: AllocationShare.objects.create(run=run, **stray))
    assert refused_by_the_database(
        lambda: AllocationRun.objects.create(
            contract=contract,
            number=2,
            terms={},
            population_label="",
            population_on="2020-10-01",
            total_yen=0,
            computed_at=run.computed_at,
            computed_by="",
            **confirmed,
        )
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"total_yen": -1},
        {"equal_weight": 0, "population_weight": 0},
        {"state": "somewhere"},
    ],
)
def test_the_database_refuses_a_contract_that_makes_no_sense(wrong):
    contract = Contract.objects.filter(pk=a_contract().pk)
    assert refused_by_the_database(lambda: contract.update(**wrong))
    assert not refused_by_the_database(lambda: contract.update(total_yen=1, equal_weight=1, population_weight=0))


@pytest.mark.parametrize("month", [0, 13])
def test_the_database_refuses_a_month_that_is_none(month):
    taking_part = a_contract().participations.all()
    assert refused_by_the_database(lambda: taking_part.update(joining_month=month))
    assert not refused_by_the_database(lambda: taking_part.update(joining_month=10))
