"""A contract of six cities, and the people of the secretariat, to test with. Call inside the consortium."""

from datetime import date
from uuid import UUID

from accounts.roles import Role
from billing.models import Contract
from billing.services.contracts import ContractFacts, Participant, add_contract
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


def a_member(*roles: Role, kind: ActorKind = ActorKind.SECRETARIAT, name: str = "藤原 健") -> Actor:
    return Actor(kind, "0192-fujiwara", name, roles=frozenset(roles))


PROCESSOR = a_member(Role.PROCESSOR)
APPROVER = a_member(Role.APPROVER, name="西村 明")
VIEWER = a_member(Role.VIEWER)


def municipalities(*names: str) -> dict[str, Municipality]:
    """Rows of these municipalities (or all 43), by name; they need no schema to take part in a contract."""
    there = {each.code: each for each in Municipality.objects.all()}
    wanted = [record for record in read()[0] if not names or record.name in names]
    missing = [_row(record) for record in wanted if record.code not in there]
    Municipality.objects.bulk_create(missing)
    there |= {each.code: each for each in missing}
    return {record.name: there[record.code] for record in wanted}


def facts(**changes: object) -> ContractFacts:
    """What is agreed about the six cities' contract; override only the point."""
    agreed: dict[str, object] = {
        "title": "電子申請基盤",
        "supplier_name": "共同システム株式会社",
        "fiscal_year": 2026,
        "total_yen": Yen(12_345_678),
        "equal_weight": 3,
        "population_weight": 7,
        "population_label": "国勢調査",
        "population_on": date(2020, 10, 1),
    }
    return ContractFacts(**(agreed | changes))


def participants(*names: str, joining: dict[str, int] | None = None) -> dict[UUID, Participant]:
    """These municipalities with their census population, from April unless `joining` names another month."""
    return {
        row.pk: Participant((joining or {}).get(name, 4), row.population)
        for name, row in municipalities(*(names or SIX_CITIES)).items()
    }


def a_contract(**changes: object) -> Contract:
    """The six cities' contract, entered."""
    return add_contract(facts(**changes), participants(), actor=PROCESSOR)


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
