"""Reading a list of municipalities from CSV: every row checked, every fault named by its line. Plain Python."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from common.check_digits import is_corporate_number, is_municipality_code

OSAKA = Path(__file__).parent / "data" / "osaka_municipalities.csv"
KINDS = {"政令指定都市": "designated_city", "中核市": "core_city", "一般市": "city", "町": "town", "村": "village"}
SLUG = re.compile(r"[a-z][a-z0-9-]{0,38}[a-z0-9]")
POPULATION = re.compile(r"[1-9][0-9]{0,8}")
WEBSITE = re.compile(r"https?://[!-~]+")
LONGEST = {"name": 50, "kana": 100, "url": 200}
UNIQUE = {"code6": "団体コード", "romaji_slug": "サブドメイン", "corporate_number": "法人番号"}
Row = Mapping[str, str | None]
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
        reader = csv.DictReader(file)
        return _sort((reader.line_num, row) for row in reader)


def check(rows: Iterable[Row]) -> tuple[list[MunicipalityRecord], list[BadLine]]:
    """Check rows as csv.DictReader gives them."""
    return _sort(enumerate(rows, start=2))


def _sort(numbered: Iterable[tuple[int, Row]]) -> tuple[list[MunicipalityRecord], list[BadLine]]:
    good: list[MunicipalityRecord] = []
    bad: list[BadLine] = []
    seen: dict[tuple[str, str], int] = {}
    for line, row in numbered:
        text = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if faults := [*_faults(text), *_repeated(text, seen, line)]:
            bad.append(BadLine(line, "、".join(faults)))
        else:
            good.append(_record(text))
    return good, bad


def _faults(text: dict[str, str]) -> Iterator[str]:
    if missing := [column for column in COLUMNS if not text[column]]:
        yield f"{'・'.join(missing)} がありません"
        return
    if not is_municipality_code(text["code6"]):
        yield f"団体コード {text['code6']} の検査数字が合いません"
    if not is_corporate_number(text["corporate_number"]):
        yield f"法人番号 {text['corporate_number']} の検査数字が合いません"
    if not SLUG.fullmatch(text["romaji_slug"]):
        yield f"サブドメイン {text['romaji_slug']} は英小文字で始め、英小文字・数字・ハイフンで書いてください"
    if text["type"] not in KINDS:
        yield f"区分「{text['type']}」を知りません"
    if not POPULATION.fullmatch(text["population_2020"]):
        yield "人口は1以上の整数で書いてください"
    if not WEBSITE.fullmatch(text["url"]):
        yield "公式サイトは https:// か http:// で始まるURLで書いてください"
    yield from (
        f"{column} は{longest}文字までです" for column, longest in LONGEST.items() if len(text[column]) > longest
    )


def _repeated(text: dict[str, str], seen: dict[tuple[str, str], int], line: int) -> Iterator[str]:
    for column, word in UNIQUE.items():
        if text[column] and seen.setdefault((column, text[column]), line) != line:
            yield f"{word} {text[column]} は{seen[column, text[column]]}行目にもあります"


def _record(text: dict[str, str]) -> MunicipalityRecord:
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
