"""A calculation as a file: every figure it was made of, one municipality a line."""

from fractions import Fraction

from billing.allocation import Rounding, decimal_text
from billing.models import AllocationRun
from billing.records import share_from_json, sources_from_json, terms_from_json
from billing.selectors.scenarios import Comparison
from billing.words import rules_in_words
from common.spreadsheets import csv_file
from common.workbooks import workbook_file

DECIMALS = 10


def shares_csv(run: AllocationRun) -> bytes:
    """The whole record of a calculation. Parts are cut at ten decimals; amounts add up to the total, with what is carried."""
    return csv_file(shares_table(run))


def shares_xlsx(run: AllocationRun) -> bytes:
    """The same as a workbook, with the rule and the origin of the figures on a second sheet."""
    sources = [[source.label, f"{source.as_of:%Y-%m-%d}", source.origin] for source in sources_from_json(run.sources)]
    rules = [["配分の規約", "", ""], *([rule, "", ""] for rule in rules_in_words(terms_from_json(run.terms)))]
    about = [["基礎数値", "基準日", "出典"], *sources, ["", "", ""], *rules, ["照合値", run.content_hash, ""]]
    return workbook_file([("負担金", shares_table(run)), ("前提", about)])


def shares_table(run: AllocationRun) -> list[list[str | int]]:
    """One municipality a line, behind a heading."""
    terms = terms_from_json(run.terms)
    members = {member.code: member for member in terms.members}
    components = [component for component in terms.components if component.weight]
    heading = [
        "団体コード",
        "市町村",
        "参加日数" if terms.year_days else "参加月数",
        "人口（人）",
        "件数",
        "手続の数",
        "先に払う額（円）",
    ]
    heading += [f"{component.basis.label}（円）" for component in components]
    heading += ["調整後（円）", "切捨て後（円）", "端数", "端数の順位", "端数の調整（円）", "負担額（円）"]
    rows: list[list[str | int]] = [[*heading]]
    for share in (share_from_json(kept.explanation) for kept in run.shares.all()):
        member, rounding = members[share.code], share.rounding
        rows.append(
            [
                share.code,
                share.name,
                terms.time_of(member),
                member.population,
                member.uses,
                member.procedures,
                share.fixed,
                *(_plain(share.part(component.basis)) for component in components),
                _plain(share.exact),
                rounding.floor,
                _plain(rounding.remainder),
                rounding.rank if isinstance(rounding, Rounding) else "",
                rounding.extra,
                rounding.amount,
            ]
        )
    return rows


def _plain(value: Fraction) -> str:
    return decimal_text(value, DECIMALS).replace(",", "").rstrip("…")


def comparison_xlsx(comparison: Comparison) -> bytes:
    """What-ifs side by side: amounts on one sheet, yen a resident on another, the assumptions on a third."""
    names = [each.name for each in comparison.scenarios]
    amounts: list[list[str | int]] = [
        ["団体コード", "市町村", *(f"{name}（円）" for name in names), "単独の年額（円）"]
    ]
    people: list[list[str | int]] = [["団体コード", "市町村", *(f"{name}（1人あたり円）" for name in names)]]
    for row in comparison.rows:
        alone = next((cell.alone for cell in row.cells if cell and cell.alone is not None), "")
        amounts.append([row.code, row.name, *(cell.amount if cell else "" for cell in row.cells), alone])
        people.append([row.code, row.name, *(cell.per_person if cell else "" for cell in row.cells)])
    amounts.append(["", "合計", *comparison.totals, ""])
    rules: list[list[str | int]] = [["試算", "前提"]]
    rules += [[each.name, rule] for each in comparison.scenarios for rule in each.rules]
    return workbook_file([("負担額", amounts), ("1人あたり", people), ("前提", rules)])
