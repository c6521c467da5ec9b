"""Base figures from a file: what is read, and every fault by its cell."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.figures_file import faults_in_words, read_figures
from common.workbooks import workbook_file

KNOWN = {"271403": "堺市", "272094": "守口市"}


def read(text: str):
    return read_figures(text.encode(), known=KNOWN)


def faults(text: str) -> list[str]:
    return list(faults_in_words(read(text).faults))


def test_csv_with_codes_of_six_or_five_digits_and_figures_as_people_write_them():
    found = read('団体コード,市町村,数値\r\n271403,堺市,"826,161"\r\n27209,守口市,１４３０９６\r\n')
    assert (found.values, found.faults) == ({"271403": 826_161, "272094": 143_096}, ())


def test_shift_jis_is_read_too():
    assert read_figures("コード,人口\n271403,5\n".encode("cp932"), known=KNOWN).values == {"271403": 5}


def test_excel_is_read_too():
    book = workbook_file(
        [("基礎数値", [["団体コード", "市町村", "数値"], ["271403", "堺市", 826_161], ["272094", "守口市", 7]])]
    )
    assert read_figures(book, known=KNOWN).values == {"271403": 826_161, "272094": 7}


def test_an_excel_cell_that_is_no_number_is_named():
    book = workbook_file([("基礎数値", [["団体コード", "数値"], ["271403", "多い"], ["272094", 7]])])
    found = read_figures(book, known=KNOWN)
    assert found.values == {}
    assert list(faults_in_words(found.faults)) == ["セルB2：堺市：「多い」は0以上の整数ではありません。"]


def test_every_fault_is_named_at_once_and_nothing_is_taken():
    text = "団体コード,市町村,数値\n999999,どこか,1\n271403,堺市,-5\n272094,守口市,\n272094,守口市,3.5\n"
    assert faults(text) == [
        "セルA2：団体コード「999999」の市町村がありません。",
        "セルC3：堺市：「-5」は0以上の整数ではありません。",
        "セルC4：守口市：数値がありません。",
        "セルC5：守口市：「3.5」は0以上の整数ではありません。",
    ]
    assert faults("団体コード,数値\n271403,1\n271403,2\n") == ["セルA3：堺市が2回出ています。"]
    assert faults("団体コード,数値\n271403," + "9" * 400) == ["セルB2：堺市：数値が大きすぎます。"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "ファイルに何も書かれていません。"),
        ("市町村,数値\n堺市,1\n", "1行目に「団体コード」と「数値」の見出しがありません。"),
        ("団体コード,数値\n", "見出しのほかに行がありません。"),
        ('団体コード,数値\n"271403,1', "CSVまたはExcel（.xlsx）として読めません。"),
    ],
)
def test_what_is_no_table_is_said(text, sentence):
    assert faults(text)[0].startswith(sentence)


def test_many_faults_are_counted():
    words = faults("団体コード,数値\n" + "x,1\n" * 60)
    assert (len(words), words[-1]) == (51, "ほかに10か所あります。")


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 900, b"\xff\xfe\x00", b"x" * 2_000_001])
def test_broken_and_huge_files_are_refused(content):
    found = read_figures(content, known=KNOWN)
    assert found.values == {}
    assert found.faults[0].cell == ""


def test_a_workbook_that_is_not_of_tables_is_refused():
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.create_chartsheet()
    content = io.BytesIO()
    book.save(content)
    assert read_figures(content.getvalue(), known=KNOWN).faults


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(content):
    found = read_figures(content, known=KNOWN)
    assert bool(found.values) != bool(found.faults)
