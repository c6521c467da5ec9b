"""Telling the cities what they pay and why: one row for each, which only that city can read."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.urls import reverse

from billing.models import AllocationRun, CityShare, Contract, Scenario, Settlement
from billing.records import Source, share_from_json, sources_from_json, terms_from_json
from billing.simulation import Simulation
from billing.telling import Decision, OtherShare, Told, told_to_json
from billing.words import differences, rules_in_words
from common.money import Yen
from notifications.services import promise
from tenants.models import Contact, Municipality


def tell(
    run: AllocationRun,
    contract: Contract,
    kind: CityShare.Kind,
    number: int,
    *,
    reply_until: date | None = None,
    shows_all: bool = False,
) -> int:
    """Tell each city its own share of a calculation, and write to those who are called about contracts.

    Returns how many cities were told; who was told this before is not told again.
    """
    known = set(
        CityShare.objects.filter(contract=contract, kind=kind, number=number).values_list("municipality_id", flat=True)
    )
    cities = {city.code: city for city in Municipality.objects.exclude(pk__in=known)}
    rows = [
        _row(contract, cities[told.share.code], kind, number, told.share.amount, told, reply_until)
        for told in _everything(run, contract, kind, shows_all=shows_all)
        if told.share.code in cities
    ]
    CityShare.objects.bulk_create(rows)
    _write_to(rows)
    return len(rows)


def tell_settlement(settlement: Settlement, contract: Contract) -> None:
    """Tell each city its difference, with the calculation by the year's actual figures."""
    terms, sources = terms_from_json(settlement.terms), sources_from_json(settlement.sources)
    decided = terms_from_json(settlement.run.terms), sources_from_json(settlement.run.sources)
    cities = {city.code: city for city in Municipality.objects.all()}
    rows = []
    for line in settlement.lines.all():
        told = Told(
            supplier=contract.supplier_name,
            tax=contract.get_tax_display(),
            costs=(("実績の費用", Yen(settlement.total_yen)),),
            total=Yen(settlement.total_yen),
            carried=Yen(settlement.carried_yen),
            members=len(terms.members),
            population=sum(member.population for member in terms.members),
            rules=rules_in_words(terms),
            sources=sources,
            share=share_from_json(line.explanation),
            changes=differences(decided, (terms, sources)),
            before=Yen(line.decided_yen),
        )
        rows.append(
            _row(contract, cities[line.code], CityShare.Kind.SETTLEMENT, settlement.number, line.difference_yen, told)
        )
    CityShare.objects.bulk_create(rows)
    _write_to(rows)


def tell_simulation(scenario: Scenario, sources: tuple[Source, ...], simulation: Simulation) -> int:
    """Tell each city in a what-if its own line. Returns how many were told; who was told this before is not told again."""
    contract, kind = scenario.contract, CityShare.Kind.SIMULATION
    known = CityShare.objects.filter(contract=contract, kind=kind, number=scenario.number)
    cities = {city.code: city for city in Municipality.objects.exclude(pk__in=known.values("municipality_id"))}
    rules, rows = rules_in_words(simulation.terms), []
    for each in simulation.rows:
        if each.code not in cities:
            continue
        told = Told(
            supplier=contract.supplier_name,
            tax=contract.get_tax_display(),
            costs=(("試算した費用", simulation.total),),
            total=simulation.total,
            carried=simulation.carried,
            members=len(simulation.rows),
            population=sum(row.population for row in simulation.rows),
            rules=rules,
            sources=sources,
            share=each.share,
            before=each.now,
            alone=each.alone,
            scenario=scenario.name,
        )
        rows.append(_row(contract, cities[each.code], kind, scenario.number, each.amount, told))
    CityShare.objects.bulk_create(rows)
    _write_to(rows)
    return len(rows)


def _row(
    contract: Contract,
    city: Municipality,
    kind: CityShare.Kind,
    number: int,
    amount: int,
    told: Told,
    reply_until: date | None = None,
) -> CityShare:
    return CityShare(
        schema_name=city.schema_name,
        municipality=city,
        contract=contract,
        kind=kind,
        number=number,
        title=contract.title,
        fiscal_year=contract.fiscal_year,
        amount_yen=amount,
        reply_until=reply_until,
        content=told_to_json(told),
    )


def _everything(run: AllocationRun, contract: Contract, kind: CityShare.Kind, *, shows_all: bool) -> Iterator[Told]:
    terms, sources = terms_from_json(run.terms), sources_from_json(run.sources)
    shares = [share_from_json(row.explanation) for row in run.shares.all()]
    others = tuple(OtherShare(share.name, share.amount) for share in shares) if shows_all else ()
    last = _told_before(run, contract, kind)
    changes = (
        differences((terms_from_json(last.terms), sources_from_json(last.sources)), (terms, sources)) if last else ()
    )
    paid = last.shares.values_list("code", "amount_yen") if last else ()
    before = {code: Yen(amount) for code, amount in paid}
    decision = (
        Decision(run.version, run.resolution, run.resolved_on, run.reason, run.content_hash)
        if run.version is not None and run.resolved_on is not None
        else None
    )
    for share in shares:
        yield Told(
            supplier=contract.supplier_name,
            tax=contract.get_tax_display(),
            costs=costs_of(contract),
            total=Yen(run.total_yen),
            carried=Yen(run.carried_yen),
            members=len(shares),
            population=sum(member.population for member in terms.members),
            rules=rules_in_words(terms),
            sources=sources,
            share=share,
            others=others,
            decision=decision,
            changes=changes,
            before=before.get(share.code),
        )


def costs_of(contract: Contract) -> tuple[tuple[str, Yen], ...]:
    """From the contract's cost to what is split, in the order they are added up; what is nothing is left out."""
    parts = (
        ("運用の費用", contract.running_yen),
        ("初期の費用", contract.one_time_yen),
        ("補助金", -contract.subsidy_yen),
        ("都道府県の負担", -contract.prefecture_yen),
    )
    return tuple((label, Yen(yen)) for label, yen in parts if yen)


def _told_before(run: AllocationRun, contract: Contract, kind: CityShare.Kind) -> AllocationRun | None:
    """The calculation that the cities were told last, of the same kind."""
    earlier = contract.runs.exclude(pk=run.pk)
    if kind == CityShare.Kind.DECISION:
        return earlier.filter(version__isnull=False).order_by("-version").first()
    told = CityShare.objects.filter(contract=contract, kind=kind).exclude(number=run.number)
    return earlier.filter(number__in=told.values("number")).order_by("-number").first()


def _write_to(rows: list[CityShare]) -> None:
    """A mail without amounts to those whom the secretariat calls about contracts, at their own city's address."""
    people = Contact.objects.filter(
        municipality__in=[row.municipality_id for row in rows], duty=Contact.Duty.BILLING
    ).exclude(email="")
    by_city = {row.municipality_id: row for row in rows}
    for contact in people.select_related("municipality"):
        row = by_city[contact.municipality_id]
        host = f"{contact.municipality.slug}.{settings.KYODO.base_domain}"
        promise(
            "share_told",
            to=contact.email,
            subject_of=row.get_kind_display(),
            contract=row.title,
            reply_until=row.reply_until.isoformat() if row.reply_until else "",
            address=settings.KYODO.address(
                host, reverse("own_share", args=[row.pk], urlconf="config.urls.municipality")
            ),
        )
