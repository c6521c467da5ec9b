"""A city's list as a CSV file: written so that it reads back unchanged, and read with every fault named by its line. Plain Python."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog.dataset_entries import LARGEST_NUMBER, MOST_OPEN_ENTRIES, WORDS, Entry, faults, tidy
from common.spreadsheets import csv_file, csv_rows

NUMBER = "番号"
COLUMNS: Mapping[str, str] = {NUMBER: "number", **{word: field for field, word in WORDS.items()}}


@dataclass(frozen=True, slots=True)
class LineFault:
    """Something wrong in a line of the file; 0 for the file as a whole."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ListFile:
    """What a file says; with faults, nothing of it is used.

    columns:  the fields it has a column for; the others stay as they are.
    """

    entries: tuple[Entry, ...]
    columns: frozenset[str]
    faults: tuple[LineFault, ...]


def written(entries: Iterable[Entry]) -> bytes:
    """Entries as a file."""
    rows = ([getattr(entry, field) for field in COLUMNS.values()] for entry in entries)
    return csv_file([list(COLUMNS), *rows])


def read(text: str) -> ListFile:
    """The entries of a file, in its order."""
    try:
        (_, header), *rows = csv_rows(text)
    except (ValueError, csv.Error):
        return _refused("表として読めませんでした。いまの一覧を書き出したファイルを直して、CSVで保存してください。")
    names = [unicodedata.normalize("NFKC", cell).strip() for cell in header]
    if "名前" not in names:
        return _refused(f"1行目に「名前」の列がありません。1行目は {'、'.join(COLUMNS)} にしてください。")
    if wrong := [name for name in names if name not in COLUMNS] or [name for name in COLUMNS if names.count(name) > 1]:
        return _refused(f"1行目の「{wrong[0]}」がわかりません。1行目は {'、'.join(COLUMNS)} にしてください。")
    if not rows:
        return _refused("項目が1行もありません。2行目から、1行に1つずつ書いてください。")
    if len(rows) > MOST_OPEN_ENTRIES:
        return _refused(f"{len(rows)}行あります。1つの一覧に入るのは{MOST_OPEN_ENTRIES}行までです。")
    return _read_rows([COLUMNS[name] for name in names], rows)


def _refused(message: str) -> ListFile:
    return ListFile((), frozenset(), (LineFault(0, message),))


def _read_rows(columns: list[str], rows: list[tuple[int, list[str]]]) -> ListFile:
    entries, wrong = [], []
    lines: dict[object, int] = {}
    for line, cells in rows:
        if len(cells) > len(columns):
            wrong.append(
                LineFault(line, "列が多すぎます。名前や備考の中のカンマは、表計算ソフトで保存し直すと直ります。")
            )
            continue
        values = dict(zip(columns, cells, strict=False))
        number = _number(values.pop("number", ""))
        entry = tidy(Entry(number or 0, **{"name": "", **values}))
        wrong += [LineFault(line, message) for _, message in faults(entry)]
        if number is None:
            wrong.append(
                LineFault(line, "番号は1から9けたまでの数字にしてください。新しい項目は空けておいてください。")
            )
        wrong += [LineFault(line, message) for message in _repeated(entry, lines, line)]
        entries.append(entry)
    return ListFile(tuple(entries), frozenset(columns), tuple(wrong))


def _number(cell: str) -> int | None:
    """The number in a cell, 0 for none; None when it is no number of ours."""
    digits = unicodedata.normalize("NFKC", cell).strip()
    if not digits:
        return 0
    return int(digits) if digits.isascii() and digits.isdigit() and 0 < int(digits[:12]) <= LARGEST_NUMBER else None


def _repeated(entry: Entry, lines: dict[object, int], line: int) -> Iterator[str]:
    """What stands in an earlier line already."""
    if entry.number and (earlier := lines.setdefault(entry.number, line)) != line:
        yield f"番号{entry.number}が、{earlier}行目と同じです。"
    if entry.name and (earlier := lines.setdefault((entry.name, entry.note), line)) != line:
        yield f"名前と備考が、{earlier}行目と同じです。備考に場所などを書いて、見分けられるようにしてください。"
