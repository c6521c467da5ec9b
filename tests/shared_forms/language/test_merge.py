"""What becomes of a city's changes when the template changes: one test for each row of docs/merge.md."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from shared_forms.language import FormDefinition, to_json
from shared_forms.language.merge import Choice, Level, Merge, Resolution, merge
from shared_forms.language.overlay import Overlay, apply
from shared_forms.language.texts import Text
from tests.shared_forms.language.building import a_choice, a_form, a_page, a_question

Document = dict[str, Any]

TEMPLATE = a_form(
    a_page("child", a_question("name"), a_question("school", help="学校の名前"), a_choice("grade", "abc")),
    a_page(
        "care",
        a_question("from", "date"),
        a_question("until", "date", min={"question": "from"}),
        a_question("memo", required=False),
    ),
    a_page("home", a_question("phone", "phone"), a_question("other", required=False)),
    guide={"fee": "無料"},
)


def updated(change: Callable[[Document], None]) -> FormDefinition:
    document = copy.deepcopy(to_json(TEMPLATE))
    change(document)
    return FormDefinition.model_validate(document)


def question(document: Document, name: str) -> Document:
    return next(each for page in document["pages"] for each in page["questions"] if each["id"] == name)


def setting(name: str, **attributes: Any) -> Callable[[Document], None]:
    return lambda document: question(document, name).update(attributes)


def page(document: Document, name: str) -> Document:
    return next(page for page in document["pages"] if page["id"] == name)


def take(document: Document, name: str) -> Document:
    taken = question(document, name)
    for each in document["pages"]:
        each["questions"][:] = [other for other in each["questions"] if other["id"] != name]
    return taken


def without(name: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        if name in [page["id"] for page in document["pages"]]:
            document["pages"].remove(page(document, name))
        else:
            take(document, name)

    return change


def moved(name: str, to: str, place: int) -> Callable[[Document], None]:
    return lambda document: page(document, to)["questions"].insert(place, take(document, name))


def added(new: Document, to: str, place: int = 0) -> Callable[[Document], None]:
    return lambda document: page(document, to)["questions"].insert(place, new)


def overlay(*operations: Document) -> Overlay:
    return Overlay.model_validate({"operations": operations})


def op(kind: str, target: str | None = None, **attributes: Any) -> Document:
    return {"op": kind, **({"target": target} if target else {}), **attributes}


def own(name: str, **attributes: Any) -> Document:
    spot = {key: attributes.pop(key) for key in ("after", "before", "page") if key in attributes}
    return op("add_question", question=a_question(name, **attributes), **spot)


def merging(change: Callable[[Document], None], *operations: Document, **choices: Choice) -> Merge:
    changes = overlay(*operations)
    apply(TEMPLATE, changes)
    keys = {collision.kind.value: collision.key for collision in merge(TEMPLATE, updated(change), changes).collisions}
    return merge(TEMPLATE, updated(change), changes, {keys[kind]: choice for kind, choice in choices.items()})


def kinds(merged: Merge) -> list[tuple[str, str]]:
    return [(collision.kind.value, collision.target) for collision in merged.collisions]


def label(merged: Merge, name: str) -> str:
    found = merged.form.question(name)
    return str(found.label) if found else ""


def order(merged: Merge) -> dict[str, list[str]]:
    return {page.id: [question.id for question in page.questions] for page in merged.form.pages}


THEIRS = Choice(Resolution.THEIRS)


def test_a_question_beside_which_the_city_asks_its_own_is_reworded_and_another_added():
    """守口: nothing collides, the update comes by itself."""

    def change(document: Document) -> None:
        question(document, "school")["label"] = "通う学校"
        page(document, "child")["questions"].append(a_question("allergy"))

    merged = merging(change, own("city_bus", after="school"))

    assert merged.level is Level.AUTOMATIC
    assert order(merged)["child"] == ["name", "school", "city_bus", "grade", "allergy"]
    assert label(merged, "school") == "通う学校"


def test_words_that_both_changed_wait_for_a_decision_and_stay_the_citys_until_then():
    """堺: the same label reworded on both sides."""
    operation = op("relabel", "school", text="小学校")
    merged = merging(setting("school", label="通う学校"), operation)
    collision = merged.collisions[0]

    assert (merged.level, kinds(merged), label(merged, "school")) == (
        Level.DECISION, [("reworded", "school")], "小学校",
    )  # fmt: skip
    assert (collision.before, collision.theirs, collision.ours) == ("項目school", "通う学校", "小学校")
    assert merged.open

    theirs = merging(setting("school", label="通う学校"), operation, reworded=THEIRS)
    assert (label(theirs, "school"), theirs.overlay, theirs.open) == ("通う学校", Overlay(), ())
    rewritten = Choice(Resolution.REWRITE, Text(ja="通っている小学校"))
    assert (
        label(merging(setting("school", label="通う学校"), operation, reworded=rewritten), "school")
        == "通っている小学校"
    )


def test_the_same_words_on_both_sides_are_the_templates_now():
    merged = merging(setting("school", label="小学校"), op("relabel", "school", text="小学校"))

    assert (merged.level, merged.overlay) == (Level.AUTOMATIC, Overlay())


def test_words_in_different_languages_are_put_together_and_shown():
    merged = merging(
        setting("school", label={"ja": "項目school", "en": "School"}), op("relabel", "school", text="小学校")
    )

    assert (merged.level, kinds(merged)) == (Level.LOOK, [("translation", "school")])
    found = merged.form.question("school")
    assert found is not None
    assert found.label == Text.model_validate({"ja": "小学校", "en": "School"})


def test_a_local_note_is_the_citys_whatever_the_template_says():
    def noted(document: Document) -> None:
        question(document, "memo").update(local_note=True, help="新しい案内")

    merged = merging(noted, op("rehelp", "memo", text="市の案内"))

    assert (merged.level, str(merged.form.question("memo").help)) == (Level.AUTOMATIC, "市の案内")  # type: ignore[union-attr]


def test_guidance_that_both_gave_or_took_away():
    assert kinds(merging(setting("school", help="新しい案内"), op("rehelp", "school", text=None))) == [
        ("reworded", "school")
    ]
    assert merging(setting("school", help=None), op("rehelp", "school", text=None)).level is Level.AUTOMATIC


def test_facts_of_the_city_are_never_the_templates():
    def change(document: Document) -> None:
        document["guide"] = {"fee": "300円"}

    merged = merging(change, op("set_fact", fact="fee", value="100円"))

    assert (merged.level, str(merged.form.guide.fee)) == (Level.AUTOMATIC, "100円")


def test_a_question_that_is_gone_goes_or_stays_as_the_citys_own():
    operations = (op("relabel", "memo", text="伝言"), own("city_when", after="memo"))
    merged = merging(without("memo"), *operations)

    assert (merged.level, kinds(merged)) == (Level.DECISION, [("removed", "memo")])
    assert order(merged)["care"] == ["from", "until", "city_when"]
    kept = merging(without("memo"), *operations, removed=Choice(Resolution.KEEP))
    assert order(kept)["care"] == ["from", "until", "city_memo", "city_when"]
    assert label(kept, "city_memo") == "伝言"


def test_what_the_city_hid_and_the_template_gave_up_is_nobodys_concern():
    assert merging(without("memo"), op("hide", "memo")).level is Level.AUTOMATIC
    assert merging(without("home"), op("hide", "home")).level is Level.AUTOMATIC


def test_an_option_that_is_gone_takes_its_words_with_it():
    def change(document: Document) -> None:
        question(document, "grade")["options"].pop(1)

    merged = merging(change, op("relabel", "grade", option="b", text="2年生"), op("hide", "grade", option="b"))

    assert (merged.level, kinds(merged)) == (Level.LOOK, [("removed", "grade")])
    assert merged.overlay == Overlay()


def test_what_is_locked_now_is_the_templates():
    merged = merging(
        setting("school", locked="条例第3条"), op("relabel", "school", text="小学校"), op("hide", "school")
    )

    assert (merged.level, set(kinds(merged)), merged.overlay) == (Level.LOOK, {("locked", "school")}, Overlay())
    assert "条例第3条" in merged.collisions[0].sentence


def test_another_way_of_answering_keeps_the_words_and_loses_what_has_no_hold():
    merged = merging(
        lambda document: question(document, "grade").update(type="text", options=[]) or question(document, "grade").pop("options"),
        op("relabel", "grade", text="学年"),
        op("add_option", "grade", option={"id": "city_d", "label": "その他"}),
    )  # fmt: skip

    assert (merged.level, set(kinds(merged))) == (Level.LOOK, {("retyped", "grade")})
    assert label(merged, "grade") == "学年"
    assert [collision.option for collision in merged.collisions] == [None, "city_d"]


@pytest.mark.parametrize(("choice", "required"), [({}, True), ({"need": THEIRS}, True)])
def test_need_that_both_changed(choice, required):
    ask = {"question": "name", "answered": True}
    merged = merging(setting("memo", required=True, required_when=ask), op("require", "memo", required=True), **choice)
    found = merged.form.question("memo")

    assert kinds(merged) == [("need", "memo")]
    assert found is not None
    assert found.required is required
    assert (found.required_when is not None) == bool(choice)


def test_limits_that_both_changed():
    operation = op("set_limit", "name", limit="max_length", value=20)
    merged = merging(setting("name", max_length=50), operation)

    assert (merged.level, [(each.before, each.theirs, each.ours) for each in merged.collisions]) == (
        Level.DECISION, [("100", "50", "20")],
    )  # fmt: skip
    assert merged.form.question("name").max_length == 20  # type: ignore[union-attr]
    assert merging(setting("name", max_length=50), operation, limit=THEIRS).form.question("name").max_length == 50  # type: ignore[union-attr]
    assert merging(setting("name", max_length=20), operation).overlay == Overlay()


def test_a_question_that_both_moved():
    elsewhere = moved("memo", "child", 0)
    merged = merging(elsewhere, op("move", "memo", after="phone"))

    assert (merged.level, order(merged)["home"]) == (Level.DECISION, ["phone", "memo", "other"])
    assert order(merging(elsewhere, op("move", "memo", after="phone"), moved=THEIRS))["child"][0] == "memo"
    same = merging(elsewhere, op("move", "memo", before="name"))
    assert (same.level, same.overlay) == (Level.AUTOMATIC, Overlay())


def test_an_own_question_follows_its_neighbour_and_finds_another_when_that_is_gone():
    assert order(merging(moved("school", "home", 1), own("city_a", after="school")))["home"] == [
        "phone", "school", "city_a", "other",
    ]  # fmt: skip
    assert order(merging(without("school"), own("city_a", before="school")))["child"] == ["name", "city_a", "grade"]
    assert merging(without("school"), own("city_a", after="school")).level is Level.AUTOMATIC


def test_a_page_that_is_gone_leaves_the_citys_questions_on_the_page_before():
    merged = merging(without("home"), own("city_a", after="phone"), own("city_b", page="home"))

    assert (merged.level, order(merged)["care"][-2:]) == (Level.LOOK, ["city_a", "city_b"])
    assert kinds(merged) == [("place_gone", "city_a"), ("place_gone", "city_b")]


def test_an_own_page_stands_behind_what_is_left():
    page = op("add_page", page={"id": "city_p", "title": "市から"}, after="home")
    merged = merging(without("home"), page, own("city_a", page="city_p"))

    assert (merged.level, list(order(merged))) == (Level.AUTOMATIC, ["child", "care", "city_p"])


def test_a_condition_that_looks_at_what_is_gone():
    ask = own("city_a", page="home", show_when={"question": "grade", "is": "b"})

    def change(document: Document) -> None:
        question(document, "grade")["options"].pop(1)

    for update in (change, without("grade"), setting("grade", id="class")):
        merged = merging(update, ask)
        assert (merged.level, kinds(merged)) == (Level.DECISION, [("condition", "city_a")])
        assert merged.form.question("city_a").show_when is None  # type: ignore[union-attr]
        assert merging(update, ask, condition=Choice(Resolution.DROP)).form.question("city_a") is None


def test_a_limit_that_looks_at_what_is_gone_and_what_comes_too_late():
    late = own("city_a", page="care", kind="date", max={"question": "until"})

    merged = merging(without("until"), late)
    assert kinds(merged) == [("condition", "city_a")]
    assert merged.form.question("city_a").max is None  # type: ignore[union-attr]
    assert kinds(merging(moved("until", "home", 0), late)) == [("condition", "city_a")]


def test_a_hidden_question_that_the_template_needs_now_is_shown_again():
    merged = merging(
        setting("memo", show_when={"question": "school", "answered": True}), op("hide", "school"), op("hide", "other")
    )

    assert (merged.level, kinds(merged)) == (Level.LOOK, [("needed", "school")])
    assert merged.form.question("school") is not None
    assert merged.form.question("other") is None


def test_a_hidden_page_on_which_something_new_stands():
    merged = merging(added(a_question("bank"), "home"), op("hide", "home"))

    assert (merged.level, kinds(merged), "home" in order(merged)) == (Level.DECISION, [("page_grew", "home")], False)
    assert "『項目bank』" in merged.collisions[0].sentence
    assert "home" in order(merging(added(a_question("bank"), "home"), op("hide", "home"), page_grew=THEIRS))


def test_the_template_asks_what_the_city_had_added():
    same = a_question("allergy") | {"label": "項目city_a"}
    merged = merging(added(same, "home"), own("city_a", page="home"), own("city_b", after="city_a"))

    assert (merged.level, kinds(merged)) == (Level.LOOK, [("same_words", "city_a")])
    assert {"allergy", "city_a"} <= {*order(merged)["home"]}
    theirs = merging(added(same, "home"), own("city_a", page="home"), own("city_b", after="city_a"), same_words=THEIRS)
    assert order(theirs)["home"] == ["allergy", "phone", "other", "city_b"]


def test_the_template_offers_what_the_city_had_added():
    def change(document: Document) -> None:
        question(document, "grade")["options"].append({"id": "d", "label": "その他"})

    operation = op("add_option", "grade", option={"id": "city_d", "label": "その他"}, after="c")

    assert kinds(merging(change, operation)) == [("same_words", "grade")]
    assert merging(change, operation, same_words=THEIRS).overlay == Overlay()


def test_a_move_in_front_of_what_is_looked_at_now_goes():
    merged = merging(
        setting("memo", show_when={"question": "from", "answered": True}), op("move", "memo", before="name")
    )

    assert (merged.level, kinds(merged), merged.overlay) == (Level.LOOK, [("unfit", "memo")], Overlay())


def test_everything_the_city_has_a_name_for_is_named_by_it():
    merged = merging(without("school"), op("relabel", "school", text="小学校"), own("city_a", after="grade"))

    assert [collision.name for collision in merged.collisions] == ["項目school"]
