"""What the secretariat sees of one municipality: what it keeps itself, and what the city has told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from audit import selectors as audit
from audit.events import AuditEvent
from audit.models import AuditRecord
from portal.selectors.attention import Attention
from portal.selectors.secretariat import address_of, attention_of
from tenants.models import CityReport, Contact, MonthlyFigures, Municipality, ReportedProcedure, Suspension

MONTHS_SHOWN, EVENTS_SHOWN = 12, 20


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One recorded event about a municipality, in words."""

    at: datetime
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    """Everything on the page of one municipality.

    attention:   why to look at it, but for the suspension, which has its own place.
    suspension:  the one that runs now, None while the pages are open.
    report:      what the city told of its office; None while it has told nothing.
    figures:     by month, the latest first; empty while the city has told nothing.
    """

    city: Municipality
    address: str
    attention: tuple[Attention, ...]
    suspension: Suspension | None
    report: CityReport | None
    procedures: tuple[ReportedProcedure, ...]
    contacts: tuple[Contact, ...]
    figures: tuple[MonthlyFigures, ...]
    history: tuple[HistoryLine, ...]


def municipalities() -> QuerySet[Municipality]:
    """Every municipality, by code."""
    return Municipality.objects.order_by("code")


def contacts_of(code: str) -> QuerySet[Contact]:
    """Whom to call in a municipality."""
    return Contact.objects.filter(municipality__code=code)


def municipality_page(city: Municipality) -> MunicipalityPage:
    """The page of one municipality: nine queries."""
    return MunicipalityPage(
        city=city,
        address=address_of(city.slug),
        suspension=Suspension.objects.filter(municipality=city, ended_at__isnull=True).first(),
        attention=tuple(each for each in attention_of(city) if each is not Attention.SUSPENDED),
        report=CityReport.objects.filter(municipality=city).first(),
        procedures=tuple(ReportedProcedure.objects.filter(municipality=city)),
        contacts=_in_order(contacts_of(city.code)),
        figures=tuple(MonthlyFigures.objects.filter(municipality=city)[:MONTHS_SHOWN]),
        history=tuple(_line(each) for each in audit.history_of(city.code).order_by("-at", "-id")[:EVENTS_SHOWN]),
    )


def _in_order(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """By what they are called about, the main one first."""
    order: dict[str, int] = {duty: place for place, duty in enumerate(Contact.Duty)}
    return tuple(sorted(contacts, key=lambda contact: (order[contact.duty], contact.name)))


def _line(record: AuditRecord) -> HistoryLine:
    return HistoryLine(record.at, AuditEvent(record.event).label, record.actor_name)
