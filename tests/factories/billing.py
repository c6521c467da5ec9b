"""A contract of six cities, and the people of the secretariat, to test with. Call inside the consortium."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from accounts.roles import Role
from billing.allocation import Basis, Rule, RuleComponent
from billing.assumptions import TakingPart
from billing.models import AllocationRun, CityShare, Contract
from billing.services.allocation import allocate, confirm, consult
from billing.services.contracts import ContractFacts, add_contract, change_contract
from billing.services.figures import enter_census
from common.actor import Actor, ActorKind
from common.money import Yen
from tenants.models import Municipality
from tenants.municipalities import MunicipalityRecord, read
from tests.billing.terms import SIX_CITIES

SIX_AMOUNTS = {
    "271403": 3_872_818,
    "272035": 2_199_646,
    "272094": 1_181_162,
    "272124": 1_660_120,
    "272264": 868_250,
    "272272": 2_563_682,
}


def a_member(
    *roles: Role, kind: ActorKind = ActorKind.SECRETARIAT, name: str = "藤原 健", key: str = "0192-fujiwara"
) -> Actor:
    return Actor(kind, key, name, roles=frozenset(roles))


FINANCE = a_member(Role.FINANCE)
APPROVER = a_member(Role.APPROVER, name="西村 明", key="0192-nishimura")
VIEWER = a_member(Role.VIEWER)


def municipalities(*names: str) -> dict[str, Municipality]:
    """Rows of these municipalities (or all 43), by name; they need no schema to take part in a contract."""
    there = {each.code: each for each in Municipality.objects.all()}
    wanted = [record for record in read()[0] if not names or record.name in names]
    missing = [_row(record) for record in wanted if record.code not in there]
    Municipality.objects.bulk_create(missing)
    there |= {each.code: each for each in missing}
    return {record.name: there[record.code] for record in wanted}


def weights(equal: int, population: int) -> Rule:
    """均等割 and 人口割."""
    return Rule((RuleComponent(Basis.EQUAL, equal), RuleComponent(Basis.POPULATION, population)))


def facts(**changes: object) -> ContractFacts:
    """What is agreed about the six cities' contract; override only the point."""
    municipalities(*SIX_CITIES)
    agreed: dict[str, object] = {
        "title": "電子申請基盤",
        "supplier_name": "共同システム株式会社",
        "fiscal_year": 2026,
        "running_yen": Yen(12_345_678),
        "rule": weights(3, 7),
        "population": enter_census(actor=FINANCE),
    }
    return ContractFacts(**(agreed | changes))


def participants(*names: str, joining: dict[str, date] | None = None) -> dict[UUID, TakingPart]:
    """These municipalities, all year unless `joining` names the day of one."""
    return {
        row.pk: TakingPart((joining or {}).get(name)) for name, row in municipalities(*(names or SIX_CITIES)).items()
    }


def a_contract(**changes: object) -> Contract:
    """The six cities' contract, entered."""
    return add_contract(facts(**changes), participants(), actor=FINANCE)


def change_total(contract: Contract, total: int) -> None:
    """The same contract at another price."""
    changed = facts(title=contract.title, fiscal_year=contract.fiscal_year, running_yen=Yen(total))
    change_contract(contract.pk, changed, participants(), actor=FINANCE)
    contract.refresh_from_db()


def decide(run: AllocationRun, *, actor: Actor = APPROVER, shows_all: bool = False) -> AllocationRun:
    """A run made final by a resolution."""
    return confirm(run.pk, resolution="総会 議案第3号", resolved_on=date(2026, 4, 1), shows_all=shows_all, actor=actor)


def a_consultation(*names: str, **changes: object) -> CityShare:
    """What 堺 was told when a draft of these municipalities (or the six) was shown to them."""
    contract = add_contract(facts(**changes), participants(*names), actor=FINANCE)
    run = allocate(contract.pk, actor=FINANCE)
    consult(run.pk, reply_until=timezone.localdate() + timedelta(days=14), shows_all=False, actor=FINANCE)
    return CityShare.objects.get(contract=contract, schema_name="m_271403")


def _row(record: MunicipalityRecord) -> Municipality:
    return Municipality(
        schema_name=f"m_{record.code}",
        code=record.code,
        name=record.name,
        kana=record.kana,
        slug=record.slug,
        kind=record.kind,
        population=record.population,
        corporate_number=record.corporate_number,
        website=record.website,
    )
