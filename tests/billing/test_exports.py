"""The file: every figure, and it adds up."""

import csv
import io
from fractions import Fraction

import openpyxl
import pytest

from billing.exports import shares_csv, shares_xlsx
from billing.services.allocation import allocate
from common.workbooks import workbook_rows
from tests.factories.billing import FINANCE, SIX_AMOUNTS, a_contract, municipalities

pytestmark = pytest.mark.usefixtures("in_consortium")


def read(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_one_line_per_municipality_with_every_figure():
    rows = read(shares_csv(allocate(a_contract().pk, actor=FINANCE)))
    assert {row["団体コード"]: int(row["負担額（円）"]) for row in rows} == SIX_AMOUNTS
    assert next(row for row in rows if row["市町村"] == "守口市") == {
        "団体コード": "272094",
        "市町村": "守口市",
        "参加月数": "12",
        "人口（人）": "143096",
        "件数": "0",
        "手続の数": "0",
        "先に払う額（円）": "0",
        "均等割（円）": "617283.9",
        "人口割（円）": "563877.8238698454",
        "調整後（円）": "1181161.7238698454",
        "切捨て後（円）": "1181161",
        "端数": "0.7238698454",
        "端数の順位": "2",
        "端数の調整（円）": "1",
        "負担額（円）": "1181162",
    }
    for row in rows:
        parts = Fraction(row["均等割（円）"]) + Fraction(row["人口割（円）"])
        assert abs(parts - int(row["切捨て後（円）"]) - Fraction(row["端数"])) < Fraction(1, 10**9)


def test_a_name_that_looks_like_a_formula_is_only_text():
    sakai = municipalities("堺市")["堺市"]
    sakai.name = "=HYPERLINK(0)"
    sakai.save()
    rows = read(shares_csv(allocate(a_contract().pk, actor=FINANCE)))
    assert rows[0]["市町村"] == "'=HYPERLINK(0)"


def test_the_workbook_says_the_same_and_where_its_figures_come_from():
    run = allocate(a_contract().pk, actor=FINANCE)
    rows = dict(enumerate(cells for _, cells in workbook_rows(shares_xlsx(run))))
    amounts = {cells[0]: int(cells[-1]) for cells in list(rows.values())[1:]}
    assert amounts == SIX_AMOUNTS
    about = openpyxl.load_workbook(io.BytesIO(shares_xlsx(run)))["前提"]
    assert [cell.value for cell in about[2]][:2] == ["国勢調査人口", "2020-10-01"]
    assert run.content_hash in [cell.value for row in about for cell in row]
