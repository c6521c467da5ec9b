"""Differences, in words that a municipal officer reads."""

import copy
from typing import Any

import pytest

from shared_forms.language import FormDefinition, to_json
from shared_forms.language.overlay import Difference, DifferenceKind, Overlay, describe, differences
from tests.shared_forms.language.building import a_choice, a_form, a_page, a_question


def dog(question_id: str, label: str, kind: str = "text", **attributes: Any) -> dict[str, Any]:
    return a_question(question_id, kind, **attributes) | {"label": label}


SEX = a_choice("sex", "ab") | {"label": "性別"}
TEMPLATE = a_form(
    a_page("dog", dog("name", "犬の名前", help="呼び名"), dog("breed", "犬の種類"), SEX) | {"title": "犬について"},
    a_page("death", dog("date", "亡くなった日", "date"), dog("memo", "伝言", required=False)) | {"title": "死亡"},
    guide={"fee": "無料", "phone": "072-000-0145"},
)


def sentences(*operations: dict[str, Any]) -> list[str]:
    overlay = Overlay.model_validate({"operations": operations})
    return [difference.sentence for difference in describe(TEMPLATE, overlay)]


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        ({"op": "relabel", "target": "name", "text": "愛犬の名前"}, "『犬の名前』のことばを『愛犬の名前』に変えました"),
        ({"op": "relabel", "target": "dog", "text": "愛犬"}, "ページ『犬について』のことばを『愛犬』に変えました"),
        (
            {"op": "relabel", "target": "sex", "option": "a", "text": "オス"},
            "『性別』の選択肢『選択肢a』のことばを『オス』に変えました",
        ),
        (
            {"op": "relabel", "target": "name", "text": {"ja": "犬の名前", "en": "Name"}},
            "『犬の名前』の、ほかの言語のことばを変えました",
        ),
        ({"op": "rehelp", "target": "name", "text": "ふだんの呼び名"}, "『犬の名前』の案内を変えました"),
        ({"op": "rehelp", "target": "name", "text": None}, "『犬の名前』の案内を取り除きました"),
        ({"op": "rehelp", "target": "breed", "text": "雑種も"}, "『犬の種類』の案内を足しました"),
        ({"op": "rehelp", "target": "death", "text": "つらいときに"}, "ページ『死亡』の案内を足しました"),
        (
            {"op": "rehelp", "target": "sex", "option": "b", "text": "避妊も"},
            "『性別』の選択肢『選択肢b』の案内を足しました",
        ),
        ({"op": "require", "target": "memo", "required": True}, "『伝言』を必須にしました"),
        ({"op": "require", "target": "name", "required": False}, "『犬の名前』を任意にしました"),
        ({"op": "hide", "target": "breed"}, "『犬の種類』を隠しました"),
        ({"op": "hide", "target": "death"}, "ページ『死亡』を隠しました"),
        ({"op": "hide", "target": "sex", "option": "a"}, "『性別』の選択肢『選択肢a』を隠しました"),
        (
            {"op": "add_question", "question": dog("city_chip", "チップ番号"), "after": "name"},
            "項目『チップ番号』を『犬の名前』のあとに足しました",
        ),
        (
            {"op": "add_question", "question": dog("city_chip", "チップ番号"), "before": "date"},
            "項目『チップ番号』をページ『死亡』のはじめに足しました",
        ),
        (
            {"op": "add_option", "target": "sex", "option": {"id": "city_c", "label": "不明"}},
            "『性別』に選択肢『不明』を足しました",
        ),
        ({"op": "move", "target": "name", "after": "breed"}, "『犬の名前』を『犬の種類』のあとに移しました"),
        ({"op": "move", "target": "memo", "page": "dog"}, "『伝言』を『性別』のあとに移しました"),
        ({"op": "move", "target": "sex", "before": "date"}, "『性別』をページ『死亡』のはじめに移しました"),
        ({"op": "set_fact", "fact": "department", "value": "環境衛生課"}, "担当課を足しました"),
        ({"op": "set_fact", "fact": "phone", "value": "072-000-0000"}, "電話番号を変えました"),
        ({"op": "set_fact", "fact": "fee", "value": None}, "手数料を取り除きました"),
    ],
)
def test_each_operation_in_words(operation, sentence):
    assert sentences(operation) == [sentence]


def test_the_words_themselves_come_along():
    overlay = Overlay.model_validate({"operations": [{"op": "relabel", "target": "name", "text": "愛犬の名前"}]})

    assert describe(TEMPLATE, overlay) == (
        Difference(
            kind=DifferenceKind.RELABELLED,
            target="name",
            sentence="『犬の名前』のことばを『愛犬の名前』に変えました",
            before="犬の名前",
            after="愛犬の名前",
        ),
    )


def test_what_is_changed_back_is_no_difference():
    assert (
        sentences(
            {"op": "relabel", "target": "name", "text": "愛犬の名前"},
            {"op": "relabel", "target": "name", "text": "犬の名前"},
            {"op": "move", "target": "name", "after": "breed"},
            {"op": "move", "target": "name", "before": "breed"},
        )
        == []
    )


def test_operations_that_do_not_fit_are_left_out():
    assert sentences(
        {"op": "relabel", "target": "gone", "text": "x"}, {"op": "require", "target": "memo", "required": True}
    ) == ["『伝言』を必須にしました"]


def test_two_versions_of_a_template_can_be_compared():
    newer = a_form(
        a_page("dog", dog("name", "犬の名前", help="呼び名", max_length=50), SEX) | {"title": "犬について"},
        a_page("death", dog("date", "亡くなった日", "date"), dog("memo", "伝言", required=False)) | {"title": "死亡"},
        guide={"fee": "無料", "phone": "072-000-0145"},
    )

    assert [difference.sentence for difference in differences(TEMPLATE, newer)] == [
        "『犬の名前』の文字数の上限を変えました",
        "『犬の種類』を隠しました",
    ]


def test_conditions_and_checks_are_told_in_words():
    ask = {"question": "sex", "is": "a"}
    check = {"id": "c", "at": "memo", "wrong_when": {"question": "memo", "answered": True}, "message": "空けて"}
    document = to_json(TEMPLATE)
    newer = copy.deepcopy(document) | {"checks": [check]}
    newer["pages"][1]["show_when"] = ask
    newer["pages"][1]["questions"][0] |= {"show_when": ask, "required_when": ask}
    newer["pages"][1]["questions"][0]["required_when"] = ask
    newest = copy.deepcopy(newer)
    newest["checks"][0]["message"] = "消して"

    def told(before, after):
        forms = (FormDefinition.model_validate(each) for each in (before, after))
        return [difference.sentence for difference in differences(*forms)]

    assert told(document, newer) == [
        "ページ『死亡』を出す条件を付けました",
        "『亡くなった日』を条件に合うときだけ必須にしました",
        "『亡くなった日』を出す条件を付けました",
        "確かめ『空けて』を足しました",
    ]
    assert told(newer, document)[-2:] == ["『亡くなった日』を出す条件をなくしました", "確かめ『空けて』をなくしました"]
    assert told(newer, newest) == ["確かめ『空けて』を変えました"]
