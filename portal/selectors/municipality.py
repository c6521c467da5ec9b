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
from tenants.entitlements import ENTITLEMENTS, Feature
from tenants.models import CityReport, Contact, MonthlyFigures, Municipality, Plan, ReportedProcedure, Suspension

MONTHS_SHOWN, EVENTS_SHOWN = 12, 20


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One recorded event about a municipality, in words."""

    at: datetime
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """What the plans let a municipality do. Rows: label, plan A, plan B. is_over: it has more online than plan B lets it."""

    rows: tuple[tuple[str, str, str], ...]
    online: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    """Everything on the page of one municipality.

    attention:   why to look at it, but for the suspension, which has its own place.
    suspension:  the one that runs now, None while the pages are open.
    report:      what the city told of its office; None while it has told nothing.
    figures:     by month, the latest first; empty while the city has told nothing.
    plans:       every change of plan, the latest first.
    """

    city: Municipality
    address: str
    attention: tuple[Attention, ...]
    suspension: Suspension | None
    report: CityReport | None
    procedures: tuple[ReportedProcedure, ...]
    contacts: tuple[Contact, ...]
    figures: tuple[MonthlyFigures, ...]
    plans: tuple[HistoryLine, ...]
    history: tuple[HistoryLine, ...]


def municipalities() -> QuerySet[Municipality]:
    """Every municipality, by code."""
    return Municipality.objects.order_by("code")


def contacts_of(code: str) -> QuerySet[Contact]:
    """Whom to call in a municipality."""
    return Contact.objects.filter(municipality__code=code)


def municipality_page(city: Municipality) -> MunicipalityPage:
    """The page of one municipality: ten queries."""
    history = audit.history_of(city.code).order_by("-at", "-id")
    return MunicipalityPage(
        city=city,
        address=address_of(city.slug),
        suspension=Suspension.objects.filter(municipality=city, ended_at__isnull=True).first(),
        attention=tuple(each for each in attention_of(city) if each is not Attention.SUSPENDED),
        report=CityReport.objects.filter(municipality=city).first(),
        procedures=tuple(ReportedProcedure.objects.filter(municipality=city)),
        contacts=_in_order(contacts_of(city.code)),
        figures=tuple(MonthlyFigures.objects.filter(municipality=city)[:MONTHS_SHOWN]),
        plans=tuple(_line(each) for each in history.filter(event=AuditEvent.PLAN_CHANGED)),
        history=tuple(_line(each) for each in history[:EVENTS_SHOWN]),
    )


def plan_comparison(city: Municipality) -> PlanComparison:
    """Both plans side by side, for one municipality; what it has online is what it reported."""
    everything, small = ENTITLEMENTS[Plan.A], ENTITLEMENTS[Plan.B]
    online = ReportedProcedure.objects.filter(municipality=city, is_online=True).count()
    features = ((each.label, _yes(each in everything.features), _yes(each in small.features)) for each in Feature)
    rows = (("公開できる手続", _many(everything.procedures), _many(small.procedures)), *features)
    return PlanComparison(rows, online, small.procedures is not None and online > small.procedures)


def _yes(is_included: bool) -> str:
    return "入る" if is_included else "入らない"


def _many(number: int | None) -> str:
    return "いくつでも" if number is None else f"{number}件まで"


def _in_order(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """By what they are called about, the main one first."""
    order: dict[str, int] = {duty: place for place, duty in enumerate(Contact.Duty)}
    return tuple(sorted(contacts, key=lambda contact: (order[contact.duty], contact.name)))


def _line(record: AuditRecord) -> HistoryLine:
    words = AuditEvent(record.event).label
    if record.event == AuditEvent.PLAN_CHANGED:
        words += f"（{record.detail['before']} → {record.detail['after']}）"
    return HistoryLine(record.at, words, record.actor_name)
