"""Papers about contributions (PDF): the sheet a city puts to its budget request."""

from collections.abc import Iterator

from billing.selectors.telling import OwnShare
from common.fiscal import fiscal_year_label
from common.wareki import long_date
from web.typesetting import typeset

CUT = "小数は途中までを書き、続きがあるときは「…」を付けています。金額は、切り捨てる前の正確な数で計算しています。"


_AMOUNTS = {
    "consultation": "負担額（案）",
    "decision": "負担額",
    "settlement": "精算額（追加で払う額。−は還付）",
    "simulation": "負担額（試算）",
}


def share_pdf(share: OwnShare, *, city: str) -> bytes:
    """Why a city pays this much, on A4."""
    row, told = share.row, share.told
    *steps, last = share.steps
    data = {
        "title": f"{fiscal_year_label(row.fiscal_year)} 負担金の計算書",
        "city": city,
        "contract": row.title,
        "amount-label": f"{city}の{_AMOUNTS[row.kind]}",
        "amount": f"{row.amount:,} 円".replace("-", "−"),
        "facts": [{"label": label, "text": text} for label, text in _facts(share)],
        "costs": [
            *({"label": label, "formula": "", "result": f"{yen:,}"} for label, yen in told.costs),
            {"label": "分ける総額", "formula": "", "result": f"{told.total:,}"},
        ],
        "steps": [
            *({"label": step.label, "formula": step.formula, "result": step.result} for step in steps),
            {"label": last.label, "formula": "", "result": last.result},
        ],
        "changes-title": "前の決定との違い" if row.kind == "decision" else "前の案との違い",
        "changes": list(told.changes),
        "rules": list(told.rules),
        "notes": [CUT, *([f"照合値 {told.decision.content_hash}"] if told.decision else [])],
    }
    return typeset("billing/documents/share.typ", data)


def _facts(share: OwnShare) -> Iterator[tuple[str, str]]:
    told = share.told
    if told.decision:
        version = f"（第{told.decision.version}版）" if told.decision.version > 1 else ""
        yield "議決", f"{told.decision.resolution} {long_date(told.decision.resolved_on)}{version}"
    elif told.before is not None and share.row.kind == "settlement":
        yield "精算", f"実績による額 {told.share.amount:,}円 − 決定した額 {told.before:,}円"
    elif told.scenario:
        yield "状態", f"試算（{told.scenario}）"
    else:
        yield "状態", f"{share.row.kind_words}（案{share.row.number}）"
    yield "契約の相手方", told.supplier
    yield "参加する団体", f"{told.members}市町村　人口の合計 {told.population:,}人"
    for source in told.sources:
        yield source.label, f"{long_date(source.as_of)}　{source.origin}"
    yield "税区分", told.tax
