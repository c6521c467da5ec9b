"""A list as a CSV file: it reads back unchanged, and what is wrong is named by its line; and what a file would change."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.dataset_entries import LARGEST_NUMBER, Entry, faults, tidy
from catalog.dataset_files import LineFault, ListFile, read, written
from catalog.dataset_plans import plan
from common.spreadsheets import csv_text

NORTH, SOUTH, EAST = Entry(1, "北小学校", "きたしょう"), Entry(2, "南小学校", note="南町"), Entry(3, "東小学校")

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)
entries = st.builds(
    Entry,
    st.integers(1, LARGEST_NUMBER),
    words | st.just("=SUM(A1)") | st.just("'=x") | st.just("-1"),
    st.text("ぁんー・ア a", max_size=10),
    words | st.just("＠"),
    words,
).map(tidy)
lists = st.lists(
    entries.filter(lambda entry: not list(faults(entry))),
    min_size=1,
    unique_by=(lambda entry: entry.number, lambda entry: (entry.name, entry.note)),
)


@given(lists)
def test_what_is_written_reads_back_the_same(listed):
    file = read(csv_text(written(listed)))

    assert file.faults == ()
    assert file.entries == tuple(listed)
    nothing = plan(file, listed, closed=(), order=tuple(entry.number for entry in listed))
    assert not nothing.changes_something
    assert nothing.unchanged == len(listed)


@given(lists)
def test_no_cell_is_a_formula(listed):
    rows = csv.reader(io.StringIO(csv_text(written(listed)), newline=""))

    assert not [cell for row in rows for cell in row if cell.strip().startswith(("=", "+", "-", "@", "＝", "＠"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_files_of_excel_are_read_in_each_of_its_encodings(encoding):
    text = '番号,名前,ふりがな,備考,英語\r\n１,北小学校,ｷﾀ,,\r\n\r\n,"西,小",ニシ,,West\r\n'

    file = read(csv_text(text.encode(encoding)))
    assert file.entries == (Entry(1, "北小学校", "きた"), Entry(0, "西,小", "にし", "", "West"))


def test_another_encoding_is_none():
    assert csv_text("番号".encode("utf-16")) is None or read(csv_text("番号".encode("utf-16"))).faults


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "表として"),
        ("番号,なまえ\n1,北\n", 0, "「名前」の列がありません"),
        ("名前,電話\n北,1\n", 0, "「電話」がわかりません"),
        ("名前,名前\n北,1\n", 0, "「名前」がわかりません"),
        ("番号,名前\n", 0, "1行もありません"),
        ('番号,名前\n1,"北\n', 0, "表として"),
        ("番号,名前\n1,北\nx,南\n", 3, "番号は1から9けた"),
        ("番号,名前\n0,北\n", 2, "番号は1から9けた"),
        ("番号,名前\n1,\n", 2, "名前を入力"),
        ("番号,名前\n1,北\n1,南\n", 3, "2行目と同じ"),
        ("番号,名前\n1,北\n,北\n", 3, "2行目と同じ"),
        ("番号,名前\n1,北,南\n", 2, "列が多すぎます"),
        ("名前,ふりがな\n北,北\n", 2, "ひらがなで"),
        (f"名前\n{'北' * 101}\n", 2, "100文字まで"),
        ("名前\n{北\n", 2, "使えない文字"),
        ("名前\n" + "".join(f"第{number}\n" for number in range(2001)), 0, "2000行まで"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, line, words):
    (fault,) = read(text).faults

    assert fault.line == line
    assert words in fault.message


def test_every_line_with_a_fault_is_named_at_once():
    assert read("番号,名前\nx,北\n2,\n").faults == (
        LineFault(2, "番号は1から9けたまでの数字にしてください。新しい項目は空けておいてください。"),
        LineFault(3, "名前を入力してください。"),
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_a_file_or_a_refusal(content):
    text = csv_text(content)
    assert text is None or isinstance(read(text), ListFile)


def planned(text, there=(NORTH, SOUTH, EAST), closed=()):
    order = tuple(each.number for each in there if each.number not in closed)
    return plan(read(text), there, closed, order)


def test_the_file_is_the_whole_list():
    chosen = planned("番号,名前,備考\n1,北小学校,\n2,南小,南町\n,西小学校,\n")

    assert [each.name for each in chosen.added] == ["西小学校"]
    assert chosen.added[0].number == 4
    assert [(change.before.name, change.after.name, change.words) for change in chosen.changed] == [
        ("南小学校", "南小", "名前")
    ]
    assert chosen.closed == (EAST,)
    assert (chosen.unchanged, chosen.is_reordered) == (1, False)


def test_columns_that_are_missing_leave_what_is_there():
    chosen = planned("番号,名前\n1,北小学校\n2,南小学校\n3,東小学校\n")

    assert not chosen.changes_something
    assert chosen.unchanged == 3


def test_names_alone_find_their_numbers():
    chosen = planned("名前\n東小学校\n北小学校\n南小学校\n新小学校\n")

    assert (chosen.order, [each.number for each in chosen.added]) == ((3, 1, 2, 4), [4])
    assert chosen.is_reordered


def test_a_closed_entry_that_is_named_again_opens_again_under_its_number():
    chosen = planned("番号,名前\n1,北小学校\n2,南小学校\n,東小学校\n", closed=(3,))

    assert chosen.reopened == (EAST,)
    assert chosen.added == chosen.closed == ()
    assert chosen.unchanged == 2


def test_a_number_is_never_given_twice():
    chosen = planned("番号,名前\n7,西小学校\n,中小学校\n", closed=(3,))

    assert [(each.number, each.name) for each in chosen.added] == [(7, "西小学校"), (8, "中小学校")]
    assert chosen.closed == (NORTH, SOUTH)


def test_a_plan_is_named_by_all_it_does():
    assert planned("名前\n北小学校\n").name == planned("名前\n北小学校\n").name
    assert planned("名前\n北小学校\n").name != planned("名前\n南小学校\n").name
