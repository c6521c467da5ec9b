"""What the secretariat sees of its municipalities: the directory, the counts they push, and their share of the cost."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

from billing.models import AllocationShare
from common.fiscal import fiscal_year_label, fiscal_year_of
from common.money import Yen
from portal.selectors.attention import IN_SHORT, Attention, Known, attention
from tenants.models import CityReport, Contact, Kind, MonthlyFigures, Municipality, Plan, ProvisioningRequest
from tenants.services.migration import code_version

ORDERS = {
    "code": "団体コード順",
    "name": "五十音順",
    "applications": "今月の申請が多い順",
    "population": "人口の多い順",
    "attention": "注意がいる順",
}
SIZES = {
    "cities": ("政令市・中核市", {Kind.DESIGNATED_CITY, Kind.CORE_CITY}),
    "city": ("一般市", {Kind.CITY}),
    "towns": ("町村", {Kind.TOWN, Kind.VILLAGE}),
}


@dataclass(frozen=True, slots=True)
class MunicipalityLine:
    """One line of the overview. None: the city has not told anything yet."""

    code: str
    name: str
    kana: str
    state: str
    plan: str
    kind: str
    population: int
    procedures_online: int | None
    applications_of_month: int | None
    contribution: Yen | None
    attention: tuple[Attention, ...]

    @property
    def attention_in_short(self) -> list[str]:
        """The reasons to look, as a column has room for them."""
        return [IN_SHORT[reason] for reason in self.attention]


@dataclass(frozen=True, slots=True)
class AttentionGroup:
    """One reason to look, and the municipalities that give it."""

    reason: Attention
    lines: tuple[MunicipalityLine, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page: lines as asked for, and the totals of all municipalities."""

    month: date
    fiscal_year_label: str
    lines: tuple[MunicipalityLine, ...]
    municipalities: int
    plans: Mapping[str, int]
    applications_of_month: int
    procedures_online: int
    contributions: Yen
    attention: tuple[AttentionGroup, ...]


def overview(
    *, search: str = "", plan: str = "", size: str = "", order: str = "code", today: date | None = None
) -> Overview:
    """The overview of this month: six queries, however many municipalities there are.

    search:  part of a name or its reading, or the beginning of a code.
    """
    today = today or timezone.localdate()
    month, fiscal_year = today.replace(day=1), fiscal_year_of(today)
    shares = _contributions(fiscal_year)
    lines = tuple(_lines(month, shares))
    return Overview(
        month=month,
        fiscal_year_label=fiscal_year_label(fiscal_year),
        lines=_ordered(_chosen(lines, search, plan, size), order),
        municipalities=len(lines),
        plans={plan.value: sum(line.plan == plan for line in lines) for plan in Plan},
        applications_of_month=sum(line.applications_of_month or 0 for line in lines),
        procedures_online=sum(line.procedures_online or 0 for line in lines),
        contributions=Yen(sum(shares.values())),
        attention=tuple(_groups(lines)),
    )


def attention_of(city: Municipality) -> tuple[Attention, ...]:
    """Why somebody should look at one municipality."""
    (known,) = _known([city]).values()
    return attention(known, now=timezone.now())


def open_requests() -> QuerySet[ProvisioningRequest]:
    """Wishes for new municipalities that are on their way or failed, newest first."""
    return ProvisioningRequest.objects.exclude(state=ProvisioningRequest.State.DONE)


def request_by_code(code: str) -> ProvisioningRequest | None:
    """The wish for one municipality."""
    return ProvisioningRequest.objects.filter(code=code).first()


def address_of(slug: str) -> str:
    """The public address of a municipality's home page."""
    return settings.KYODO.address(f"{slug}.{settings.KYODO.base_domain}")


def _contributions(fiscal_year: int) -> dict[str, Yen]:
    """What each municipality pays for a fiscal year, over all confirmed calculations."""
    confirmed = AllocationShare.objects.filter(run__confirmed_at__isnull=False, run__contract__fiscal_year=fiscal_year)
    return {code: Yen(total) for code, total in confirmed.values_list("code").annotate(total=Sum("amount_yen"))}


def _lines(month: date, shares: Mapping[str, Yen]) -> Iterator[MunicipalityLine]:
    cities = list(Municipality.objects.order_by("code"))
    figures = {row.municipality_id: row for row in MonthlyFigures.objects.filter(month=month)}
    known, now = _known(cities), timezone.now()
    for city in cities:
        told = figures.get(city.pk)
        yield MunicipalityLine(
            code=city.code,
            name=city.name,
            kana=city.kana,
            state=city.get_state_display(),
            plan=city.plan,
            kind=city.kind,
            population=city.population,
            procedures_online=told.procedures_online if told else None,
            applications_of_month=told.applications_received if told else None,
            contribution=shares.get(city.code),
            attention=attention(known[city.pk], now=now),
        )


def _known(cities: Sequence[Municipality]) -> dict[UUID, Known]:
    """What is known of these municipalities: three queries."""
    ids = [city.pk for city in cities]
    told = dict(
        MonthlyFigures.objects.filter(municipality__in=ids).values_list("municipality").annotate(Max("counted_at"))
    )
    reports = CityReport.objects.filter(municipality__in=ids).values_list("municipality", "administrators")
    administrators = {city: len(each) for city, each in reports}
    reachable = set(Contact.objects.filter(municipality__in=ids).values_list("municipality", flat=True))
    version = code_version()
    return {
        city.pk: Known(
            state=city.state,
            created_at=city.created_at,
            is_up_to_date=city.schema_version == version,
            last_told=told.get(city.pk),
            administrators=administrators.get(city.pk),
            has_contact=city.pk in reachable,
        )
        for city in cities
    }


def _groups(lines: Iterable[MunicipalityLine]) -> Iterator[AttentionGroup]:
    for reason in Attention:
        if concerned := tuple(line for line in lines if reason in line.attention):
            yield AttentionGroup(reason, concerned)


def _chosen(lines: Iterable[MunicipalityLine], search: str, plan: str, size: str) -> list[MunicipalityLine]:
    kinds = SIZES[size][1] if size in SIZES else set(Kind)
    return [line for line in lines if line.kind in kinds and plan in ("", line.plan) and _is_found(line, search)]


def _is_found(line: MunicipalityLine, search: str) -> bool:
    typed = unicodedata.normalize("NFKC", search).strip()
    return typed in line.name or typed in line.kana or line.code.startswith(typed)


def _urgency(line: MunicipalityLine) -> int:
    """Place of the most urgent reason to look; behind all of them when there is none."""
    reasons = list(Attention)
    return min(map(reasons.index, line.attention), default=len(reasons))


def _ordered(lines: list[MunicipalityLine], order: str) -> tuple[MunicipalityLine, ...]:
    keys: dict[str, Callable[[MunicipalityLine], Any]] = {
        "name": lambda line: line.kana,
        "applications": lambda line: -(line.applications_of_month or 0),
        "population": lambda line: -line.population,
        "attention": _urgency,
    }
    return tuple(sorted(lines, key=keys[order]) if order in keys else lines)
