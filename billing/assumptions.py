"""What a calculation starts from (前提), gathered from a contract and the figures it names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from billing.allocation import Basis, CannotAllocate, Group, Participant, Rule, Terms
from billing.models import BaseFigure, BaseFigures, Contract
from billing.records import Source, rule_from_json
from common.fiscal import first_day, last_day, months_between
from common.money import Yen
from tenants.models import Kind, MeteredUse, Municipality, Plan

_PLANS = {Plan.A: Group.PLAN_A, Plan.B: Group.PLAN_B}
_NAMED = 5  # names in a sentence, before it says how many more


@dataclass(frozen=True, slots=True)
class TakingPart:
    """When one municipality takes part in a fiscal year: from a day on, until one; None is all year. Both days count.

    plan:  another plan than the one it bought, for trying out.
    """

    joins_on: date | None = None
    leaves_on: date | None = None
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Everything a calculation depends on, and where its figures come from."""

    terms: Terms
    sources: tuple[Source, ...]


def assumptions_of(contract: Contract) -> Assumptions:
    """As the contract stands now. Raises CannotAllocate where a figure is missing."""
    return assume(contract, taking_part_in(contract))


def taking_part_in(contract: Contract) -> dict[UUID, TakingPart]:
    """Municipality's id -> when it takes part."""
    rows = contract.participations.all()
    return {row.municipality_id: TakingPart(row.joins_on, row.leaves_on) for row in rows}


def assume(contract: Contract, taking_part: Mapping[UUID, TakingPart]) -> Assumptions:
    """The same for a contract that need not be stored, and other participants.

    Raises CannotAllocate where a municipality has no figure that the rule asks for, or no day in the fiscal year.
    """
    rule = rule_from_json(contract.rule)
    cities = list(Municipality.objects.filter(pk__in=list(taking_part)).order_by("code"))
    people = _figures(contract.population, cities, needed=rule.asks_for(Basis.POPULATION), noun="人口")
    need = _figures(contract.need, cities, needed=rule.asks_for(Basis.NEED), noun="基準財政需要額")
    uses = _uses(contract.use_year) if rule.asks_for(Basis.USE) else {}
    procedures = _procedures(contract.use_year) if rule.asks_for(Basis.PROCEDURES) else {}
    last = _decided_before(contract)
    participants = [
        Participant(
            code=city.code,
            name=city.name,
            population=people.get(city.pk, 0),
            need=need.get(city.pk, 0),
            uses=uses.get(city.pk, 0),
            procedures=procedures.get(city.pk, 0),
            months=months,
            days=days,
            groups=groups_of(city, taking_part[city.pk].plan),
            last=last.get(city.code),
        )
        for city in cities
        for months, days in [_time(taking_part[city.pk], contract.fiscal_year, city.name)]
    ]
    year_days = (last_day(contract.fiscal_year) - first_day(contract.fiscal_year)).days + 1
    terms = rule.terms(Yen(contract.total_yen), participants, year_days=year_days)
    return Assumptions(terms, tuple(_sources(contract, rule)))


def groups_of(city: Municipality, plan: str = "") -> tuple[Group, ...]:
    """The groups of a rule that a municipality belongs to, with the plan it bought or another."""
    size = Group.TOWNS if city.kind in (Kind.TOWN, Kind.VILLAGE) else Group.CITIES
    return _PLANS[Plan(plan or city.plan)], size


def _time(when: TakingPart, fiscal_year: int, name: str) -> tuple[int, int]:
    """Months and days of the fiscal year, the first and the last of them counted."""
    start = max(when.joins_on or first_day(fiscal_year), first_day(fiscal_year))
    end = min(when.leaves_on or last_day(fiscal_year), last_day(fiscal_year))
    if end < start:
        raise CannotAllocate(f"{name}の参加する日が、この年度にありません。日付を直してください。", code="not_in_year")
    return months_between(start, end), (end - start).days + 1


def _figures(source: BaseFigures | None, cities: Iterable[Municipality], *, needed: bool, noun: str) -> dict[UUID, int]:
    if not needed:
        rows = BaseFigure.objects.filter(figures=source) if source else BaseFigure.objects.none()
        return dict(rows.values_list("municipality_id", "value"))
    if source is None:
        raise CannotAllocate(f"この規約には{noun}が要ります。基礎数値を選んでください。", code="no_figures")
    found = dict(BaseFigure.objects.filter(figures=source).values_list("municipality_id", "value"))
    if missing := [city.name for city in cities if city.pk not in found]:
        more = f"ほか{len(missing) - _NAMED}団体" if len(missing) > _NAMED else ""
        raise CannotAllocate(
            f"{source.label}（{source.as_of:%Y年%-m月%-d日}）に、{'、'.join(missing[:_NAMED])}{more}の数値がありません。"
            "基礎数値を登録し直すか、別の基礎数値を選んでください。",
            code="figures_missing",
        )
    return found


def _uses(fiscal_year: int) -> dict[UUID, int]:
    """Applications accepted in a fiscal year, as the cities' meters told them month by month."""
    months = MeteredUse.objects.filter(month__range=(first_day(fiscal_year), last_day(fiscal_year)))
    counted = months.values("municipality").order_by().annotate(uses=Sum("accepted"))
    return dict(counted.values_list("municipality", "uses"))


def _procedures(fiscal_year: int) -> dict[UUID, int]:
    """Procedures that were online at the end of a fiscal year, or as far as the cities' meters have told it."""
    months = MeteredUse.objects.filter(month__lte=last_day(fiscal_year))
    latest = months.order_by("municipality", "-month").distinct("municipality")
    return dict(latest.values_list("municipality", "procedures"))


def _decided_before(contract: Contract) -> dict[str, Yen]:
    """Code -> what was decided for the year before, by the newest decision."""
    decision = contract.previous.decision if contract.previous else None
    shares = decision.shares.values_list("code", "amount_yen") if decision else ()
    return {code: Yen(amount) for code, amount in shares}


def _sources(contract: Contract, rule: Rule) -> Iterable[Source]:
    for source, basis in ((contract.population, Basis.POPULATION), (contract.need, Basis.NEED)):
        if source is not None and (basis is Basis.POPULATION or rule.asks_for(basis)):
            yield Source(source.kind, source.label, source.as_of, source.origin)
    if rule.asks_for(Basis.USE):
        yield Source("use", "申請の件数", last_day(contract.use_year), "各市町村の監査の記録から月ごとに数えた件数")
    if rule.asks_for(Basis.PROCEDURES):
        yield Source(
            "procedures", "公開していた手続の数", last_day(contract.use_year), "各市町村の監査の記録から数えた数"
        )
