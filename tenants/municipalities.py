"""Reading a list of municipalities from CSV: every row checked, every fault named by its line. Plain Python."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from common.check_digits import is_corporate_number, is_municipality_code

OSAKA = Path(__file__).parent / "data" / "osaka_municipalities.csv"
KINDS = {"政令指定都市": "designated_city", "中核市": "core_city", "一般市": "city", "町": "town", "村": "village"}
SLUG = re.compile(r"^[a-z][a-z0-9-]{0,38}[a-z0-9]$")
COLUMNS = ("code6", "name", "kana", "romaji_slug", "type", "population_2020", "corporate_number", "url")


@dataclass(frozen=True, slots=True)
class MunicipalityRecord:
    """One checked line of the list."""

    code: str
    name: str
    kana: str
    slug: str
    kind: str
    population: int
    corporate_number: str
    website: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was refused. `line` counts from 1, the heading included."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.line}行目: {self.reason}"


def read(path: Path = OSAKA) -> tuple[list[MunicipalityRecord], list[BadLine]]:
    """Read a list. Returns the good lines and the refused ones, each in the file's order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return check(csv.DictReader(file))


def check(rows: Iterable[dict[str, str | None]]) -> tuple[list[MunicipalityRecord], list[BadLine]]:
    """Check rows as csv.DictReader gives them."""
    good: list[MunicipalityRecord] = []
    bad: list[BadLine] = []
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        if faults := [*_faults(row), *_repeated(row, seen, line)]:
            bad.append(BadLine(line, "、".join(faults)))
        else:
            good.append(_record(row))
    return good, bad


def _faults(row: dict[str, str | None]) -> Iterator[str]:
    if missing := [column for column in COLUMNS if not row.get(column)]:
        yield f"{'・'.join(missing)} がありません"
        return
    if not is_municipality_code(row["code6"] or ""):
        yield f"団体コード {row['code6']} の検査数字が合いません"
    if not is_corporate_number(row["corporate_number"] or ""):
        yield f"法人番号 {row['corporate_number']} の検査数字が合いません"
    if not SLUG.match(row["romaji_slug"] or ""):
        yield f"サブドメイン {row['romaji_slug']} は英小文字で始め、英小文字・数字・ハイフンで書いてください"
    if row["type"] not in KINDS:
        yield f"区分「{row['type']}」を知りません"
    if not (row["population_2020"] or "").isdecimal() or int(row["population_2020"] or 0) == 0:
        yield "人口は1以上の整数で書いてください"


def _repeated(row: dict[str, str | None], seen: dict[str, int], line: int) -> Iterator[str]:
    code = row.get("code6") or ""
    if code in seen:
        yield f"団体コード {code} は{seen[code]}行目にもあります"
    seen.setdefault(code, line)


def _record(row: dict[str, str | None]) -> MunicipalityRecord:
    text = {column: (row[column] or "").strip() for column in COLUMNS}
    return MunicipalityRecord(
        code=text["code6"],
        name=text["name"],
        kana=text["kana"],
        slug=text["romaji_slug"],
        kind=KINDS[text["type"]],
        population=int(text["population_2020"]),
        corporate_number=text["corporate_number"],
        website=text["url"],
    )
