"""Base figures from a file (CSV or Excel): one municipality a line, with every fault named by its cell."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from common.spreadsheets import csv_rows, csv_text
from common.workbooks import SIGNATURE, NotAWorkbook, workbook_rows

MOST_BYTES = 2_000_000
MOST = 10**15
CODE_HEADINGS = ("団体コード", "市町村コード", "全国地方公共団体コード", "コード")
VALUE_HEADINGS = ("数値", "人口", "基準財政需要額", "金額", "値")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and in which cell: `"C12"`; empty for the whole file."""

    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """What a file says: code of six digits -> number; and everything that is wrong with it."""

    values: Mapping[str, int]
    faults: tuple[Fault, ...]


def read_figures(content: bytes, *, known: Mapping[str, str]) -> FiguresFile:
    """Read a table with a heading row that has a column 団体コード and one 数値.

    known:  codes of the consortium's municipalities -> names. A code of five digits (without the check digit) is understood too.
    Nothing is taken from a file with a fault; all faults are told at once, up to the limits of the file.
    """
    if len(content) > MOST_BYTES:
        return _refused("ファイルが大きすぎます。2MBまでのファイルにしてください。")
    try:
        rows = list(_rows(content))
    except (NotAWorkbook, csv.Error, ValueError):
        return _refused("CSVまたはExcel（.xlsx）として読めません。保存し直したファイルを選んでください。")
    if not rows:
        return _refused("ファイルに何も書かれていません。")
    heading_line, heading = rows[0]
    columns = {_plain(name): place for place, name in enumerate(heading)}
    code_at = next((columns[name] for name in CODE_HEADINGS if name in columns), None)
    value_at = next((columns[name] for name in VALUE_HEADINGS if name in columns), None)
    if code_at is None or value_at is None:
        return _refused(f"{heading_line}行目に「団体コード」と「数値」の見出しがありません。ひな形をお使いください。")
    return _table(rows[1:], code_at, value_at, known)


def _rows(content: bytes) -> Iterable[tuple[int, list[str]]]:
    if content.startswith(SIGNATURE):
        return workbook_rows(content)
    text = csv_text(content)
    if text is None:
        raise ValueError
    return csv_rows(text)


def _table(rows: Iterable[tuple[int, list[str]]], code_at: int, value_at: int, known: Mapping[str, str]) -> FiguresFile:
    short = {code[:5]: code for code in known}
    values: dict[str, int] = {}
    faults: list[Fault] = []
    for line, row in rows:
        typed, number = (_plain(row[place]) if place < len(row) else "" for place in (code_at, value_at))
        code = typed if typed in known else short.get(typed.zfill(5), "")
        if not code:
            faults.append(Fault(_cell(code_at, line), f"団体コード「{typed}」の市町村がありません。"))
        elif code in values:
            faults.append(Fault(_cell(code_at, line), f"{known[code]}が2回出ています。"))
        elif (problem := _problem(number)) is not None:
            faults.append(Fault(_cell(value_at, line), f"{known[code]}：{problem}"))
        else:
            values[code] = int(number.replace(",", ""))
    if not values and not faults:
        faults.append(Fault("", "見出しのほかに行がありません。"))
    return FiguresFile({} if faults else values, tuple(faults))


def _problem(number: str) -> str | None:
    plain = number.replace(",", "")
    if not plain:
        return "数値がありません。"
    if not (plain.isascii() and plain.isdecimal()):
        return f"「{number}」は0以上の整数ではありません。"
    return None if int(plain[:20]) <= MOST and len(plain) <= len(str(MOST)) else "数値が大きすぎます。"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _cell(column: int, line: int) -> str:
    """`(2, 12)` -> `"C12"`, as spreadsheet programs name it."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"


def _refused(text: str) -> FiguresFile:
    return FiguresFile({}, (Fault("", text),))


def faults_in_words(faults: Iterable[Fault], *, most: int = 50) -> Iterator[str]:
    """One sentence each, the first `most` of them, and how many more there are."""
    faults = tuple(faults)
    for fault in faults[:most]:
        yield f"セル{fault.cell}：{fault.text}" if fault.cell else fault.text
    if len(faults) > most:
        yield f"ほかに{len(faults) - most}か所あります。"
