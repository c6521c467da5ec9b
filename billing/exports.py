"""A calculation as a file: every figure it was made of, one municipality a line."""

from fractions import Fraction

from billing.allocation import Rounding, decimal_text
from billing.models import AllocationRun
from billing.records import share_from_json, terms_from_json
from common.spreadsheets import csv_file

DECIMALS = 10


def shares_csv(run: AllocationRun) -> bytes:
    """The whole record of a calculation. Parts are cut at ten decimals; amounts add up to the total."""
    terms = terms_from_json(run.terms)
    members = {member.code: member for member in terms.members}
    labels = [f"{component.basis.label}（円）" for component in terms.components if component.weight]
    heading = ["団体コード", "市町村", "参加月数", "人口（人）", *labels]
    heading += ["切捨て後（円）", "端数", "端数の順位", "端数の調整（円）", "負担額（円）"]
    rows: list[list[str | int]] = [[*heading]]
    for share in (share_from_json(kept.explanation) for kept in run.shares.all()):
        member, rounding = members[share.code], share.rounding
        rows.append(
            [
                share.code,
                share.name,
                member.months,
                member.population,
                *(_plain(line.amount) for line in share.lines),
                rounding.floor,
                _plain(rounding.remainder),
                rounding.rank if isinstance(rounding, Rounding) else "",
                rounding.extra,
                rounding.amount,
            ]
        )
    return csv_file(rows)


def _plain(value: Fraction) -> str:
    return decimal_text(value, DECIMALS).replace(",", "").rstrip("…")
