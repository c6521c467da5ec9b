"""Japan Post's list of postal codes (郵便番号データ KEN_ALL), read and tidied. Plain Python.

A line is an area: code of the municipality, old code, code, three readings, prefecture, municipality, town, six marks. The list says
in the town's own column what is no town at all; that is taken away, so that what remains can stand in an address.
Source: https://www.post.japanpost.jp/zipcode/dl/readme.html
"""

import csv
import io
import re
from dataclasses import dataclass

_COLUMNS = 15
_CODE = re.compile(r"[0-9]{7}").fullmatch
_NO_TOWN = re.compile(r"以下に掲載がない場合|.*の次に.*番地がくる場合").fullmatch
_BRACKETS = re.compile(r"（.*?(?:）|$)")
# 「一円」 means the whole municipality, except for the hamlet that is called so.
_WHOLE = re.compile(r".+一円").fullmatch


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a postal code. town: "" where the code says no more than the municipality."""

    code: str
    prefecture: str
    city: str
    town: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was refused, counted from 1."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.line}行目: {self.reason}"


def read(content: bytes) -> tuple[list[Area], list[BadLine]]:
    """The areas of a list in UTF-8 or in CP932, each once, and the lines that are none. Raises UnicodeDecodeError."""
    areas: dict[Area, None] = {}
    bad: list[BadLine] = []
    reader = csv.reader(io.StringIO(_text(content), newline=""))
    for row in reader:
        if reason := _fault(row):
            bad.append(BadLine(reader.line_num, reason))
        else:
            areas[Area(row[2], row[6], row[7], _town(row[8]))] = None
    return list(areas), bad


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp932")


def _fault(row: list[str]) -> str:
    if len(row) != _COLUMNS:
        return f"列が{len(row)}個あります（正しくは{_COLUMNS}個）"
    if not _CODE(row[2]):
        return f"郵便番号「{row[2][:20]}」が7桁の数字ではありません"
    if not (row[6] and row[7]):
        return "都道府県か市区町村がありません"
    return ""


def _town(text: str) -> str:
    town = _BRACKETS.sub("", text)
    return "" if _NO_TOWN(town) or _WHOLE(town) else town
