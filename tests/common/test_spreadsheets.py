"""CSV: readable by Excel, harmless when opened."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.spreadsheets import csv_file, csv_rows, csv_text


def cells(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_excel_sees_utf_8_and_lines():
    file = csv_file([["市町村", "負担額（円）"], ["守口市", 886_245]])
    assert file == b"\xef\xbb\xbf" + "市町村,負担額（円）\r\n守口市,886245\r\n".encode()


@pytest.mark.parametrize("formula", ["=1+1", "+81", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "　=1", "＝1"])
def test_a_formula_is_shown_and_not_run(formula):
    assert cells(csv_file([[formula]])) == [["'" + formula]]


@pytest.mark.parametrize("plain", ["守口市", "1-2", "a=b", "", "'quoted", 'say "yes"', "一,二", "二\n行"])
def test_other_text_stays_as_it_is(plain):
    assert cells(csv_file([[plain, "x"]])) == [[plain, "x"]]


def test_a_negative_number_is_a_number():
    assert cells(csv_file([[-5]])) == [["-5"]]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=2)
    )
)
def test_no_cell_begins_like_a_formula(rows):
    for row in cells(csv_file(rows)):
        assert not any(cell.strip(" 　").startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_what_spreadsheet_programs_in_japan_write_is_read(encoding):
    text = csv_text('番号,名前\r\n1,"北,髙"\r\n\r\n2,南\r\n'.encode(encoding))

    assert list(csv_rows(text)) == [(1, ["番号", "名前"]), (2, ["1", "北,髙"]), (4, ["2", "南"])]


def test_what_is_neither_has_no_text():
    assert csv_text(b"\xff\xfe\x00\x81") is None


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "''=1", " -2", "'x", "x", "＝1", "'"])
def test_a_cell_comes_back_as_it_was(cell):
    assert list(csv_rows(csv_text(csv_file([[cell, "x"]])))) == [(1, [cell, "x"])]
