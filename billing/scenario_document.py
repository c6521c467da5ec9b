"""What-ifs side by side as a paper for the meeting (PDF)."""

from billing.models import Contract
from billing.selectors.scenarios import Comparison
from common.fiscal import fiscal_year_label
from web.typesetting import typeset


def comparison_pdf(comparison: Comparison, contract: Contract) -> bytes:
    """Amounts and yen a resident of every municipality under each what-if, with the rules below."""
    data = {
        "title": "負担金の試算の比較",
        "contract": f"{fiscal_year_label(contract.fiscal_year)}　{contract.title}",
        "names": [each.name for each in comparison.scenarios],
        "rows": [
            {
                "name": row.name,
                "cells": [
                    {"amount": f"{cell.amount:,}", "person": cell.per_person}
                    if cell
                    else {"amount": "－", "person": ""}
                    for cell in row.cells
                ],
            }
            for row in comparison.rows
        ],
        "totals": [f"{total:,}" for total in comparison.totals],
        "rules": [{"name": each.name, "rules": list(each.rules)} for each in comparison.scenarios],
    }
    return typeset("billing/documents/comparison.typ", data)
