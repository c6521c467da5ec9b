"""CSV files that open well in a spreadsheet program and do nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence

# A cell that begins with one of these may be run as a formula. Source: OWASP, CSV Injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # tells Excel that the file is UTF-8


def csv_file(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Rows as UTF-8 with byte order mark and CRLF. Numbers stay numbers; text that looks like a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _safe(cell: str | int) -> str | int:
    if isinstance(cell, str) and cell.lstrip(" \u3000").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
