"""Lists that a city keeps in the place of options: named by a form, and filled in once for all."""

import pytest

from shared_forms.language import FormDefinition, analysis, compile, to_json  # noqa: A004
from shared_forms.language.analysis import FaultCode
from shared_forms.language.datasets import datasets_of, with_entries
from shared_forms.language.overlay import Overlay, OverlayRefused, apply, differences
from shared_forms.language.types.options import Option
from tests.shared_forms.language.building import a_choice, a_form, a_page, a_question, one_page

SCHOOL = a_question("school", "select", dataset="schools")
CLUB = a_question("club", "select", dataset="clubs")
IN_ROWS = a_question("children", "group", questions=[SCHOOL], item_label="お子さん", max_items=3)
ENTRIES = {
    "schools": (
        Option(id="no_1", label="北小学校", kana="きたしょうがっこう"),
        Option(id="no_2", label="南小学校", kana="みなみしょうがっこう"),
    )
}


def test_a_form_names_its_lists():
    form = one_page(IN_ROWS, CLUB, a_question("other_club", "select", dataset="clubs"))

    assert datasets_of(form) == {"schools": "項目school", "clubs": "項目club"}
    assert analysis.problems(form) == ()


def test_entries_become_ordinary_options_in_rows_too():
    form = one_page(SCHOOL, CLUB, a_question("children", "group", questions=[a_question("its", "select", dataset="schools")], item_label="お子さん", max_items=3))  # fmt: skip
    filled = with_entries(form, ENTRIES)

    assert [option.id for option in filled.question("school").options] == ["no_1", "no_2"]
    assert [option.id for option in filled.question("its").options] == ["no_1", "no_2"]
    assert datasets_of(filled) == {"clubs": "項目club"}
    assert FormDefinition.model_validate(to_json(filled)) == filled
    assert datasets_of(form).keys() == {"schools", "clubs"}


def test_a_form_without_lists_stays_the_same_object():
    form = one_page(a_choice())

    assert with_entries(form, ENTRIES) is form


@pytest.mark.parametrize("wrong", [{"dataset": "schools", "options": [{"id": "a", "label": "a"}]}, {}])
def test_exactly_one_of_list_and_options(wrong):
    faults = analysis.problems(one_page(a_question("q", "select", **wrong)))

    assert [fault.code for fault in faults] == [FaultCode.CONTRADICTION]


def test_no_entry_is_chosen_beforehand():
    assert analysis.problems(one_page({**SCHOOL, "default": "no_1"}))


@pytest.mark.parametrize("condition", [{"is": "no_1"}, {"in": ["no_1", "no_2"]}, {"includes": "no_1"}])
def test_a_condition_cannot_name_an_entry(condition):
    form = one_page(SCHOOL, a_question("bus", show_when={"question": "school", **condition}))

    (fault,) = analysis.problems(form)
    assert fault.code is FaultCode.NOT_COMPARABLE
    assert "市ごとの一覧" in fault.message


def test_a_condition_can_ask_whether_there_is_an_answer():
    form = one_page(SCHOOL, a_question("bus", show_when={"question": "school", "answered": True}))

    assert analysis.problems(form) + analysis.dead_ends(form) == ()
    assert compile(with_entries(form, ENTRIES))


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "add_option", "target": "school", "option": {"id": "city_x", "label": "x"}},
        {"op": "relabel", "target": "school", "option": "no_1", "text": "x"},
        {"op": "hide", "target": "school", "option": "no_1"},
    ],
)
def test_the_options_are_changed_in_the_list_and_nowhere_else(operation):
    with pytest.raises(OverlayRefused) as refusal:
        apply(one_page(SCHOOL, CLUB), Overlay.model_validate({"operations": [operation]}))

    assert "一覧を直してください" in refusal.value.message


def test_a_city_may_rename_hide_or_move_the_question_itself():
    operations = [{"op": "relabel", "target": "school", "text": "通う学校"}, {"op": "hide", "target": "club"}]
    changed = apply(a_form(a_page("page", SCHOOL, CLUB)), Overlay.model_validate({"operations": operations}))

    assert datasets_of(changed) == {"schools": "通う学校"}


def test_a_new_order_or_reading_is_a_difference_too():
    before = with_entries(one_page(SCHOOL), ENTRIES)
    north, south = ENTRIES["schools"]
    swapped = with_entries(one_page(SCHOOL), {"schools": (south, north)})
    read = with_entries(one_page(SCHOOL), {"schools": (north.model_copy(update={"kana": "ほくしょう"}), south)})

    assert [each.sentence for each in differences(before, swapped)] == ["『項目school』の選択肢の並びを変えました"]
    assert [each.sentence for each in differences(before, read)] == [
        "『項目school』の選択肢『北小学校』の、探すときの読みを変えました"
    ]
    assert differences(before, before) == ()
