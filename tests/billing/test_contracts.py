"""Entering and changing contracts."""

from dataclasses import replace
from datetime import date

import pytest

from audit.models import AuditRecord
from billing.allocation import CannotAllocate
from billing.assumptions import TakingPart, assumptions_of
from billing.errors import ActionRefused, ContractExists
from billing.models import Contract, Participation
from billing.records import rule_from_json
from billing.services.allocation import allocate
from billing.services.contracts import add_contract, carry_on, change_contract, change_rule
from common.money import Yen
from tests.factories.billing import APPROVER, FINANCE, VIEWER, a_contract, decide, facts, participants, weights

pytestmark = pytest.mark.usefixtures("in_consortium")


def rows() -> tuple[int, int, int]:
    return (
        Contract.objects.count(),
        Participation.objects.count(),
        AuditRecord.objects.filter(event="contract.saved").count(),
    )


def test_only_who_processes_enters_a_contract():
    taking_part = participants()
    for actor in (VIEWER, APPROVER):
        with pytest.raises(ActionRefused):
            add_contract(facts(), taking_part, actor=actor)
    assert rows() == (0, 0, 0)

    contract = add_contract(facts(), taking_part, actor=FINANCE)
    assert rows() == (1, 6, 1)
    assert contract.state == Contract.State.OPEN
    entry = AuditRecord.objects.get(event="contract.saved")
    assert (entry.event, entry.subject, entry.actor_name) == ("contract.saved", str(contract.pk), "藤原 健")
    assert entry.detail == {"total_yen": 12_345_678, "participants": 6}


def test_a_contract_that_cannot_be_calculated_is_not_saved():
    for wrong, taking_part in [
        (facts(), {}),
        (facts(rule=weights(0, 0)), participants()),
        (facts(population=None), participants()),
        (facts(subsidy_yen=Yen(99_999_999)), participants()),
        (facts(), participants(joining={"守口市": date(2027, 4, 1)})),
    ]:
        with pytest.raises(CannotAllocate):
            add_contract(wrong, taking_part, actor=FINANCE)
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
    fewer = participants("堺市", "守口市", joining={"守口市": date(2026, 10, 1)})
    renamed = facts(title="電子申請基盤 第2期", one_time_yen=Yen(1_000_000), subsidy_yen=Yen(345_678))
    change_contract(contract.pk, renamed, fewer, actor=FINANCE)

    contract.refresh_from_db()
    assert (contract.title, contract.total_yen) == ("電子申請基盤 第2期", 13_000_000)
    days = {each.municipality.name: each.joins_on for each in contract.participations.all()}
    assert days == {"堺市": None, "守口市": date(2026, 10, 1)}


def test_changing_the_rule_leaves_everything_else_and_records_only_a_change():
    contract = a_contract()
    recorded = AuditRecord.objects.count()

    with pytest.raises(ActionRefused):
        change_rule(contract.pk, weights(2, 8), actor=VIEWER)
    with pytest.raises(CannotAllocate):
        change_rule(contract.pk, weights(0, 0), actor=FINANCE)
    contract.refresh_from_db()
    assert (rule_from_json(contract.rule), AuditRecord.objects.count()) == (weights(3, 7), recorded)

    for _ in range(2):
        change_rule(contract.pk, weights(2, 8), actor=FINANCE)
    contract.refresh_from_db()
    assert rule_from_json(contract.rule) == weights(2, 8)
    assert (contract.title, contract.participations.count()) == ("電子申請基盤", 6)
    assert AuditRecord.objects.count() == recorded + 1


def test_the_next_year_takes_everything_over_but_one_time_costs_and_who_left():
    leaving = participants()
    leaving |= {key: TakingPart(leaves_on=date(2026, 9, 30)) for key in [*leaving][:1]}
    contract = add_contract(facts(one_time_yen=Yen(5_000_000)), leaving, actor=FINANCE)
    decided = decide(allocate(contract.pk, actor=FINANCE))

    with pytest.raises(ActionRefused):
        carry_on(contract.pk, actor=APPROVER)
    coming = carry_on(contract.pk, actor=FINANCE)
    assert (coming.fiscal_year, coming.use_year, coming.total_yen) == (2027, 2026, 12_345_678)
    assert (coming.previous, coming.participations.count()) == (contract, 5)
    with pytest.raises(ContractExists):
        carry_on(contract.pk, actor=FINANCE)

    limited = replace(weights(3, 7), growth=5)
    change_rule(coming.pk, limited, actor=FINANCE)
    last = dict(decided.shares.values_list("code", "amount_yen"))
    bounds = {bound.code: bound.most for bound in assumptions_of(Contract.objects.get(pk=coming.pk)).terms.bounds}
    assert bounds["272094"] == last["272094"] * 105 // 100


def test_a_confirmed_contract_stays():
    contract = a_contract()
    decide(allocate(contract.pk, actor=FINANCE))
    before = rows()
    with pytest.raises(ActionRefused):
        change_contract(contract.pk, facts(title="別の名前"), participants("堺市"), actor=FINANCE)
    with pytest.raises(ActionRefused):
        change_rule(contract.pk, weights(1, 0), actor=FINANCE)
    contract.refresh_from_db()
    assert (contract.title, contract.total_yen) == ("電子申請基盤", 12_345_678)
    assert rows() == before
