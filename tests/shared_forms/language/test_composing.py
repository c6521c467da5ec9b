"""How an overlay grows and shrinks while people edit."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_forms.language import content_hash
from shared_forms.language.overlay import (
    AddOption,
    AddPage,
    AddQuestion,
    Edit,
    EditDoesNotFit,
    Hide,
    Move,
    Overlay,
    OverlayRefused,
    Rehelp,
    Relabel,
    Require,
    SetFact,
    SetLimit,
    apply,
    changed_targets,
    reverted,
    with_operations,
)
from shared_forms.language.overlay.composing import key_of
from shared_forms.language.texts import Text
from tests.factories.forms import every_type

TEMPLATE = every_type()
EMPTY = Overlay()


def relabel(target, words, option=None):
    return Relabel(op="relabel", target=target, option=option, text=Text(ja=words))


def own(name, **place):
    question = {"id": f"city_{name}", "type": "text", "label": name}
    return AddQuestion.model_validate({"op": "add_question", "question": question, **place})


def edited(*operations, overlay=EMPTY):
    return with_operations(TEMPLATE, overlay, operations)


def order(overlay):
    return [question.id for question in apply(TEMPLATE, overlay).questions()]


def test_the_last_word_on_a_thing_counts():
    overlay = edited(relabel("dog_name", "なまえ"), relabel("dog_name", "愛犬の名前"), relabel("sex", "オスかメスか"))

    assert overlay.operations == (relabel("dog_name", "愛犬の名前"), relabel("sex", "オスかメスか"))


def test_going_back_to_the_template_leaves_nothing_behind():
    changed = edited(relabel("dog_name", "愛犬の名前"), Require(op="require", target="email", required=True))

    assert (
        edited(relabel("dog_name", "犬の名前"), Require(op="require", target="email", required=False), overlay=changed)
        == EMPTY
    )
    assert edited(SetFact(op="set_fact", fact="fee", value=None)) == EMPTY


def test_an_option_and_its_question_are_two_things():
    overlay = edited(relabel("sex", "オスかメスか"), relabel("sex", "オス", option="male"))

    assert len(overlay.operations) == 2
    assert reverted(TEMPLATE, overlay, "sex", "male").operations == (relabel("sex", "オスかメスか"),)
    assert reverted(TEMPLATE, overlay, "sex") == EMPTY


def test_what_is_locked_or_not_there_is_refused_and_the_rest_of_the_same_step_with_it():
    with pytest.raises(OverlayRefused) as refusal:
        edited(relabel("dog_name", "愛犬の名前"), relabel("owner", "飼い主"), relabel("cat_name", "猫の名前"))

    assert [problem.target for problem in refusal.value.problems] == ["owner", "cat_name"]
    assert "狂犬病予防法で決まっています。" in refusal.value.message


def test_a_question_of_the_citys_own_is_changed_in_its_turn():
    overlay = edited(own("street", after="dog_name"), own("nickname", after="city_street"))
    changed = edited(own("street", after="dog_name").model_copy(update={"after": "sex"}), overlay=overlay)

    assert [operation.question.id for operation in changed.operations] == ["city_street", "city_nickname"]
    assert order(changed).index("city_nickname") == order(changed).index("city_street") + 1


@pytest.mark.parametrize("place", [{"after": "dog_name"}, {"before": "sex"}, {"page": "dog_page"}])
def test_removing_an_own_question_keeps_its_neighbours_in_place(place):
    overlay = edited(own("street", **place), own("nickname", after="city_street"), own("breeder", before="city_street"))
    before = [name for name in order(overlay) if name != "city_street"]

    kept = reverted(TEMPLATE, overlay, "city_street")

    assert set(order(kept)) == set(before)
    assert [name for name in order(kept) if not name.startswith("city_")] == [
        name for name in before if not name.startswith("city_")
    ]


def test_a_question_that_was_moved_to_the_neighbour_that_goes_does_not_go_with_it():
    overlay = edited(own("street", after="photo"), Move(op="move", target="photo", after="city_street"))

    assert order(reverted(TEMPLATE, overlay, "city_street")) == order(EMPTY)


def test_taking_back_a_question_of_the_template_moves_no_other():
    option = AddOption.model_validate(
        {"op": "add_option", "target": "sex", "option": {"id": "city_o", "label": "内緒"}}
    )
    moved = Move(op="move", target="dog_name", after="sex")

    assert reverted(TEMPLATE, edited(option, moved), "sex").operations == (moved,)


def test_removing_an_own_option_leaves_the_next_one_in_its_place():
    first = {"op": "add_option", "target": "sex", "after": "male", "option": {"id": "city_a", "label": "あ"}}
    second = {"op": "add_option", "target": "sex", "after": "city_a", "option": {"id": "city_b", "label": "い"}}
    overlay = edited(AddOption.model_validate(first), AddOption.model_validate(second))

    left = apply(TEMPLATE, reverted(TEMPLATE, overlay, "sex", "city_a"))

    assert [option.id for option in left.question("sex").options] == ["male", "city_b", "female", "unknown"]


def test_an_own_question_that_another_needs_cannot_go():
    asks = AddQuestion.model_validate(
        {"op": "add_question", "after": "sex", "question": {"id": "city_walk", "type": "yes_no", "label": "散歩"}}
    )
    where = {"id": "city_where", "type": "text", "label": "場所", "show_when": {"question": "city_walk", "is": True}}
    depends = AddQuestion.model_validate({"op": "add_question", "after": "city_walk", "question": where})
    overlay = edited(asks, depends)

    with pytest.raises(OverlayRefused, match="city_walk"):
        reverted(TEMPLATE, overlay, "city_walk")
    assert reverted(TEMPLATE, reverted(TEMPLATE, overlay, "city_where"), "city_walk") == EMPTY


OPERATIONS = st.one_of(
    st.builds(relabel, st.sampled_from(["dog_name", "sex", "owner_page", "email"]), st.sampled_from(["あ", "い"])),
    st.builds(
        lambda target, words: Rehelp(op="rehelp", target=target, text=words and Text(ja=words)),
        st.sampled_from(["dog_name", "photo"]),
        st.sampled_from([None, "あ"]),
    ),
    st.builds(lambda target: Hide(op="hide", target=target), st.sampled_from(["photo", "email", "vaccinated_on"])),
    st.builds(
        lambda target, required: Require(op="require", target=target, required=required),
        st.sampled_from(["email", "photo"]),
        st.booleans(),
    ),
    st.builds(
        lambda words: AddOption.model_validate(
            {"op": "add_option", "target": "sex", "option": {"id": "city_o", "label": words}}
        ),
        st.sampled_from(["あ", "い"]),
    ),
    st.builds(
        lambda name, after: own(name, after=after),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["sex", "email", "city_a"]),
    ),
    st.builds(lambda name: own(name, page="city_p"), st.sampled_from(["a", "b"])),
    st.builds(
        lambda target, after: Move(op="move", target=target, after=after),
        st.sampled_from(["dog_name", "photo", "city_a"]),
        st.sampled_from(["email", "city_b", "sex"]),
    ),
    st.builds(
        lambda limit, value: SetLimit(op="set_limit", target="dog_name", limit=limit, value=value),
        st.sampled_from(["max_length", "min_length"]),
        st.sampled_from([1, 50, 100]),
    ),
    st.builds(
        lambda name, after: AddPage.model_validate(
            {"op": "add_page", "page": {"id": f"city_{name}", "title": name}, "after": after}
        ),
        st.sampled_from(["p", "a"]),
        st.sampled_from([None, "dog_page", "city_p"]),
    ),
    st.builds(
        lambda words: SetFact(op="set_fact", fact="fee", value=Text(ja=words)), st.sampled_from(["無料", "300円"])
    ),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(OPERATIONS, max_size=12), st.sampled_from(["dog_name", "city_a", "city_b", "sex", "guide.fee", "photo"])
)
def test_every_edit_leaves_an_overlay_that_fits_and_holds_each_thing_once(operations, target):
    overlay = EMPTY
    for operation in operations:
        try:
            overlay = edited(operation, overlay=overlay)
        except OverlayRefused:
            continue
    keys = [key_of(operation) for operation in overlay.operations]

    assert len(keys) == len(set(keys))
    assert content_hash(apply(TEMPLATE, overlay))
    try:
        left = reverted(TEMPLATE, overlay, target)
    except OverlayRefused:
        return
    assert target not in changed_targets(left)
    lost = set(changed_targets(overlay)) - set(changed_targets(left)) - {target}
    assert not {name for name in lost if name.startswith("city_") and name in order(overlay)}


@settings(max_examples=80, deadline=None)
@given(st.lists(OPERATIONS, max_size=12))
def test_every_edit_can_be_taken_back_and_done_again_down_to_nothing(operations):
    overlays = [EMPTY]
    for operation in operations:
        try:
            overlays.append(edited(operation, overlay=overlays[-1]))
        except OverlayRefused:
            continue
    steps = [Edit.between(before, after) for before, after in pairwise(overlays)]
    overlay = overlays[-1]
    for step, before in zip(reversed(steps), reversed(overlays[:-1]), strict=True):
        assert step.apply(step.inverse().apply(overlay)) == overlay
        overlay = step.inverse().apply(overlay)
        assert overlay == before

    assert overlay == EMPTY
    assert all(Edit.model_validate_json(step.model_dump_json()) == step for step in steps)


def test_what_others_changed_since_is_not_taken_back():
    one, other = edited(relabel("dog_name", "愛犬の名前")), edited(relabel("dog_name", "呼び名"))

    with pytest.raises(EditDoesNotFit):
        Edit.between(EMPTY, one).inverse().apply(other)
