"""Rows of the same questions, and texts among the questions."""

import pytest

from shared_forms.language import Errors, FaultyForm, compile  # noqa: A004
from shared_forms.language.answers import parse
from shared_forms.language.display import lines
from shared_forms.language.form_data import from_form_data
from shared_forms.language.journey import visible_pages
from shared_forms.language.overlay import Overlay, OverlayRefused, apply, describe
from tests.shared_forms.language.building import (
    TODAY,
    a_choice,
    a_form,
    a_page,
    a_question,
    answer,
    one_page,
    refusals,
)


def a_group(group_id="children", **attributes):
    questions = [
        a_question("child_name"),
        a_question("born", "date", max={"today": 0}),
        a_question("allergic", "yes_no"),
        a_question("allergy", show_when={"question": "allergic", "is": True}),
    ]
    return a_question(
        group_id, "group", **{"questions": questions, "item_label": "お子さん #人目", "max_items": 3, **attributes}
    )


def a_row(name="たろう", **changes):
    return {"child_name": name, "born": "2020-04-02", "allergic": False, **changes}


def test_every_row_is_read_by_itself():
    typed = [
        a_row(" たろう ", born={"year": "令和2", "month": "4", "day": "2"}, allergic="no", allergy="たまご"),
        a_row("はなこ", allergic="yes", allergy="そば"),
    ]

    assert answer(a_group(), typed) == [a_row(), a_row("はなこ", allergic=True, allergy="そば")]
    assert list(answer(a_group(), typed)[0]) == ["child_name", "born", "allergic"]


def test_what_is_wrong_is_said_of_the_row_the_question_and_the_part():
    wrong = [a_row(), a_row("", born={"year": "x", "month": "4", "day": "2"}, allergic="yes")]

    assert refusals(a_group(), wrong) == [
        ("1.child_name", "required", {}),
        ("1.born.year", "not_a_date", {}),
        ("1.allergy", "required", {}),
    ]


def test_blank_rows_are_left_out_wherever_they_stand():
    blank = {"child_name": " ", "born": {"year": "", "month": "", "day": ""}, "allergic": ""}

    assert answer(a_group(), [{}, a_row(), blank | {"child_name": ""}, a_row("はなこ")]) == [a_row(), a_row("はなこ")]
    assert refusals(a_group(), [{}, blank | {"child_name": ""}]) == [(None, "required", {})]
    assert answer(a_group(required=False), [{}]) is None


def test_errors_name_the_row_on_the_screen_blank_ones_before_it_included():
    assert refusals(a_group(), [{}, a_row("")]) == [("1.child_name", "required", {})]


def test_there_may_be_too_few_or_too_many_rows():
    assert refusals(a_group(min_items=2), [a_row()]) == [(None, "too_few_rows", {"min": 2})]
    assert refusals(a_group(), [a_row()] * 4) == [(None, "too_many_rows", {"max": 3})]


@pytest.mark.parametrize("raw", ["x", 1, {"0": {}}, ["x"], [[]], [None], [a_row()] * 101])
def test_what_are_no_rows_is_refused(raw):
    assert refusals(a_group(), raw) == [(None, "wrong_shape", {})]


def test_rows_come_from_the_keys_that_the_browser_sends():
    sent = {
        "children": ["0", "7", "x", "7"],
        "children.0.child_name": ["たろう"],
        "children.7.child_name": ["はなこ"],
        "children.7.born.year": ["2020"],
        "children.8.child_name": ["だれか"],
    }

    def rows(**pressed):
        form = compile(one_page(a_group()))
        return from_form_data(form, lambda name: (sent | pressed).get(name, []), ["children"])["children"]

    assert [row["child_name"] for row in rows()] == ["たろう", "はなこ"]
    assert rows()[1]["born"] == {"year": "2020", "month": "", "day": ""}
    assert rows(add_row=["children"])[2] == {}
    assert len(rows(add_row=["others"])) == 2
    assert [row["child_name"] for row in rows(remove_row=["children.0"])] == ["はなこ"]
    sent["children"] = ["0", "1", "2"]
    assert len(rows(add_row=["children"])) == 3


def test_a_row_looks_at_its_own_answers_and_at_those_of_the_form_before_it():
    inner = [a_choice("kind"), a_question("more", show_when={"all": [{"question": "kind", "is": "b"}, OUTSIDE]})]
    form = compile(one_page(a_question("asks", "yes_no"), a_group(questions=inner)))

    def read(raw):
        return parse(form, raw, today=TODAY)

    assert read({"asks": "no", "children": [{"kind": "b"}]})["children"] == [{"kind": "b"}]
    assert isinstance(read({"asks": "yes", "children": [{"kind": "b"}]}), Errors)
    rows = [{"kind": "b", "more": "x"}, {"kind": "a", "more": "x"}]
    assert read({"asks": "yes", "children": rows})["children"] == [{"kind": "b", "more": "x"}, {"kind": "a"}]


OUTSIDE = {"question": "asks", "is": True}


@pytest.mark.parametrize(
    ("questions", "message"),
    [
        ([a_group(), a_question("q", show_when={"question": "born", "answered": True})], "同じ行の項目からだけ"),
        (
            [a_group(questions=[a_question("a", show_when={"question": "b", "answered": True}), a_question("b")])],
            "前で",
        ),
        ([a_group(questions=[a_question("a", show_when={"question": "children", "answered": True})])], "前で"),
        ([a_group(questions=[a_question("q"), a_question("q")])], "2回以上"),
        ([a_question("born"), a_group()], "2回以上"),
        ([a_group(questions=[])], "1つもありません"),
        ([a_question("asks", "yes_no"), a_group(questions=[a_question("q", show_when=OUTSIDE)])], "条件なしで"),
        ([a_group(min_items=4)], "大きくなっています"),
        ([a_group(questions=[a_choice("kind", default="a")])], "はじめの値"),
        ([a_group(questions=[a_choice("kind", options="")])], "選択肢が1つもありません"),
    ],
)
def test_the_analysis_looks_into_the_rows(questions, message):
    with pytest.raises(FaultyForm, match=message):
        compile(one_page(*questions))


@pytest.mark.parametrize("kind", ["file", "group"])
def test_some_types_do_not_stand_in_rows(kind):
    with pytest.raises(ValueError, match="tag"):
        one_page(a_group(questions=[a_question("q", kind)]))


def test_rows_are_shown_below_their_names():
    question = next(one_page(a_group()).questions())

    assert lines(question, [a_row(), a_row("はなこ", allergic=True)]) == (
        "お子さん 1人目",
        "　項目child_name：たろう",
        "　項目born：2020年4月2日（木）（令和2年）",
        "　項目allergic：いいえ",
        "お子さん 2人目",
        "　項目child_name：はなこ",
        "　項目born：2020年4月2日（木）（令和2年）",
        "　項目allergic：はい",
    )


def test_a_text_among_the_questions_is_neither_asked_nor_kept():
    text = a_question("note", "static", text="よくお読みください。")
    form = compile(a_form(a_page("one", text, a_question("q")), a_page("two", {**text, "id": "more"})))

    assert dict(parse(form, {"note": "x", "q": "y"}, today=TODAY)) == {"q": "y"}
    assert from_form_data(form, lambda name: ["x"], ["note", "q"]) == {"q": "x"}
    assert [page.page.id for page in visible_pages(form, {}, today=TODAY)] == ["one"]
    with pytest.raises(FaultyForm, match="必須にできません"):
        compile(one_page({**text, "required": True}))


def changed(*operations, group=None):
    form = one_page(a_question("before"), group or a_group())
    overlay = Overlay.model_validate({"operations": operations})
    result = apply(form, overlay)
    return {question.id: question for question in result.every_question()}, [
        difference.sentence for difference in describe(form, overlay)
    ]


def test_a_city_changes_what_is_asked_in_the_rows():
    questions, sentences = changed(
        {"op": "relabel", "target": "child_name", "text": "児童の名前"},
        {"op": "rehelp", "target": "born", "text": "母子手帳のとおりに書いてください。"},
        {"op": "require", "target": "child_name", "required": False},
        {"op": "hide", "target": "allergic"},
        {"op": "hide", "target": "allergy"},
    )

    assert list(questions) == ["before", "children", "child_name", "born"]
    assert (str(questions["child_name"].label), questions["child_name"].required) == ("児童の名前", False)
    assert sentences == [
        "『項目child_name』のことばを『児童の名前』に変えました",
        "『項目child_name』を任意にしました",
        "『項目born』の案内を足しました",
        "『項目children』の中の『項目allergic』を隠しました",
        "『項目children』の中の『項目allergy』を隠しました",
    ]


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ({"op": "hide", "target": "allergic"}, "『項目allergy』が使っているので"),
        ({"op": "move", "target": "born", "after": "before"}, "くり返す項目の中にある"),
        ({"op": "move", "target": "before", "after": "born"}, "くり返す項目の中にある"),
        ({"op": "add_question", "after": "born", "question": a_question("city_q")}, "くり返す項目の中にある"),
    ],
)
def test_what_a_city_cannot_do_in_the_rows_is_said(operation, message):
    with pytest.raises(OverlayRefused, match=message):
        changed(operation)


def test_what_is_locked_in_a_row_stays_and_keeps_its_group():
    group = a_group(questions=[a_question("child_name", locked="規則で決まっています。"), a_question("nick")])

    for target in ("child_name", "children"):
        with pytest.raises(OverlayRefused, match="規則で決まっています"):
            changed({"op": "hide", "target": target}, group=group)
