"""What the screens are told."""

from datetime import date

import pytest

from billing.selectors import contracts, sheets
from billing.services.allocation import allocate
from billing.services.contracts import add_contract
from tests.factories.billing import (
    FINANCE,
    SIX_AMOUNTS,
    VIEWER,
    a_contract,
    a_member,
    change_total,
    decide,
    facts,
    participants,
)

pytestmark = pytest.mark.usefixtures("in_consortium")


def test_who_has_no_role_sees_no_contract():
    contract = a_contract()
    assert not contracts.visible_to(a_member()).exists()
    assert contracts.contracts_of(2026, actor=a_member()) == ()
    assert contracts.fiscal_years(a_member()) == ()
    assert contracts.visible_to(VIEWER).get() == contract
    assert contracts.fiscal_years(VIEWER) == (2026,)


def test_contracts_of_a_year(django_assert_num_queries):
    contract, other = a_contract(), a_contract(title="チャット")
    a_contract(fiscal_year=2027)
    run = allocate(contract.pk, actor=FINANCE)
    change_total(contract, 20_000_000)
    run = allocate(contract.pk, actor=FINANCE)
    decide(run)

    with django_assert_num_queries(1):
        rows = contracts.contracts_of(2026, actor=VIEWER)
    assert [(row.title, row.total_yen, row.participants, row.drafts, row.is_confirmed) for row in rows] == [
        ("電子申請基盤", 20_000_000, 6, 2, True),
        ("チャット", 12_345_678, 6, 0, False),
    ]
    assert [row.id for row in rows] == [contract.pk, other.pk]
    assert contracts.fiscal_years(VIEWER) == (2027, 2026)


def test_nothing_to_show_before_the_first_calculation():
    contract = a_contract()
    assert sheets.run_sheet(contract) is None
    assert sheets.run_sheet(contract, 1) is None
    assert sheets.drafts_of(contract) == ()


def test_a_sheet_adds_up_and_explains_every_share(django_assert_max_num_queries):
    contract = a_contract()
    allocate(contract.pk, actor=FINANCE)
    with django_assert_max_num_queries(9):
        sheet = sheets.run_sheet(contract)

    assert {row.code: row.amount for row in sheet.rows} == SIX_AMOUNTS
    assert sheet.shared == sheet.total_yen == 12_345_678
    assert (sheet.leftover, sheet.population, sheet.is_current, sheet.time_unit) == (3, 2_193_085, True, "")
    assert sheet.part_totals == ("3,703,703.4", "8,641,974.6")
    moriguchi = next(row for row in sheet.rows if row.name == "守口市")
    assert (moriguchi.population, moriguchi.time, moriguchi.parts) == (143_096, 12, ("617,283.9", "563,877.82…"))
    assert [step.label for step in moriguchi.steps][-1] == "守口市の負担額"
    assert [(source.label, source.as_of) for source in sheet.sources] == [("国勢調査人口", date(2020, 10, 1))]


def test_a_sheet_says_when_the_contract_left_it_behind():
    contract = a_contract()
    allocate(contract.pk, actor=FINANCE)
    change_total(contract, 20_000_000)
    assert sheets.run_sheet(contract).is_current is False
    assert sheets.run_sheet(contract).total_yen == 12_345_678

    allocate(contract.pk, actor=FINANCE)
    assert (sheets.run_sheet(contract).number, sheets.run_sheet(contract).is_current) == (2, True)
    assert (sheets.run_sheet(contract, 1).number, sheets.run_sheet(contract, 1).is_current) == (1, False)
    assert [(draft.number, draft.weights) for draft in sheets.drafts_of(contract)] == [
        (2, "均等割3：人口割7"),
        (1, "均等割3：人口割7"),
    ]


def test_joining_in_october_shows_months():
    contract = add_contract(facts(), participants(joining={"守口市": date(2026, 10, 1)}), actor=FINANCE)
    allocate(contract.pk, actor=FINANCE)
    sheet = sheets.run_sheet(contract)
    assert sheet.time_unit == "月"
    assert {row.name: (row.time, row.amount) for row in sheet.rows}["守口市"] == (6, 628_148)
