"""The settlement of a year: what was decided stays, actual use and cost make differences, each city is told its own."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from accounts.roles import Role
from billing.allocation import Basis, Rule, RuleComponent
from billing.errors import ActionRefused, SamePerson
from billing.models import CityShare, Settlement, SettlementLine
from billing.selectors.settling import settlement_sheet
from billing.services.allocation import allocate, reopen
from billing.services.settling import decide_settlement, settle
from common.money import Yen
from tenants.models import MeteredUse
from tests.billing.terms import SIX_CITIES
from tests.factories.accounts import a_person, signed_in
from tests.factories.billing import (
    APPROVER,
    FINANCE,
    SIX_AMOUNTS,
    VIEWER,
    a_contract,
    a_member,
    change_total,
    decide,
    municipalities,
    weights,
)

pytestmark = pytest.mark.usefixtures("in_consortium")
APRIL_2026 = date(2026, 4, 1)
BY_PROCEDURES = Rule((RuleComponent(Basis.PROCEDURES, 1),))
BY_USE = Rule((RuleComponent(Basis.EQUAL, 5), RuleComponent(Basis.USE, 5)))


def used(**counts: int) -> None:
    """So many applications of each year in every city; `used(y2025=10, y2026=10, moriguchi=5)` gives 守口 more in 2026."""
    for city in municipalities(*SIX_CITIES).values():
        for year in (2025, 2026):
            more = counts.get(city.slug, 0) if year == 2026 else 0
            MeteredUse.objects.create(
                municipality=city, month=date(year, 5, 1), accepted=counts[f"y{year}"] + more, position=9
            )


@pytest.fixture
def decided():
    """Split by last year's use, which was the same everywhere; this year 守口 used it more."""
    used(y2025=10, y2026=10, moriguchi=60)
    contract = a_contract(rule=BY_USE, running_yen=Yen(12_000_000))
    decide(allocate(contract.pk, actor=FINANCE))
    contract.refresh_from_db()
    return contract


def test_actual_use_moves_the_differences_and_never_the_decision(decided):
    before = list(decided.runs.get().shares.values_list("code", "amount_yen"))
    assert {amount for _, amount in before} == {2_000_000}
    settlement = settle(decided.pk, actual_yen=Yen(12_000_000), actor=FINANCE)

    lines = {line.name: line.difference_yen for line in settlement.lines.all()}
    assert lines["守口市"] == 1_000_000 + 6_000_000 * 70 // 120 - 2_000_000
    assert sum(lines.values()) == 0
    assert list(decided.runs.get().shares.values_list("code", "amount_yen")) == before
    assert settle(decided.pk, actual_yen=Yen(12_000_000), actor=FINANCE) == settlement


def test_procedures_count_as_they_were_online_at_the_end_of_the_year():
    """The last month that is known counts: a city whose meter fell silent keeps its number."""
    for number, city in enumerate(municipalities(*SIX_CITIES).values(), start=1):
        for month, procedures in ((date(2025, 4, 1), 99), (date(2026, 2 + number % 2, 1), number), (APRIL_2026, 500)):
            MeteredUse.objects.create(
                municipality=city, month=month, accepted=0, procedures=procedures, position=month.toordinal()
            )
    run = allocate(a_contract(rule=BY_PROCEDURES, running_yen=Yen(2_100)).pk, actor=FINANCE)
    assert sorted(run.shares.values_list("amount_yen", flat=True)) == [100, 200, 300, 400, 500, 600]
    assert [source["label"] for source in run.sources][-1] == "公開していた手続の数"


def test_without_use_the_same_cost_leaves_nothing_to_settle_and_another_cost_splits_its_difference():
    contract = a_contract(rule=weights(3, 7))
    decide(allocate(contract.pk, actor=FINANCE))
    settle(contract.pk, actual_yen=Yen(12_345_678), actor=FINANCE)
    assert {line.difference_yen for line in SettlementLine.objects.all()} == {0}
    settle(contract.pk, actual_yen=Yen(12_000_000), actor=FINANCE)
    sheet = settlement_sheet(contract)
    assert (sheet.number, sheet.difference, sheet.to_pay, sheet.to_pay_back) == (2, -345_678, 0, 345_678)
    assert {row.code: row.decided for row in sheet.rows} == SIX_AMOUNTS
    assert sheet.changes == ("分ける総額が12,345,678円から12,000,000円になりました（−345,678円）。",)


def test_who_may_settle_and_who_decides(decided):
    for actor in (VIEWER, APPROVER):
        with pytest.raises(ActionRefused):
            settle(decided.pk, actual_yen=Yen(1), actor=actor)
    both = a_member(Role.FINANCE, Role.APPROVER)
    settlement = settle(decided.pk, actual_yen=Yen(12_000_000), actor=both)
    with pytest.raises(SamePerson):
        decide_settlement(settlement.pk, actor=both)
    for actor in (VIEWER, FINANCE):
        with pytest.raises(ActionRefused):
            decide_settlement(settlement.pk, actor=actor)
    decide_settlement(settlement.pk, actor=APPROVER)
    with pytest.raises(ActionRefused):
        decide_settlement(settlement.pk, actor=APPROVER)
    with pytest.raises(ActionRefused):
        settle(decided.pk, actual_yen=Yen(11_000_000), actor=FINANCE)
    with pytest.raises(ActionRefused):
        reopen(decided.pk, reason="精算のあとで", actor=FINANCE)


def test_a_later_version_is_settled_like_the_first(decided):
    """What was calculated for the version before is not in the way."""
    settle(decided.pk, actual_yen=Yen(12_000_000), actor=FINANCE)
    reopen(decided.pk, reason="契約額が変わったため", actor=FINANCE)
    change_total(decided, 18_000_000)
    decide(allocate(decided.pk, actor=FINANCE))
    settlement = settle(decided.pk, actual_yen=Yen(18_000_000), actor=FINANCE)
    decide_settlement(settlement.pk, actor=APPROVER)
    told = CityShare.objects.filter(kind="settlement")
    assert (told.count(), sum(row.amount_yen for row in told)) == (6, 0)


def test_an_older_calculation_is_not_decided(decided):
    old = settle(decided.pk, actual_yen=Yen(12_000_000), actor=FINANCE)
    settle(decided.pk, actual_yen=Yen(11_000_000), actor=FINANCE)
    with pytest.raises(ActionRefused):
        decide_settlement(old.pk, actor=APPROVER)


def test_nothing_is_settled_before_it_is_decided():
    with pytest.raises(ActionRefused):
        settle(a_contract().pk, actual_yen=Yen(1), actor=FINANCE)


def test_each_city_is_told_its_difference(decided):
    settlement = settle(decided.pk, actual_yen=Yen(12_000_000), actor=FINANCE)
    decide_settlement(settlement.pk, actor=APPROVER)
    told = {row.schema_name: row for row in CityShare.objects.filter(kind="settlement")}
    assert len(told) == 6
    assert told["m_272094"].amount_yen == 2_500_000
    assert told["m_271403"].amount_yen == -500_000
    assert told["m_271403"].content["before"] == 2_000_000


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False


def test_the_database_keeps_what_was_settled(decided):
    settlement = settle(decided.pk, actual_yen=Yen(12_000_000), actor=FINANCE)
    rows = Settlement.objects.filter(pk=settlement.pk)
    lines = SettlementLine.objects.filter(settlement=settlement)
    assert refused(lambda: rows.update(total_yen=1))
    assert refused(lambda: lines.update(actual_yen=1))
    assert refused(lines.delete)
    assert refused(rows.delete)
    decide_settlement(settlement.pk, actor=APPROVER)
    assert refused(lambda: rows.update(decided_by="別の人"))
    stray = {"code": "999999", "name": "どこか", "decided_yen": 0, "actual_yen": 1, "explanation": {}}
    assert refused(lambda: SettlementLine.objects.create(settlement=settlement, **stray))


@pytest.mark.parametrize(("fiscal_year", "is_over"), [(2020, True), (2098, False)])
def test_who_did_not_calculate_it_is_asked_once_more(client_at, fiscal_year, is_over):
    contract = a_contract(fiscal_year=fiscal_year)
    decide(allocate(contract.pk, actor=FINANCE))
    settlement = settle(contract.pk, actual_yen=Yen(12_000_000), actor=FINANCE)
    page = f"/billing/{contract.pk}/settlement/"
    decide_page = f"{page}{settlement.pk}/decide/"

    clerk = signed_in(client_at("localhost"), a_person(Role.FINANCE))
    assert clerk.post(decide_page).headers["Location"] == page
    settlement.refresh_from_db()
    assert settlement.decided_at is None

    head = signed_in(client_at("localhost"), a_person(Role.APPROVER, name="西村 明"))
    assert decide_page in head.get(page).content.decode()
    assert ("まだ終わっていません" in head.get(decide_page).content.decode()) is not is_over
    assert head.post(decide_page).headers["Location"] == page
    assert "西村 明さんが確定しました" in head.get(page).content.decode()
