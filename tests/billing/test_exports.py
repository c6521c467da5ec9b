"""The file: every figure, and it adds up."""

import csv
import io
from fractions import Fraction

import pytest

from billing.exports import shares_csv
from billing.services.allocation import allocate
from tests.factories.billing import PROCESSOR, SIX_AMOUNTS, a_contract, municipalities

pytestmark = pytest.mark.usefixtures("in_consortium")


def read(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_one_line_per_municipality_with_every_figure():
    rows = read(shares_csv(allocate(a_contract().pk, actor=PROCESSOR)))
    assert {row["団体コード"]: int(row["負担額（円）"]) for row in rows} == SIX_AMOUNTS
    assert next(row for row in rows if row["市町村"] == "守口市") == {
        "団体コード": "272094",
        "市町村": "守口市",
        "参加月数": "12",
        "人口（人）": "143096",
        "均等割（円）": "617283.9",
        "人口割（円）": "563877.8238698454",
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
    rows = read(shares_csv(allocate(a_contract().pk, actor=PROCESSOR)))
    assert rows[0]["市町村"] == "'=HYPERLINK(0)"
