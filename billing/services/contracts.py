"""Entering and changing contracts. What is saved can always be calculated."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.events import AuditEvent
from audit.services import record
from billing import policies
from billing.allocation import NOTHING, CannotAllocate, Rule, check
from billing.assumptions import TakingPart, assume, taking_part_in
from billing.errors import ActionRefused, ContractExists
from billing.models import BaseFigures, Contract, Participation
from billing.records import rule_to_json
from common.actor import Actor
from common.money import Yen


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What is agreed about a contract, without the municipalities. Names are those of the columns; amounts in yen, with tax."""

    title: str
    supplier_name: str
    fiscal_year: int
    running_yen: Yen
    rule: Rule
    population: BaseFigures | None = None
    need: BaseFigures | None = None
    use_year: int | None = None
    service: str = Contract.Service.BOTH_PLANS
    tax: str = Contract.Tax.OUT_OF_SCOPE
    term_from: date | None = None
    term_until: date | None = None
    one_time_yen: Yen = NOTHING
    subsidy_yen: Yen = NOTHING
    prefecture_yen: Yen = NOTHING


def add_contract(facts: ContractFacts, participants: Mapping[UUID, TakingPart], *, actor: Actor) -> Contract:
    """Enter a contract (契約の登録).

    participants:  municipality's id -> when it takes part.
    Raises ActionRefused, ContractExists, or CannotAllocate with everything that keeps it from being calculated.
    """
    if not policies.can_add_contract(actor):
        raise ActionRefused(action="add_contract")
    return _save(_take_over(Contract(), facts), participants, actor=actor)


@transaction.atomic
def change_contract(
    contract_id: UUID, facts: ContractFacts, participants: Mapping[UUID, TakingPart], *, actor: Actor
) -> Contract:
    """Change a contract that is not confirmed. Calculations made so far stay as they are. Raises as `add_contract`."""
    return _save(_take_over(_locked(contract_id, actor), facts), participants, actor=actor)


@transaction.atomic
def change_rule(contract_id: UUID, rule: Rule, *, actor: Actor) -> Contract:
    """Change the rule, and nothing else. Raises as `add_contract`."""
    contract = _locked(contract_id, actor)
    before, contract.rule = contract.rule, rule_to_json(rule)
    check(assume(contract, taking_part_in(contract)).terms)
    if before != contract.rule:
        contract.save(update_fields=["rule"])
        record(AuditEvent.CONTRACT_SAVED, actor=actor, subject=str(contract.pk), total_yen=contract.total_yen)
    return contract


@transaction.atomic
def carry_on(contract_id: UUID, *, actor: Actor) -> Contract:
    """Enter the next fiscal year of a contract (複数年の契約): running cost, rule and figures as they were, everybody from April.

    Who left during the year is not in the next. Raises ActionRefused, or ContractExists when the next year is there already.
    """
    before = Contract.objects.select_for_update().get(pk=contract_id)
    if not policies.can_add_contract(actor):
        raise ActionRefused(action="carry_on")
    if Contract.objects.filter(previous=before).exists():
        raise ContractExists
    staying = {key: TakingPart() for key, each in taking_part_in(before).items() if each.leaves_on is None}
    following = Contract(
        **{
            name: getattr(before, name)
            for name in ("title", "supplier_name", "service", "tax", "rule", "population", "need")
        },
        fiscal_year=before.fiscal_year + 1,
        use_year=before.use_year + 1,
        running_yen=before.running_yen,
        total_yen=before.running_yen,
        term_from=before.term_from,
        term_until=before.term_until,
        previous=before,
    )
    return _save(following, staying, actor=actor)


def _take_over(contract: Contract, facts: ContractFacts) -> Contract:
    for field in fields(facts):
        setattr(contract, field.name, getattr(facts, field.name))
    contract.rule = rule_to_json(facts.rule)
    contract.use_year = facts.use_year or facts.fiscal_year - 1
    contract.total_yen = facts.running_yen + facts.one_time_yen - facts.subsidy_yen - facts.prefecture_yen
    if contract.total_yen < 0:
        raise CannotAllocate(
            "補助金と都道府県の負担の合計が、費用を超えています。金額を直してください。", code="negative_total"
        )
    return contract


def _locked(contract_id: UUID, actor: Actor) -> Contract:
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    if not policies.can_change_contract(actor, contract):
        raise ActionRefused(action="change_contract")
    return contract


@transaction.atomic
def _save(contract: Contract, participants: Mapping[UUID, TakingPart], *, actor: Actor) -> Contract:
    check(assume(contract, participants).terms)
    _save_row(contract)
    contract.participations.all().delete()
    Participation.objects.bulk_create(
        Participation(contract=contract, municipality_id=key, joins_on=each.joins_on, leaves_on=each.leaves_on)
        for key, each in participants.items()
    )
    record(
        AuditEvent.CONTRACT_SAVED,
        actor=actor,
        subject=str(contract.pk),
        total_yen=contract.total_yen,
        participants=len(participants),
    )
    return contract


def _save_row(contract: Contract) -> None:
    try:
        with transaction.atomic():
            contract.save()
    except IntegrityError as error:
        if "one_contract_of_a_title_per_year" in str(error):
            raise ContractExists from error
        raise
