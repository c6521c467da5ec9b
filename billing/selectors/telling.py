"""What cities were told and said: for the secretariat all of it, for a city its own."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from billing import policies
from billing.allocation import Step, explain
from billing.models import CityReply, CityShare, Contract
from billing.telling import Told, told_from_json
from common.actor import Actor
from common.money import Yen
from tenants.context import current_municipality


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One thing that was said."""

    kind: str
    words: str
    text: str
    name: str
    post: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class AskedCity:
    """A city that was shown a draft, for the secretariat. waits: its last question is not answered."""

    share_id: UUID
    name: str
    amount: Yen
    agreed: ReplyRow | None
    replies: tuple[ReplyRow, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class Consultation:
    """A draft that the cities were shown."""

    number: int
    reply_until: date | None
    told_at: datetime
    cities: tuple[AskedCity, ...]

    @property
    def agreed(self) -> int:
        return sum(city.agreed is not None for city in self.cities)

    @property
    def waiting(self) -> int:
        """Cities whose question waits for an answer."""
        return sum(city.waits for city in self.cities)


@dataclass(frozen=True, slots=True)
class OwnShareRow:
    """In a city's list of what it was told."""

    id: UUID
    kind: str
    kind_words: str
    number: int
    title: str
    fiscal_year: int
    amount: Yen
    reply_until: date | None
    told_at: datetime
    is_superseded: bool
    is_agreed: bool
    scenario: str


@dataclass(frozen=True, slots=True)
class OwnShare:
    """A city's page なぜこの額か. steps: the calculation, row by row; the last is the amount."""

    row: OwnShareRow
    told: Told
    steps: tuple[Step, ...]
    replies: tuple[ReplyRow, ...]
    may_reply: bool

    @property
    def owed(self) -> Yen:
        """A settlement's difference without its sign."""
        return Yen(abs(self.row.amount))

    @property
    def others_total(self) -> Yen:
        """What all that are shown pay together."""
        return Yen(sum(other.amount for other in self.told.others))


def consultation_of(contract: Contract, number: int) -> Consultation | None:
    """The consultation about a draft, by code of the cities; None where there was none."""
    shares = list(
        CityShare.objects.filter(contract=contract, kind=CityShare.Kind.CONSULTATION, number=number)
        .select_related("municipality")
        .prefetch_related("replies")
        .order_by("municipality__code")
    )
    if not shares:
        return None
    return Consultation(number, shares[0].reply_until, shares[0].told_at, tuple(map(_asked, shares)))


def own_shares(actor: Actor) -> tuple[OwnShareRow, ...]:
    """What this city was told, newest first. In a city's context."""
    if not policies.can_see_own_shares(actor):
        return ()
    rows = list(_own().order_by("-fiscal_year", "-told_at"))
    return tuple(_row(row, rows) for row in rows)


def own_share(share_id: UUID, *, actor: Actor) -> OwnShare | None:
    """One of them whole; None if it is not this city's. In a city's context."""
    if not policies.can_see_own_shares(actor):
        return None
    rows = list(_own().order_by("-told_at"))
    found = next((row for row in rows if row.pk == share_id), None)
    if found is None:
        return None
    told, row = told_from_json(found.content), _row(found, rows)
    replies = tuple(map(_reply, found.replies.all()))
    asks = found.kind == CityShare.Kind.CONSULTATION and not row.is_superseded
    return OwnShare(row, told, explain(told.share), replies, asks and policies.can_reply(actor))


def _own() -> QuerySet[CityShare]:
    schema = current_municipality().schema_name
    return CityShare.objects.filter(schema_name=schema).prefetch_related("replies")


def _row(share: CityShare, all_of_them: list[CityShare]) -> OwnShareRow:
    about_shares = (CityShare.Kind.CONSULTATION, CityShare.Kind.DECISION)
    newer = (
        each
        for each in all_of_them
        if each.contract_id == share.contract_id
        and each.told_at > share.told_at
        and share.kind != CityShare.Kind.SIMULATION
        and (each.kind in about_shares if share.kind == CityShare.Kind.CONSULTATION else each.kind == share.kind)
    )
    return OwnShareRow(
        id=share.pk,
        kind=share.kind,
        kind_words=share.get_kind_display(),
        number=share.number,
        title=share.title,
        fiscal_year=share.fiscal_year,
        amount=Yen(share.amount_yen),
        reply_until=share.reply_until,
        told_at=share.told_at,
        is_superseded=any(newer),
        is_agreed=any(reply.kind == CityReply.Kind.AGREE for reply in share.replies.all()),
        scenario=share.content.get("scenario", ""),
    )


def _asked(share: CityShare) -> AskedCity:
    replies = tuple(map(_reply, share.replies.all()))
    said = [reply.kind for reply in replies if reply.kind != CityReply.Kind.AGREE]
    return AskedCity(
        share_id=share.pk,
        name=share.municipality.name,
        amount=Yen(share.amount_yen),
        agreed=next((reply for reply in replies if reply.kind == CityReply.Kind.AGREE), None),
        replies=tuple(reply for reply in replies if reply.kind != CityReply.Kind.AGREE),
        waits=bool(said) and said[-1] == CityReply.Kind.QUESTION,
    )


def _reply(reply: CityReply) -> ReplyRow:
    return ReplyRow(reply.kind, reply.get_kind_display(), reply.text, reply.name, reply.post, reply.said_at)
