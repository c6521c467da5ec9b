"""The settlement of a contract's year, as the secretariat sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.allocation import Step, explain
from billing.models import Contract
from billing.records import Source, share_from_json, sources_from_json, terms_from_json
from billing.words import differences
from common.money import Yen


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """One municipality's line. difference: to pay above nothing, to be paid back below."""

    code: str
    name: str
    decided: Yen
    actual: Yen
    difference: Yen
    uses: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SettlementSheet:
    """A settlement whole. changes: what is different from the decision, in sentences."""

    id: UUID
    number: int
    version: int
    computed_at: datetime
    computed_by: str
    computed_by_id: str
    decided_at: datetime | None
    decided_by: str
    content_hash: str
    total: Yen
    carried: Yen
    decided_total: Yen
    sources: tuple[Source, ...]
    changes: tuple[str, ...]
    rows: tuple[SettlementRow, ...]
    counts_use: bool

    @property
    def to_pay(self) -> Yen:
        """What is still to pay, of all that pay."""
        return Yen(sum(row.difference for row in self.rows if row.difference > 0))

    @property
    def to_pay_back(self) -> Yen:
        """What is paid back, of all that get something."""
        return Yen(-sum(row.difference for row in self.rows if row.difference < 0))

    @property
    def difference(self) -> Yen:
        """All differences together."""
        return Yen(sum(row.difference for row in self.rows))


def settlement_sheet(contract: Contract) -> SettlementSheet | None:
    """The newest settlement of the decision in force; None while there is none."""
    run = contract.decision
    settlement = run.settlements.first() if run else None
    if run is None or settlement is None:
        return None
    terms, sources = terms_from_json(settlement.terms), sources_from_json(settlement.sources)
    decided = terms_from_json(run.terms), sources_from_json(run.sources)
    uses = {member.code: member.uses for member in terms.members}
    return SettlementSheet(
        id=settlement.pk,
        number=settlement.number,
        version=run.version or 0,
        computed_at=settlement.computed_at,
        computed_by=settlement.computed_by,
        computed_by_id=settlement.computed_by_id,
        decided_at=settlement.decided_at,
        decided_by=settlement.decided_by,
        content_hash=settlement.content_hash,
        total=Yen(settlement.total_yen),
        carried=Yen(settlement.carried_yen),
        decided_total=Yen(run.total_yen),
        sources=sources,
        changes=differences(decided, (terms, sources)),
        rows=tuple(
            SettlementRow(
                line.code,
                line.name,
                Yen(line.decided_yen),
                Yen(line.actual_yen),
                Yen(line.difference_yen),
                uses.get(line.code, 0),
                explain(share_from_json(line.explanation)) if line.explanation else (),
            )
            for line in settlement.lines.all()
        ),
        counts_use=any(source.kind == "use" for source in sources),
    )
