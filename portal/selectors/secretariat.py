"""What the secretariat sees of its municipalities: the directory, the counts they push, and their share of the cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

from billing.models import AllocationShare
from common.fiscal import fiscal_year_label, fiscal_year_of
from common.money import Yen
from tenants.models import Kind, MonthlyFigures, Municipality, Plan, ProvisioningRequest, State

SILENT_AFTER = timedelta(days=2)
ORDERS = {"code": "団体コード順", "applications": "今月の申請が多い順", "attention": "注意がいる順"}
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
    address: str
    state: str
    plan: str
    kind: str
    procedures_online: int | None
    applications_of_month: int | None
    contribution: Yen | None
    attention: str


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
    attention: tuple[MunicipalityLine, ...]


def overview(*, plan: str = "", size: str = "", order: str = "code", today: date | None = None) -> Overview:
    """The overview of this month: four queries, however many municipalities there are."""
    today = today or timezone.localdate()
    month, fiscal_year = today.replace(day=1), fiscal_year_of(today)
    shares = _contributions(fiscal_year)
    lines = tuple(_line(city, shares) for city in _with_figures(month))
    return Overview(
        month=month,
        fiscal_year_label=fiscal_year_label(fiscal_year),
        lines=_ordered(_chosen(lines, plan, size), order),
        municipalities=len(lines),
        plans={label: sum(line.plan == value for line in lines) for value, label in Plan.choices},
        applications_of_month=sum(line.applications_of_month or 0 for line in lines),
        procedures_online=sum(line.procedures_online or 0 for line in lines),
        contributions=Yen(sum(shares.values())),
        attention=tuple(line for line in lines if line.attention),
    )


def requests() -> QuerySet[ProvisioningRequest]:
    """Wishes for new municipalities, newest first."""
    return ProvisioningRequest.objects.all()


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


def _with_figures(month: date) -> Iterable[Municipality]:
    figures = {row.municipality_id: row for row in MonthlyFigures.objects.filter(month=month)}
    told = dict(MonthlyFigures.objects.values_list("municipality").annotate(last=Max("counted_at")))
    for city in Municipality.objects.order_by("code"):
        city.figures_of_month, city.last_told = figures.get(city.pk), told.get(city.pk)
        yield city


def _line(city: Municipality, shares: Mapping[str, Yen]) -> MunicipalityLine:
    figures: MonthlyFigures | None = city.figures_of_month
    return MunicipalityLine(
        code=city.code,
        name=city.name,
        address=address_of(city.slug),
        state=city.get_state_display(),
        plan=city.plan,
        kind=city.kind,
        procedures_online=figures.procedures_online if figures else None,
        applications_of_month=figures.applications_received if figures else None,
        contribution=shares.get(city.code),
        attention=_attention(city.state, city.last_told),
    )


def _attention(state: str, last_told: datetime | None) -> str:
    """Why somebody should look at a municipality, in words; empty when nobody need."""
    if state == State.SUSPENDED:
        return "利用を停止しています"
    if last_told is not None and timezone.now() - last_told > SILENT_AFTER:
        return f"{timezone.localdate(last_told):%-m月%-d日}から件数の報告がありません"
    return ""


def _chosen(lines: Iterable[MunicipalityLine], plan: str, size: str) -> list[MunicipalityLine]:
    kinds = SIZES[size][1] if size in SIZES else set(Kind)
    return [line for line in lines if line.kind in kinds and plan in ("", line.plan)]


def _ordered(lines: list[MunicipalityLine], order: str) -> tuple[MunicipalityLine, ...]:
    if order == "applications":
        lines.sort(key=lambda line: -(line.applications_of_month or 0))
    elif order == "attention":
        lines.sort(key=lambda line: not line.attention)
    return tuple(lines)
