"""Calculating and confirming: drafts, the frozen result, and what the database itself refuses."""

import pytest
from django.db import DatabaseError, transaction

from accounts.roles import Role
from audit.models import AuditRecord
from billing.errors import ActionRefused, AssumptionsChanged, SamePerson
from billing.models import AllocationRun, AllocationShare, Contract
from billing.records import content_hash
from billing.services.allocation import allocate, reopen
from tests.factories.billing import APPROVER, FINANCE, SIX_AMOUNTS, VIEWER, a_contract, a_member, change_total, decide

pytestmark = pytest.mark.usefixtures("in_consortium")


def amounts(run: AllocationRun) -> dict[str, int]:
    return dict(run.shares.values_list("code", "amount_yen"))


def test_only_who_processes_calculates():
    contract = a_contract()
    for actor in (VIEWER, APPROVER):
        with pytest.raises(ActionRefused):
            allocate(contract.pk, actor=actor)
    assert AllocationRun.objects.count() == AllocationShare.objects.count() == 0

    run = allocate(contract.pk, actor=FINANCE)
    assert amounts(run) == SIX_AMOUNTS
    assert (run.number, run.computed_by, run.total_yen) == (1, "藤原 健", 12_345_678)
    assert AuditRecord.objects.last().detail == {"number": 1, "total_yen": 12_345_678}


def test_calculating_twice_makes_one_draft_and_a_change_makes_the_next():
    contract = a_contract()
    first = allocate(contract.pk, actor=FINANCE)
    recorded = AuditRecord.objects.count()
    assert allocate(contract.pk, actor=FINANCE) == first
    assert AuditRecord.objects.count() == recorded

    change_total(contract, 20_000_000)
    second = allocate(contract.pk, actor=FINANCE)
    assert second.number == 2
    assert sum(amounts(second).values()) == 20_000_000
    assert amounts(first) == SIX_AMOUNTS


def test_only_who_approves_confirms_and_only_once():
    contract = a_contract()
    run = allocate(contract.pk, actor=FINANCE)
    for actor in (VIEWER, FINANCE):
        with pytest.raises(ActionRefused):
            decide(run, actor=actor)
    run.refresh_from_db()
    assert run.confirmed_at is None

    decide(run)
    run.refresh_from_db()
    contract.refresh_from_db()
    assert (run.confirmed_by, contract.state) == ("西村 明", Contract.State.CONFIRMED)
    assert AuditRecord.objects.filter(event="allocation.confirmed", subject=str(contract.pk)).count() == 1
    for again in (lambda: decide(run), lambda: allocate(contract.pk, actor=FINANCE)):
        with pytest.raises(ActionRefused):
            again()


def test_a_draft_that_the_contract_left_behind_is_not_confirmed():
    contract = a_contract()
    old = allocate(contract.pk, actor=FINANCE)
    change_total(contract, 20_000_000)
    with pytest.raises(AssumptionsChanged):
        decide(old)
    assert not AllocationRun.objects.filter(confirmed_at__isnull=False).exists()
    assert not AuditRecord.objects.filter(event="allocation.confirmed").exists()

    new = allocate(contract.pk, actor=FINANCE)
    assert decide(new).confirmed_at is not None


def refused_by_the_database(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_the_database_keeps_what_was_calculated():
    run = allocate(a_contract().pk, actor=FINANCE)
    runs, shares = AllocationRun.objects.filter(pk=run.pk), AllocationShare.objects.filter(run=run)

    assert refused_by_the_database(lambda: runs.update(total_yen=1))
    assert refused_by_the_database(lambda: runs.update(terms={}))
    assert refused_by_the_database(lambda: shares.update(amount_yen=0))
    assert refused_by_the_database(lambda: shares.delete())
    assert refused_by_the_database(lambda: runs.delete())
    assert amounts(run) == SIX_AMOUNTS


def test_the_database_confirms_only_what_adds_up_and_keeps_it():
    contract = a_contract()
    run = allocate(contract.pk, actor=FINANCE)
    stray = {"code": "999999", "name": "どこか", "amount_yen": 1, "explanation": {}}
    confirmed = {
        "confirmed_at": "2026-11-22T12:00:00+09:00",
        "confirmed_by": "西村 明",
        "version": 1,
        "resolution": "総会 議案第3号",
        "resolved_on": "2026-04-01",
    }
    runs = AllocationRun.objects.filter(pk=run.pk)

    def confirm_with_a_stray_yen() -> None:
        AllocationShare.objects.create(run=run, **stray)
        runs.update(**confirmed)

    assert refused_by_the_database(confirm_with_a_stray_yen)
    assert amounts(run) == SIX_AMOUNTS

    decide(run)
    assert refused_by_the_database(lambda: runs.update(confirmed_by="別の人"))
    assert refused_by_the_database(lambda: AllocationShare.objects.create(run=run, **stray))
    assert refused_by_the_database(
        lambda: AllocationRun.objects.create(
            contract=contract,
            number=2,
            terms={},
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
        {"running_yen": 1},
        {"term_from": "2026-04-01", "term_until": "2026-03-31"},
        {"state": "somewhere"},
    ],
)
def test_the_database_refuses_a_contract_that_makes_no_sense(wrong):
    contract = Contract.objects.filter(pk=a_contract().pk)
    assert refused_by_the_database(lambda: contract.update(**wrong))
    assert not refused_by_the_database(lambda: contract.update(total_yen=1, running_yen=1))


def test_the_database_refuses_to_leave_before_joining():
    taking_part = a_contract().participations.all()
    assert refused_by_the_database(lambda: taking_part.update(joins_on="2026-10-01", leaves_on="2026-09-30"))
    assert not refused_by_the_database(lambda: taking_part.update(joins_on="2026-10-01", leaves_on="2026-10-01"))


def test_nobody_decides_what_they_calculated():
    both = a_member(Role.FINANCE, Role.APPROVER)
    run = allocate(a_contract().pk, actor=both)
    with pytest.raises(SamePerson):
        decide(run, actor=both)
    assert decide(run).version == 1


def test_a_decision_is_changed_by_a_new_version_with_its_reason():
    contract = a_contract()
    first = decide(allocate(contract.pk, actor=FINANCE))
    with pytest.raises(ActionRefused):
        reopen(contract.pk, reason="", actor=APPROVER)
    reopen(contract.pk, reason="契約額が変わったため", actor=FINANCE)
    with pytest.raises(ActionRefused):  # nothing was changed: it is the decision already
        decide(allocate(contract.pk, actor=FINANCE))

    change_total(contract, 20_000_000)
    second = decide(allocate(contract.pk, actor=FINANCE))
    assert (second.version, second.reason) == (2, "契約額が変わったため")
    first.refresh_from_db()
    assert (first.version, amounts(first)) == (1, SIX_AMOUNTS)
    contract.refresh_from_db()
    assert (contract.state, contract.revision_reason) == (Contract.State.CONFIRMED, "")


def test_the_hash_can_be_worked_out_again():
    run = allocate(a_contract().pk, actor=FINANCE)
    run.refresh_from_db()
    kept = [share.explanation for share in run.shares.order_by("code")]
    assert content_hash(run.terms, run.sources, kept) == run.content_hash
    assert content_hash(run.terms, run.sources, kept[1:]) != run.content_hash
