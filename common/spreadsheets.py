"""CSV files that open well in a spreadsheet program and do nothing there."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

# A cell that begins with one of these may be run as a formula. Source: OWASP, CSV Injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # tells Excel that the file is UTF-8


def csv_file(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Rows as UTF-8 with byte order mark and CRLF. Numbers stay numbers; text that looks like a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def csv_text(content: bytes) -> str | None:
    """The text of a CSV file as spreadsheet programs in Japan write it: UTF-8, with a byte order mark or not, or Shift_JIS; None when it is neither."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line each ends on, blank ones left out; cells as they were before `csv_file`.

    Raises csv.Error when it cannot be read as a table.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, [_unsafe(cell) for cell in row]


def _safe(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and _looks_like_a_formula(cell) else cell


def _unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _looks_like_a_formula(cell) else cell


def _looks_like_a_formula(cell: str) -> bool:
    """Whether it is one, or becomes one when apostrophes before it are taken away."""
    return cell.lstrip(" \u3000'").startswith(FORMULA_STARTS)
