"""Calculations as they are shown, printed and compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet

from billing.allocation import Basis, CannotAllocate, Component, Share, Step, Terms, decimal_text, explain
from billing.assumptions import assumptions_of
from billing.charts import Chart, largest
from billing.models import AllocationRun, Contract
from billing.records import Source, share_from_json, sources_from_json, terms_from_json
from billing.services.allocation import started_from
from billing.words import differences, rules_in_words, weights_text
from common.money import Yen

PLACES_IN_TABLES = 2


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One municipality in the table of a calculation. Texts are cut at two decimals and say so by "…"."""

    code: str
    name: str
    population: int
    time: int
    parts: tuple[str, ...]
    moved: str
    extra: int
    amount: Yen
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class RunSheet:
    """One calculation as it is shown, printed and exported.

    part_totals:  what all municipalities pay by each of `columns`, exactly.
    shared:       the sum of the amounts; with `carried` it equals total_yen.
    is_current:   the contract still says what this calculation started from.
    time_unit:    月 or 日, where somebody does not take part all year; "" otherwise.
    """

    id: UUID
    number: int
    computed_at: datetime
    computed_by: str
    computed_by_id: str
    confirmed_at: datetime | None
    confirmed_by: str
    version: int | None
    reason: str
    resolution: str
    resolved_on: date | None
    content_hash: str
    total_yen: Yen
    carried: Yen
    sources: tuple[Source, ...]
    components: tuple[Component, ...]
    rules: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[ShareRow, ...]
    chart: Chart | None
    part_totals: tuple[str, ...]
    population: int
    leftover: Yen
    shared: Yen
    time_unit: str
    has_moved: bool
    is_current: bool

    @property
    def weights(self) -> str:
        """均等割3：人口割7."""
        return weights_text(self.components)

    @property
    def width(self) -> int:
        """How many columns the table of shares has."""
        return 4 + len(self.columns) + bool(self.time_unit) + self.has_moved

    @property
    def adds_up(self) -> bool:
        """Whether the shares, with what is carried, make the total."""
        return self.shared + self.carried == self.total_yen


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A calculation in the list of all that were made of a contract. `changes`: sentences against the one before."""

    number: int
    computed_at: datetime
    computed_by: str
    total_yen: Yen
    weights: str
    version: int | None
    changes: tuple[str, ...]


def run_sheet(contract: Contract, number: int | None = None) -> RunSheet | None:
    """A calculation of a contract, the one in force or else the latest when no number is given; None if there is none."""
    run = contract.runs.filter(number=number).first() if number is not None else _foremost(contract)
    return _sheet(run, contract) if run else None


def runs_of(contract: Contract) -> QuerySet[AllocationRun]:
    """The calculations of a contract, newest first."""
    return contract.runs.all()


def drafts_of(contract: Contract) -> tuple[DraftRow, ...]:
    """All calculations of a contract, newest first."""
    runs = list(contract.runs.all())
    started = [(terms_from_json(run.terms), sources_from_json(run.sources)) for run in runs]
    before = [*started[1:], None]
    return tuple(
        DraftRow(
            number=run.number,
            computed_at=run.computed_at,
            computed_by=run.computed_by,
            total_yen=Yen(run.total_yen),
            weights=weights_text(now[0].components),
            version=run.version,
            changes=differences(then, now) if then else (),
        )
        for run, now, then in zip(runs, started, before, strict=False)
    )


def _foremost(contract: Contract) -> AllocationRun | None:
    """What counts: the decision while nothing is being changed, otherwise the newest calculation."""
    return contract.decision if contract.state == Contract.State.CONFIRMED else contract.runs.first()


def _sheet(run: AllocationRun, contract: Contract) -> RunSheet:
    terms = terms_from_json(run.terms)
    shares = [share_from_json(kept.explanation) for kept in run.shares.all()]
    bases = [component.basis for component in terms.components if component.weight]
    has_fixed = bool(terms.fixed_total)
    return RunSheet(
        id=run.pk,
        number=run.number,
        computed_at=run.computed_at,
        computed_by=run.computed_by,
        computed_by_id=run.computed_by_id,
        confirmed_at=run.confirmed_at,
        confirmed_by=run.confirmed_by,
        version=run.version,
        reason=run.reason,
        resolution=run.resolution,
        resolved_on=run.resolved_on,
        content_hash=run.content_hash,
        total_yen=Yen(run.total_yen),
        carried=Yen(run.carried_yen),
        sources=sources_from_json(run.sources),
        components=tuple(component for component in terms.components if component.weight),
        rules=rules_in_words(terms),
        columns=(*(["先に払う額"] if has_fixed else []), *(basis.label for basis in bases)),
        rows=tuple(_rows(shares, bases, terms, has_fixed=has_fixed)),
        chart=largest(shares, Yen(run.total_yen)),
        part_totals=tuple(_totals(shares, bases, has_fixed=has_fixed)),
        population=sum(member.population for member in terms.members),
        leftover=Yen(sum(share.rounding.extra for share in shares)),
        shared=Yen(sum(share.amount for share in shares)),
        time_unit=("日" if terms.year_days else "月") if terms.somebody_joins_late else "",
        has_moved=any(share.adjustments for share in shares),
        is_current=_is_current(run, contract),
    )


def _is_current(run: AllocationRun, contract: Contract) -> bool:
    try:
        return started_from(run, assumptions_of(contract))
    except CannotAllocate:
        return False


def _rows(shares: Iterable[Share], bases: list[Basis], terms: Terms, *, has_fixed: bool) -> Iterable[ShareRow]:
    members = {member.code: member for member in terms.members}
    for share in shares:
        fixed = [f"{share.fixed:,}"] if has_fixed else []
        moved = share.adjustments[-1].after - share.adjustments[0].before if share.adjustments else Fraction(0)
        yield ShareRow(
            code=share.code,
            name=share.name,
            population=members[share.code].population,
            time=terms.time_of(members[share.code]),
            parts=(*fixed, *(_text(share.part(basis)) for basis in bases)),
            moved=_text(moved),
            extra=share.rounding.extra,
            amount=share.amount,
            steps=explain(share),
        )


def _totals(shares: list[Share], bases: list[Basis], *, has_fixed: bool) -> Iterable[str]:
    if has_fixed:
        yield _text(sum(share.fixed for share in shares))
    for basis in bases:
        yield _text(sum((share.part(basis) for share in shares), Fraction(0)))


def _text(value: Fraction | int) -> str:
    return decimal_text(Fraction(value), PLACES_IN_TABLES)
