"""Excel workbooks (.xlsx) as rows of text, and rows as workbooks; read with limits, since anybody may have made them."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

MOST_UNPACKED = 30_000_000  # bytes
MOST_ROWS, MOST_COLUMNS = 5_000, 50
SIGNATURE = b"PK\x03\x04"


class NotAWorkbook(Exception):
    """It cannot be read as a workbook, or is larger than a table of municipalities can be."""


def workbook_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Rows of the first sheet with their numbers, blank ones and blank cells at the end left out; every cell as text, formulas by their last result.

    Raises NotAWorkbook.
    """
    _refuse_huge(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        for number, row in enumerate(rows, start=1):
            cells = [_text(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells
    except Exception as error:  # the library fails in many ways on what is no workbook, or an odd one
        raise NotAWorkbook from error


def workbook_file(sheets: Iterable[tuple[str, Sequence[Sequence[str | int]]]]) -> bytes:
    """A workbook of sheets (title, rows); the first row of each is its heading, and stays in sight. Text is never run as a formula."""
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title[:31])
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows):
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value=value)
                if isinstance(value, str):
                    cell.data_type = "s"
                else:
                    cell.number_format = "#,##0"
                if number == 0:
                    cell.font = Font(bold=True)
                cells.append(cell)
            sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _refuse_huge(content: bytes) -> None:
    """A small file may unpack to a huge one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise NotAWorkbook
    except (zipfile.BadZipFile, OSError) as error:
        raise NotAWorkbook from error


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date():
            return f"{cell:%Y-%m-%d}"
        case _:
            return str(cell).strip()
