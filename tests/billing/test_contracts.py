"""Entering and changing contracts."""

from datetime import date

import pytest

from audit.models import AuditRecord
from billing.allocation import CannotAllocate
from billing.errors import ActionRefused, ContractExists
from billing.models import Contract, Participation
from billing.services.allocation import allocate, confirm
from billing.services.contracts import add_contract, change_contract, change_rule
from common.money import Yen
from tests.factories.billing import APPROVER, PROCESSOR, VIEWER, a_contract, facts, participants

pytestmark = pytest.mark.usefixtures("in_consortium")


def rows() -> tuple[int, int, int]:
    return Contract.objects.count(), Participation.objects.count(), AuditRecord.objects.count()


def test_only_who_processes_enters_a_contract():
    taking_part = participants()
    for actor in (VIEWER, APPROVER):
        with pytest.raises(ActionRefused):
            add_contract(facts(), taking_part, actor=actor)
    assert rows() == (0, 0, 0)

    contract = add_contract(facts(), taking_part, actor=PROCESSOR)
    assert rows() == (1, 6, 1)
    assert contract.state == Contract.State.OPEN
    entry = AuditRecord.objects.get()
    assert (entry.event, entry.subject, entry.actor_name) == ("contract.saved", str(contract.pk), "藤原 健")
    assert entry.detail == {"total_yen": 12_345_678, "participants": 6}


def test_a_contract_that_cannot_be_calculated_is_not_saved():
    for wrong, taking_part in [
        (facts(), {}),
        (
            facts(equal_weight=0, population_weight=7),
            {key: _without_people(each) for key, each in participants().items()},
        ),
    ]:
        with pytest.raises(CannotAllocate):
            add_contract(wrong, taking_part, actor=PROCESSOR)
    assert rows() == (0, 0, 0)


def test_a_title_is_used_once_in_a_fiscal_year():
    a_contract()
    before = rows()
    with pytest.raises(ContractExists):
        a_contract()
    assert rows() == before
    assert a_contract(fiscal_year=2027).fiscal_year == 2027


def test_changing_replaces_facts_and_participants():
    contract = a_contract()
    fewer = participants("堺市", "守口市", joining={"守口市": 10})
    change_contract(
        contract.pk, facts(title="電子申請基盤 第2期", population_on=date(2026, 9, 30)), fewer, actor=PROCESSOR
    )

    contract.refresh_from_db()
    assert (contract.title, contract.population_on) == ("電子申請基盤 第2期", date(2026, 9, 30))
    months = {each.municipality.name: each.joining_month for each in contract.participations.all()}
    assert months == {"堺市": 4, "守口市": 10}


def test_changing_the_rule_leaves_everything_else_and_records_only_a_change():
    contract = a_contract()
    recorded = AuditRecord.objects.count()
    rule = {"total_yen": Yen(20_000_000), "equal_weight": 2, "population_weight": 8}

    with pytest.raises(ActionRefused):
        change_rule(contract.pk, **rule, actor=VIEWER)
    with pytest.raises(CannotAllocate):
        change_rule(contract.pk, **(rule | {"equal_weight": 0, "population_weight": 0}), actor=PROCESSOR)
    contract.refresh_from_db()
    assert (contract.total_yen, contract.equal_weight, AuditRecord.objects.count()) == (12_345_678, 3, recorded)

    for _ in range(2):
        change_rule(contract.pk, **rule, actor=PROCESSOR)
    contract.refresh_from_db()
    assert (contract.total_yen, contract.equal_weight, contract.population_weight) == (20_000_000, 2, 8)
    assert (contract.title, contract.participations.count()) == ("電子申請基盤", 6)
    assert AuditRecord.objects.count() == recorded + 1


def test_a_confirmed_contract_stays():
    contract = a_contract()
    confirm(allocate(contract.pk, actor=PROCESSOR).pk, actor=APPROVER)
    before = rows()
    with pytest.raises(ActionRefused):
        change_contract(contract.pk, facts(title="別の名前"), participants("堺市"), actor=PROCESSOR)
    with pytest.raises(ActionRefused):
        change_rule(contract.pk, total_yen=Yen(1), equal_weight=1, population_weight=0, actor=PROCESSOR)
    contract.refresh_from_db()
    assert (contract.title, contract.total_yen) == ("電子申請基盤", 12_345_678)
    assert rows() == before


def _without_people(participant):
    return type(participant)(participant.joining_month, 0)
