"""What the secretariat's screens show of contracts and contributions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from billing import policies
from billing.allocation import Basis, Component, Share, Step, decimal_text, explain
from billing.charts import Chart, largest
from billing.models import APRIL, AllocationRun, Contract, Participation
from billing.records import is_current, share_from_json, terms_from_json
from common.actor import Actor
from common.money import Yen
from tenants.models import Municipality

PLACES_IN_TABLES = 2


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in the list of its fiscal year."""

    id: UUID
    title: str
    supplier_name: str
    total_yen: Yen
    participants: int
    drafts: int
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One municipality in the table of a calculation. Texts are cut at two decimals and say so by "…"."""

    code: str
    name: str
    population: int
    months: int
    parts: tuple[str, ...]
    extra: int
    amount: Yen
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class RunSheet:
    """One calculation as it is shown, printed and exported.

    part_totals:  what all municipalities pay by each of `components`, exactly.
    shared:       the sum of the amounts; equals total_yen.
    is_current:   the contract still says what this calculation started from.
    """

    id: UUID
    number: int
    computed_at: datetime
    computed_by: str
    confirmed_at: datetime | None
    confirmed_by: str
    total_yen: Yen
    population_label: str
    population_on: date
    components: tuple[Component, ...]
    rows: tuple[ShareRow, ...]
    chart: Chart | None
    part_totals: tuple[str, ...]
    population: int
    leftover: Yen
    shared: Yen
    by_months: bool
    is_current: bool

    @property
    def weights(self) -> str:
        """均等割3：人口割7."""
        return weights_text(self.components)

    @property
    def columns(self) -> int:
        """How many columns the table of shares has."""
        return 4 + len(self.components) + self.by_months


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A calculation in the list of all that were made of a contract."""

    number: int
    computed_at: datetime
    computed_by: str
    total_yen: Yen
    weights: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class ParticipationSummary:
    """Who takes part, in short. `late`: names with the month they join."""

    count: int
    late: tuple[str, ...]


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
    )
    return tuple(
        ContractRow(
            id=contract.pk,
            title=contract.title,
            supplier_name=contract.supplier_name,
            total_yen=Yen(contract.total_yen),
            participants=contract.participants,
            drafts=contract.drafts or 0,
            is_confirmed=contract.state == Contract.State.CONFIRMED,
        )
        for contract in contracts
    )


def run_sheet(contract: Contract, number: int | None = None) -> RunSheet | None:
    """A calculation of a contract, the confirmed or else the latest when no number is given; None if there is none."""
    runs = contract.runs.all()
    chosen = runs.filter(number=number) if number is not None else _foremost(runs)
    run = chosen.first()
    return _sheet(run, contract) if run else None


def runs_of(contract: Contract) -> QuerySet[AllocationRun]:
    """The calculations of a contract, newest first."""
    return contract.runs.all()


def drafts_of(contract: Contract) -> tuple[DraftRow, ...]:
    """All calculations of a contract, newest first."""
    return tuple(
        DraftRow(
            number=run.number,
            computed_at=run.computed_at,
            computed_by=run.computed_by,
            total_yen=Yen(run.total_yen),
            weights=weights_text(terms_from_json(run.terms).components),
            is_confirmed=run.confirmed_at is not None,
        )
        for run in contract.runs.all()
    )


def weights_text(components: Iterable[Component]) -> str:
    """均等割3：人口割7."""
    return "：".join(f"{component.basis.label}{component.weight}" for component in components)


def participation_summary(contract: Contract) -> ParticipationSummary:
    """How many take part, and who joins during the year."""
    rows = contract.participations.select_related("municipality")
    late = [f"{row.municipality.name}（{row.joining_month}月から）" for row in rows if row.joining_month != APRIL]
    return ParticipationSummary(len(rows), tuple(late))


def participations_of(contract: Contract) -> dict[UUID, Participation]:
    """Municipality's id -> how it takes part."""
    return {each.municipality_id: each for each in contract.participations.all()}


def municipalities() -> tuple[Municipality, ...]:
    """Who can take part in a contract: every municipality of the consortium, by code."""
    return tuple(Municipality.objects.order_by("code"))


def _foremost(runs: QuerySet[AllocationRun]) -> QuerySet[AllocationRun]:
    confirmed = runs.filter(confirmed_at__isnull=False)
    return confirmed if confirmed.exists() else runs


def _sheet(run: AllocationRun, contract: Contract) -> RunSheet:
    terms = terms_from_json(run.terms)
    shares = [share_from_json(kept.explanation) for kept in run.shares.all()]
    members = {member.code: member for member in terms.members}
    bases = [component.basis for component in terms.components if component.weight]
    return RunSheet(
        id=run.pk,
        number=run.number,
        computed_at=run.computed_at,
        computed_by=run.computed_by,
        confirmed_at=run.confirmed_at,
        confirmed_by=run.confirmed_by,
        total_yen=Yen(run.total_yen),
        population_label=run.population_label,
        population_on=run.population_on,
        components=tuple(component for component in terms.components if component.weight),
        rows=tuple(_row(share, bases, members[share.code].population, members[share.code].months) for share in shares),
        chart=largest(shares, Yen(run.total_yen)),
        part_totals=tuple(_text(sum(_part(share, basis) for share in shares)) for basis in bases),
        population=sum(member.population for member in terms.members),
        leftover=Yen(sum(share.rounding.extra for share in shares)),
        shared=Yen(sum(share.amount for share in shares)),
        by_months=terms.by_time(Basis.EQUAL),
        is_current=is_current(run, contract),
    )


def _row(share: Share, bases: Iterable[Basis], population: int, months: int) -> ShareRow:
    return ShareRow(
        code=share.code,
        name=share.name,
        population=population,
        months=months,
        parts=tuple(_text(_part(share, basis)) for basis in bases),
        extra=share.rounding.extra,
        amount=share.amount,
        steps=explain(share),
    )


def _part(share: Share, basis: Basis) -> Fraction:
    return sum((line.amount for line in share.lines if line.basis is basis), Fraction(0))


def _text(value: Fraction | int) -> str:
    return decimal_text(Fraction(value), PLACES_IN_TABLES)
