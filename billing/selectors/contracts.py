"""What the secretariat's screens show of contracts, their participants and their figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from billing import policies
from billing.models import AllocationRun, BaseFigures, Contract, Participation
from common.actor import Actor
from common.money import Yen
from tenants.models import Municipality


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in the list of its fiscal year."""

    id: UUID
    title: str
    supplier_name: str
    service: str
    total_yen: Yen
    participants: int
    drafts: int
    state: str

    @property
    def is_confirmed(self) -> bool:
        return self.state == Contract.State.CONFIRMED

    @property
    def is_consulting(self) -> bool:
        return self.state == Contract.State.CONSULTING


@dataclass(frozen=True, slots=True)
class ParticipationSummary:
    """Who takes part, in short. `late`: names with the days they join or leave."""

    count: int
    late: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A set of figures in the list. `count`: municipalities with a number; `in_use`: contracts that start from it."""

    id: UUID
    label: str
    unit: str
    as_of: date
    origin: str
    count: int
    entered_by: str


def visible_to(actor: Actor) -> QuerySet[Contract]:
    """The contracts somebody may see: all of them or none."""
    return Contract.objects.all() if policies.can_see_contracts(actor) else Contract.objects.none()


def fiscal_years(actor: Actor) -> tuple[int, ...]:
    """The years that have a contract, newest first."""
    years = visible_to(actor).order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return tuple(years)


def contracts_of(fiscal_year: int, *, actor: Actor) -> tuple[ContractRow, ...]:
    """The contracts of one fiscal year; one query."""
    last_number = AllocationRun.objects.filter(contract=OuterRef("pk")).order_by("-number").values("number")[:1]
    contracts = (
        visible_to(actor)
        .filter(fiscal_year=fiscal_year)
        .annotate(participants=Count("participations"), drafts=Subquery(last_number))
        .order_by("created_at", "id")  # a model's own order is dropped where related rows are counted
    )
    return tuple(
        ContractRow(
            id=contract.pk,
            title=contract.title,
            supplier_name=contract.supplier_name,
            service=contract.get_service_display(),
            total_yen=Yen(contract.total_yen),
            participants=contract.participants,
            drafts=contract.drafts or 0,
            state=contract.state,
        )
        for contract in contracts
    )


def next_year_of(contract: Contract) -> Contract | None:
    """The same contract's following fiscal year, if it was entered."""
    return Contract.objects.filter(previous=contract).first()


def participation_summary(contract: Contract) -> ParticipationSummary:
    """How many take part, and who joins or leaves during the year."""
    rows = contract.participations.select_related("municipality")
    late = [f"{row.municipality.name}（{_days(row)}）" for row in rows if row.joins_on or row.leaves_on]
    return ParticipationSummary(len(rows), tuple(late))


def participations_of(contract: Contract) -> dict[UUID, Participation]:
    """Municipality's id -> how it takes part."""
    return {each.municipality_id: each for each in contract.participations.all()}


def municipalities() -> tuple[Municipality, ...]:
    """Who can take part in a contract: every municipality of the consortium, by code."""
    return tuple(Municipality.objects.order_by("code"))


def all_figures() -> tuple[BaseFigures, ...]:
    """Every set of base figures, by kind, the newest day first."""
    return tuple(BaseFigures.objects.all())


def figures_rows() -> tuple[FiguresRow, ...]:
    """The same for their list; one query."""
    return tuple(
        FiguresRow(
            each.pk,
            each.label,
            str(each.get_kind_display()).removeprefix(each.label).strip("（）"),
            each.as_of,
            each.origin,
            each.count,
            each.entered_by,
        )
        for each in BaseFigures.objects.annotate(count=Count("rows")).order_by("kind", "-as_of", "-entered_at")
    )


def figures_named(figures_id: UUID) -> tuple[BaseFigures, tuple[tuple[str, str, int], ...]] | None:
    """A set with code, name and number of each municipality; None if there is none."""
    figures = BaseFigures.objects.filter(pk=figures_id).first()
    if figures is None:
        return None
    rows = figures.rows.values_list("municipality__code", "municipality__name", "value")
    return figures, tuple(rows)


def _days(row: Participation) -> str:
    parts: Iterable[str] = (
        f"{row.joins_on.month}月{row.joins_on.day}日から" if row.joins_on else "",
        f"{row.leaves_on.month}月{row.leaves_on.day}日まで" if row.leaves_on else "",
    )
    return "".join(parts)
