"""Attached files."""

import pytest

from shared_forms.language.display import lines
from tests.shared_forms.language.building import a_question, answer, one_page, refusals
from tests.shared_forms.language.strategies import FILES

FILE = a_question(kind="file", max_files=2)


def test_the_answer_is_the_list_of_ids_each_once():
    assert answer(FILE, ["f1", "f2", "f1", ""], FILES) == ["f1", "f2"]
    assert answer(FILE, "f1", FILES) == ["f1"]


def test_files_the_person_did_not_upload_are_refused():
    assert refusals(FILE, ["f1", "gone"], FILES) == [(None, "file_missing", {})]
    assert refusals(FILE, ["f1"]) == [(None, "file_missing", {})]


def test_number_size_and_type_are_limited():
    assert refusals(FILE, ["f1", "f2", "f3"], FILES) == [(None, "too_many_files", {"max": 2})]
    assert refusals(FILE, ["huge", "exe"], FILES) == [
        (None, "file_too_large", {"name": "大きい.pdf", "max_bytes": 10 * 1024 * 1024}),
        (None, "file_type", {"name": "a.exe"}),
    ]
    assert answer(FILE | {"accept": ["text/x-sh"]}, ["exe"], FILES) == ["exe"]


def test_fewer_files_than_asked_for_are_refused_and_none_at_all_is_said_to_be_missing():
    two = FILE | {"min_files": 2}
    assert answer(two, ["f1", "f2"], FILES) == ["f1", "f2"]
    assert refusals(two, ["f1"], FILES) == [(None, "too_few_files", {"min": 2})]
    assert refusals(two, [], FILES) == [(None, "required", {})]
    assert answer(two | {"required": False}, [], FILES) is None


@pytest.mark.parametrize("raw", [{"f1": "f1"}, [1], [["f1"]], True, 3])
def test_what_is_no_list_of_files_is_refused(raw):
    assert refusals(FILE, raw, FILES) == [(None, "wrong_shape", {})]


@pytest.mark.parametrize("raw", ["", [], [""]])
def test_nothing_is_no_answer(raw):
    assert refusals(FILE, raw, FILES) == [(None, "required", {})]


def test_files_are_shown_by_name_and_size():
    question = next(one_page(FILE).questions())

    assert lines(question, ["f1", "huge"], files=FILES) == ("写真1.jpg（1KB）", "大きい.pdf（953.7MB）")
    assert lines(question, ["gone"], files=FILES) == ("gone",)
