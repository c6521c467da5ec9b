"""Entering and changing contracts. What is saved can always be calculated."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.events import AuditEvent
from audit.services import record
from billing import policies
from billing.allocation import Member, Terms, check
from billing.errors import ActionRefused, ContractExists
from billing.models import Contract, Participation
from billing.records import components, terms_of
from common.actor import Actor
from common.fiscal import months_left
from common.money import Yen


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What is agreed about a contract, without the municipalities. Names are those of the columns."""

    title: str
    supplier_name: str
    fiscal_year: int
    total_yen: Yen
    equal_weight: int
    population_weight: int
    population_label: str
    population_on: date


@dataclass(frozen=True, slots=True)
class Participant:
    """How one municipality takes part: from a calendar month on (1 to 12), with the population that counts."""

    joining_month: int
    population: int


def add_contract(facts: ContractFacts, participants: Mapping[UUID, Participant], *, actor: Actor) -> Contract:
    """Enter a contract (契約の登録).

    participants:  municipality's id -> how it takes part.
    Raises ActionRefused, ContractExists, or CannotAllocate with everything that keeps it from being calculated.
    """
    if not policies.can_add_contract(actor):
        raise ActionRefused(action="add_contract")
    return _save(Contract(**asdict(facts)), participants, actor=actor)


@transaction.atomic
def change_contract(
    contract_id: UUID, facts: ContractFacts, participants: Mapping[UUID, Participant], *, actor: Actor
) -> Contract:
    """Change a contract that is not confirmed. Calculations made so far stay as they are. Raises as `add_contract`."""
    contract = _locked(contract_id, actor)
    for name, value in asdict(facts).items():
        setattr(contract, name, value)
    return _save(contract, participants, actor=actor)


@transaction.atomic
def change_rule(
    contract_id: UUID, *, total_yen: Yen, equal_weight: int, population_weight: int, actor: Actor
) -> Contract:
    """Change the amount and the weights, and nothing else. Raises as `add_contract`."""
    contract = _locked(contract_id, actor)
    before = contract.total_yen, contract.equal_weight, contract.population_weight
    contract.total_yen, contract.equal_weight, contract.population_weight = total_yen, equal_weight, population_weight
    check(terms_of(contract))
    if before != (total_yen, equal_weight, population_weight):
        contract.save(update_fields=["total_yen", "equal_weight", "population_weight"])
        record(AuditEvent.CONTRACT_SAVED, actor=actor, subject=str(contract.pk), total_yen=total_yen)
    return contract


def _locked(contract_id: UUID, actor: Actor) -> Contract:
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    if not policies.can_change_contract(actor, contract):
        raise ActionRefused(action="change_contract")
    return contract


@transaction.atomic
def _save(contract: Contract, participants: Mapping[UUID, Participant], *, actor: Actor) -> Contract:
    check(_terms(contract, participants))
    _save_row(contract)
    contract.participations.all().delete()
    Participation.objects.bulk_create(
        Participation(contract=contract, municipality_id=municipality_id, **asdict(participant))
        for municipality_id, participant in participants.items()
    )
    record(
        AuditEvent.CONTRACT_SAVED,
        actor=actor,
        subject=str(contract.pk),
        total_yen=contract.total_yen,
        participants=len(participants),
    )
    return contract


def _terms(contract: Contract, participants: Mapping[UUID, Participant]) -> Terms:
    """What a calculation would start from, before anything is stored; ids stand for codes and names."""
    members = (
        Member(str(key), str(key), population=each.population, months=months_left(each.joining_month))
        for key, each in participants.items()
    )
    rule = components(contract.equal_weight, contract.population_weight)
    return Terms(Yen(contract.total_yen), rule, tuple(members))


def _save_row(contract: Contract) -> None:
    try:
        with transaction.atomic():
            contract.save()
    except IntegrityError as error:
        if "one_contract_of_a_title_per_year" in str(error):
            raise ContractExists from error
        raise
