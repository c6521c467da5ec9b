"""Trying out other assumptions: beside the contract as it stands and beside buying alone, kept, compared, shown to the cities."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pypdf
import pytest

from accounts.roles import Role
from audit.models import AuditRecord
from billing.allocation import CannotAllocate, Group, PlanFee
from billing.assumptions import TakingPart
from billing.errors import ActionRefused, NameTaken
from billing.exports import comparison_xlsx
from billing.models import AllocationRun, CityShare, Contract, Scenario
from billing.scenario_document import comparison_pdf
from billing.selectors import scenarios, telling
from billing.services.contracts import add_contract
from billing.services.figures import enter_figures
from billing.services.scenarios import keep_scenario, remove_scenario, show_scenario
from billing.simulation import as_it_stands, simulate
from common.actor import Actor, ActorKind
from common.money import Yen
from tenants.context import in_consortium, in_municipality
from tests.billing.terms import SIX_CITIES
from tests.factories.accounts import a_person, signed_in
from tests.factories.billing import (
    APPROVER,
    FINANCE,
    SIX_AMOUNTS,
    VIEWER,
    a_contract,
    facts,
    municipalities,
    participants,
    weights,
)

MORIGUCHI, SAKAI = "272094", "271403"
FIVE = tuple(name for name in SIX_CITIES if name != "守口市")


@pytest.fixture
def contract(in_consortium) -> Contract:
    """The six cities' contract."""
    return a_contract()


def amounts(simulation) -> dict[str, int]:
    return {row.code: row.amount for row in simulation.rows}


def test_as_it_stands_is_the_contract_itself_and_nothing_is_stored(contract):
    before = AuditRecord.objects.count()
    result = simulate(contract, as_it_stands(contract))
    assert amounts(result) == SIX_AMOUNTS
    assert {row.change for row in result.rows} == {0}
    assert (result.shared, result.saved) == (12_345_678, None)
    assert (AllocationRun.objects.count(), AuditRecord.objects.count()) == (0, before)


def test_who_joins_in_october_pays_for_six_months_and_the_others_carry_less(in_consortium):
    municipalities(*SIX_CITIES)
    contract = add_contract(facts(), participants(*FIVE), actor=FINANCE)
    start = as_it_stands(contract)
    result = simulate(contract, replace(start, joining={**start.joining, MORIGUCHI: 10}))
    rows = {row.code: row for row in result.rows}
    assert (rows[MORIGUCHI].now, rows[MORIGUCHI].amount) == (None, 628_148)
    assert all(row.change < 0 for code, row in rows.items() if code != MORIGUCHI)


def test_days_that_were_agreed_count_until_another_month_is_tried(in_consortium):
    """From 16 October, until December, by the day; a city that left keeps its last day whatever month it is said to join."""
    taking_part = participants(*SIX_CITIES)
    cities = municipalities(*SIX_CITIES)
    taking_part[cities["守口市"].pk] = TakingPart(joins_on=date(2026, 10, 16))
    taking_part[cities["堺市"].pk] = TakingPart(leaves_on=date(2026, 12, 31))
    contract = add_contract(facts(rule=replace(weights(1, 1), by_day=True)), taking_part, actor=FINANCE)
    start = as_it_stands(contract)
    result = simulate(contract, start)
    assert {row.change for row in result.rows} == {0}
    days = {member.code: member.days for member in result.terms.members}
    assert (days[MORIGUCHI], days[SAKAI]) == (167, 275)
    november = simulate(contract, replace(start, joining={**start.joining, MORIGUCHI: 11, SAKAI: 12}))
    days = {member.code: member.days for member in november.terms.members}
    assert (days[MORIGUCHI], days[SAKAI]) == (151, 31)
    with pytest.raises(CannotAllocate, match="堺市の参加する日"):
        simulate(contract, replace(start, joining={**start.joining, SAKAI: 1}))


def test_a_forecast_of_people_moves_the_shares(contract):
    codes = {city.code: 100_000 for city in municipalities(*SIX_CITIES).values()}
    forecast = enter_figures("forecast", as_of=date(2040, 10, 1), origin="推計", values=codes, actor=FINANCE)
    result = simulate(contract, replace(as_it_stands(contract), population=forecast.pk))
    assert set(amounts(result).values()) == {2_057_613}


def test_another_plan_pays_another_fee(contract):
    fees = (PlanFee(Group.PLAN_A, Yen(900_000)), PlanFee(Group.PLAN_B, Yen(100_000)))
    start = replace(as_it_stands(contract), rule=replace(weights(1, 0), plan_fees=fees))
    small = replace(start, plans={MORIGUCHI: "B"})
    before, after = amounts(simulate(contract, start)), amounts(simulate(contract, small))
    assert len(set(before.values())) <= 2
    assert abs(after[SAKAI] - after[MORIGUCHI] - 800_000) <= 1  # the odd yen of the rounding


def test_beside_buying_alone_with_the_total_at_which_it_is_the_same(contract):
    alone = {SAKAI: 4_000_000, MORIGUCHI: 1_000_000}
    enter_figures("alone", as_of=date(2026, 4, 1), origin="各市の契約", values=alone, actor=FINANCE)
    result = simulate(contract, as_it_stands(contract))
    rows = {row.code: row for row in result.rows}
    assert (rows[SAKAI].saved, rows[MORIGUCHI].saved) == (4_000_000 - 3_872_818, 1_000_000 - 1_181_162)
    assert result.saved == rows[SAKAI].saved + rows[MORIGUCHI].saved
    assert rows["272035"].saved is None
    at_that_total = simulate(contract, replace(as_it_stands(contract), total=rows[MORIGUCHI].break_even))
    assert abs({row.code: row for row in at_that_total.rows}[MORIGUCHI].amount - 1_000_000) <= 1
    limited = replace(weights(3, 7), cap=Yen(3_000_000))
    capped = simulate(contract, replace(as_it_stands(contract), rule=limited))
    assert {row.break_even for row in capped.rows} == {None}


def test_what_allows_no_answer_says_so(contract):
    with pytest.raises(CannotAllocate, match="どれか1つは1以上"):
        simulate(contract, replace(as_it_stands(contract), rule=weights(0, 0)))


def test_keeping_comparing_removing(contract):
    start = as_it_stands(contract)
    for actor in (VIEWER, APPROVER):
        with pytest.raises(ActionRefused):
            keep_scenario(contract.pk, "案", start, actor=actor)
    first = keep_scenario(contract.pk, "いまのまま", start, actor=FINANCE)
    with pytest.raises(NameTaken):
        keep_scenario(contract.pk, "いまのまま", start, actor=FINANCE)
    fewer = {code: month for code, month in start.joining.items() if code != SAKAI}
    keep_scenario(contract.pk, "堺市なし", replace(start, joining=fewer, rule=weights(1, 1)), actor=FINANCE)

    kept = scenarios.scenarios_of(contract)
    comparison = scenarios.compare(kept, ())
    sakai = next(row for row in comparison.rows if row.code == SAKAI)
    assert [cell and cell.amount for cell in sakai.cells] == [SIX_AMOUNTS[SAKAI], None]
    assert comparison.totals == (12_345_678, 12_345_678)
    assert [each.name for each in scenarios.compare(kept, {2}).scenarios] == ["堺市なし"]
    assert scenarios.compare((), ()) is None

    book = openpyxl.load_workbook(io.BytesIO(comparison_xlsx(comparison)))
    assert [cell.value for cell in book["負担額"][1]] == [
        "団体コード",
        "市町村",
        "いまのまま（円）",
        "堺市なし（円）",
        "単独の年額（円）",
    ]
    assert book["負担額"].cell(2, 3).value == SIX_AMOUNTS[SAKAI]
    words = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(comparison_pdf(comparison, contract))).pages
    )
    assert "3,872,818" in words
    assert "均等割1：人口割1の割合で分けます。" in words

    remove_scenario(first.pk, actor=FINANCE)
    assert Scenario.objects.count() == 1


def test_a_city_sees_its_own_line_before_it_takes_part(db):
    clerk = Actor(ActorKind.STAFF, "1", "財政 太郎", roles=frozenset({Role.VIEWER}))
    with in_consortium():
        municipalities(*SIX_CITIES)
        others = tuple(name for name in SIX_CITIES if name != "堺市")
        contract = add_contract(facts(), participants(*others), actor=FINANCE)
        start = as_it_stands(contract)
        kept = keep_scenario(
            contract.pk, "10月から堺市", replace(start, joining={**start.joining, SAKAI: 10}), actor=FINANCE
        )
        with pytest.raises(ActionRefused):
            show_scenario(kept.pk, actor=VIEWER)
        assert show_scenario(kept.pk, actor=FINANCE) == 6
        assert show_scenario(kept.pk, actor=FINANCE) == 0
        expected = CityShare.objects.get(schema_name="m_271403").amount_yen
        remove_scenario(kept.pk, actor=FINANCE)
        another = keep_scenario(contract.pk, "堺市なし", start, actor=FINANCE)
        assert (another.number, show_scenario(another.pk, actor=FINANCE)) == (2, 5)
    with in_municipality("m_271403"):
        (row,) = telling.own_shares(clerk)
        share = telling.own_share(row.id, actor=clerk)
        assert CityShare.objects.count() == 1
    assert (row.kind, row.amount, row.scenario) == ("simulation", expected, "10月から堺市")
    assert (share.told.before, share.told.members) == (None, 6)


@pytest.fixture
def as_finance(client_at):
    return signed_in(client_at("localhost"), a_person(Role.FINANCE, name="藤原 健"))


def test_the_page_calculates_from_its_address_and_says_what_is_wrong(contract, as_finance):
    address = f"/billing/{contract.pk}/simulate/"
    page = as_finance.get(address).content.decode()
    assert "3,872,818" in page
    query = {
        "total_yen": "6,000",
        "equal_weight": "1",
        "population_weight": "0",
        f"month-{SAKAI}": "4",
        f"month-{MORIGUCHI}": "10",
    }
    explained = as_finance.get(address, {**query, "explain": MORIGUCHI, f"plan-{SAKAI}": "B"}).content.decode()
    assert "守口市の計算" in explained
    page = as_finance.get(address, query).content.decode()
    assert ("4,000" in page, "2,000" in page) == (True, True)
    for wrong in ({**query, "total_yen": "x"}, {**query, "equal_weight": "0"}, {"total_yen": "5"}):
        response = as_finance.get(address, wrong)
        assert response.status_code == 422
        assert "<title>エラー" in response.content.decode()


def test_keeping_from_the_page(contract, as_finance):
    query = {"total_yen": "6000", "equal_weight": "1", "population_weight": "0", f"month-{SAKAI}": "4"}
    keep = f"/billing/{contract.pk}/simulate/keep/"
    assert as_finance.post(keep, {**query, "name": ""}).status_code == 422
    assert as_finance.post(keep, {**query, "name": "堺だけ"}).status_code == 302
    assert as_finance.post(keep, {**query, "name": "堺だけ"}).status_code == 422
    listed = as_finance.get(f"/billing/{contract.pk}/scenarios/").content.decode()
    assert "堺だけ" in listed
    assert as_finance.get(f"/billing/{contract.pk}/scenarios/compare.xlsx").status_code == 200
    assert as_finance.get(f"/billing/{contract.pk}/scenarios/compare.pdf?with=9").status_code == 404
    kept = Scenario.objects.get()
    assert as_finance.post(f"/billing/{contract.pk}/scenarios/{kept.pk}/show/").status_code == 302
    assert CityShare.objects.get().amount_yen == 6000
    assert as_finance.post(f"/billing/{contract.pk}/scenarios/{kept.pk}/remove/").status_code == 302
    assert not Scenario.objects.exists()
    assert "まだありません" in as_finance.get(f"/billing/{contract.pk}/scenarios/").content.decode()
