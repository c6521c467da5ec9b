"""What a city may and may not do to a shared form."""

from typing import Any

import pytest
from pydantic import ValidationError

from shared_forms.language import FaultyForm, FormDefinition
from shared_forms.language.overlay import Overlay, OverlayRefused, apply
from tests.shared_forms.language.building import a_choice, a_form, a_page, a_question, one_page

LOCKED = {"locked": "狂犬病予防法第4条"}

TEMPLATE = a_form(
    a_page("owner_page", a_question("owner", "person_name", **LOCKED), a_question("phone")),
    a_page(
        "dog",
        a_question("name", help="呼び名"),
        a_choice("sex"),
        a_question("breed", show_when={"question": "sex", "is": "a"}),
        a_question("born", "date"),
        a_question("died", "date", min={"question": "born"}),
    ),
    a_page("tags", a_choice("tag"), a_question("reason", show_when={"question": "tag", "in": ["b", "c"]}), **LOCKED),
    a_page("extra", a_question("memo")),
)


def overlay(*operations: dict[str, Any]) -> Overlay:
    return Overlay.model_validate({"operations": operations})


def changed(*operations: dict[str, Any], template: FormDefinition = TEMPLATE) -> FormDefinition:
    return apply(template, overlay(*operations))


def refused(*operations: dict[str, Any], template: FormDefinition = TEMPLATE) -> list[tuple[int | None, str, str]]:
    with pytest.raises(OverlayRefused) as refusal:
        apply(template, overlay(*operations))
    return [(problem.operation, problem.code.value, problem.target) for problem in refusal.value.problems]


def messages(*operations: dict[str, Any]) -> str:
    with pytest.raises(OverlayRefused) as refusal:
        apply(TEMPLATE, overlay(*operations))
    return refusal.value.message


def order(form: FormDefinition) -> dict[str, list[str]]:
    return {page.id: [question.id for question in page.questions] for page in form.pages}


def op(name: str, target: str | None = None, **attributes: Any) -> dict[str, Any]:
    return {"op": name, **({"target": target} if target else {}), **attributes}


def test_no_change_is_the_template():
    assert changed() == TEMPLATE


def test_relabel_a_page_a_question_and_an_option():
    form = changed(
        op("relabel", "dog", text="愛犬について"),
        op("relabel", "name", text={"ja": "愛犬の名前", "en": "Your dog's name"}),
        op("relabel", "sex", option="b", text="メス"),
    )

    assert str(form.pages[1].title) == "愛犬について"
    assert form.question("name").label.get("en") == "Your dog's name"
    assert [str(option.label) for option in form.question("sex").options] == ["選択肢a", "メス", "選択肢c"]
    assert str(TEMPLATE.question("name").label) == "項目name"


def test_rehelp_also_takes_away():
    form = changed(
        op("rehelp", "dog", text="飼っていた犬"),
        op("rehelp", "name", text=None),
        op("rehelp", "sex", option="a", text="去勢もふくむ"),
    )

    assert (str(form.pages[1].help), form.question("name").help) == ("飼っていた犬", None)
    assert str(form.question("sex").options[0].note) == "去勢もふくむ"


def test_require_and_leave_free():
    form = changed(op("require", "phone", required=False), op("require", "name", required=True))

    assert (form.question("phone").required, form.question("name").required) == (False, True)


def test_set_and_remove_local_facts():
    template = a_form(a_page("p", a_question()), guide={"fee": "無料", "minutes": 5})

    guide = changed(
        op("set_fact", fact="phone", value="072-000-0145"), op("set_fact", fact="fee", value=None), template=template
    ).guide

    assert (str(guide.phone), guide.fee, guide.minutes) == ("072-000-0145", None, 5)


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ({"after": "name"}, ["name", "city_chip", "sex", "breed", "born", "died"]),
        ({"before": "name"}, ["city_chip", "name", "sex", "breed", "born", "died"]),
        ({"page": "dog"}, ["name", "sex", "breed", "born", "died", "city_chip"]),
    ],
)
def test_add_a_question(place, names):
    form = changed(op("add_question", question=a_question("city_chip"), **place))

    assert order(form)["dog"] == names


def test_a_city_s_question_may_depend_on_the_template_s():
    form = changed(
        op("add_question", question=a_question("city_a", show_when={"question": "sex", "is": "b"}), after="sex"),
        op(
            "add_question",
            question=a_question("city_b", show_when={"question": "city_a", "answered": True}),
            after="city_a",
        ),
    )

    assert order(form)["dog"][1:4] == ["sex", "city_a", "city_b"]


def test_add_an_option():
    option = {"id": "city_d", "label": "選択肢d"}

    last = changed(op("add_option", "sex", option=option)).question("sex").options
    second = changed(op("add_option", "sex", option=option, after="a")).question("sex").options

    assert [o.id for o in last] == ["a", "b", "c", "city_d"]
    assert [o.id for o in second] == ["a", "city_d", "b", "c"]


def test_move_within_a_page_and_to_another():
    form = changed(
        op("move", "name", after="sex"), op("move", "memo", before="name"), op("move", "born", page="owner_page")
    )

    assert order(form) == {
        "owner_page": ["owner", "phone", "born"],
        "dog": ["sex", "memo", "name", "breed", "died"],
        "tags": ["tag", "reason"],
    }


def test_hide_a_question_a_page_and_an_option():
    form = changed(op("hide", "phone"), op("hide", "extra"), op("hide", "sex", option="b"))

    assert order(form) == {
        "owner_page": ["owner"],
        "dog": ["name", "sex", "breed", "born", "died"],
        "tags": ["tag", "reason"],
    }
    assert [option.id for option in form.question("sex").options] == ["a", "c"]


def test_a_page_whose_questions_are_all_hidden_is_gone():
    assert "extra" not in order(changed(op("hide", "memo")))


def test_what_is_hidden_still_serves_as_a_place():
    form = changed(op("hide", "name"), op("add_question", question=a_question("city_chip"), after="name"))

    assert order(form)["dog"] == ["city_chip", "sex", "breed", "born", "died"]


def test_what_needs_each_other_may_go_together():
    form = changed(op("hide", "sex"), op("hide", "breed"), op("hide", "born"), op("hide", "died"))

    assert order(form)["dog"] == ["name"]


def test_what_others_need_cannot_be_hidden_and_they_are_named():
    assert refused(op("hide", "sex")) == [(0, "needed", "sex")]
    assert refused(op("hide", "sex", option="a")) == [(0, "needed", "sex")]
    assert refused(op("hide", "born")) == [(0, "needed", "born")]
    assert "『項目breed』" in messages(op("hide", "sex"))
    assert "『項目died』" in messages(op("hide", "born"))
    assert order(changed(op("hide", "sex", option="b"))) == order(TEMPLATE)


@pytest.mark.parametrize(
    "operation",
    [
        op("relabel", "owner", text="飼い主"),
        op("rehelp", "owner", text="本人"),
        op("require", "owner", required=False),
        op("hide", "owner"),
        op("move", "owner", after="phone"),
        op("relabel", "tags", text="札"),
        op("rehelp", "tags", text="札"),
        op("hide", "tags"),
        op("hide", "owner_page"),
    ],
)
def test_what_is_locked_is_refused_with_the_reason(operation):
    assert refused(operation) == [(0, "locked", operation["target"])]
    assert "狂犬病予防法第4条" in messages(operation)


def test_a_locked_page_cannot_be_emptied():
    assert (None, "fault", "tags") in refused(op("hide", "tag"), op("hide", "reason"))


def test_what_stands_beside_the_locked_may_change():
    form = changed(
        op("hide", "phone"), op("add_question", question=a_question("city_kin"), before="owner"), op("hide", "reason")
    )

    assert order(form)["owner_page"] == ["city_kin", "owner"]
    assert form.question("owner") == TEMPLATE.question("owner")


def test_locked_options_stay():
    options = [{"id": "a", "label": "はい", **LOCKED}, {"id": "b", "label": "いいえ"}]
    template = one_page(a_question("q", "choice", options=options), a_question("r"))

    for operation in (
        op("relabel", "q", option="a", text="うん"),
        op("rehelp", "q", option="a", text="うん"),
        op("hide", "q", option="a"),
        op("hide", "q"),
    ):
        assert refused(operation, template=template) == [(0, "locked", "q")]
    assert changed(op("hide", "q", option="b"), template=template).question("q").options[0].locked


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (op("relabel", "nothing", text="x"), "unknown"),
        (op("relabel", "sex", option="z", text="x"), "unknown"),
        (op("relabel", "name", option="a", text="x"), "not_applicable"),
        (op("rehelp", "nothing", text="x"), "unknown"),
        (op("require", "dog", required=True), "not_applicable"),
        (op("hide", "nothing"), "unknown"),
        (op("hide", "sex", option="z"), "unknown"),
        (op("move", "nothing", after="name"), "unknown"),
        (op("move", "name", after="nothing"), "unknown"),
        (op("move", "name", page="nothing"), "unknown"),
        (op("move", "name", after="name"), "not_applicable"),
        (op("move", "dog", after="name"), "not_applicable"),
        (op("add_question", question=a_question("chip"), page="dog"), "not_city_id"),
        (op("add_question", question=a_question("city_chip"), page="nothing"), "unknown"),
        (op("add_question", question=a_question("city_chip"), after="nothing"), "unknown"),
        (op("add_option", "sex", option={"id": "d", "label": "d"}), "not_city_id"),
        (op("add_option", "name", option={"id": "city_d", "label": "d"}), "not_applicable"),
        (op("add_option", "sex", option={"id": "city_d", "label": "d"}, after="z"), "unknown"),
    ],
)
def test_what_does_not_fit_the_form_is_refused(operation, code):
    assert refused(operation) == [(0, code, operation.get("target", ""))]


def test_an_id_is_used_once():
    chip = op("add_question", question=a_question("city_chip"), page="dog")
    option = op("add_option", "sex", option={"id": "city_d", "label": "d"})

    assert refused(chip, chip, option, option) == [(1, "id_taken", ""), (3, "id_taken", "sex")]


def test_every_problem_comes_at_once_in_the_order_of_the_operations():
    assert refused(
        op("hide", "owner"),
        op("relabel", "nothing", text="x"),
        op("relabel", "name", text="愛犬の名前"),
        op("hide", "sex"),
        op("move", "breed", before="sex"),
    ) == [(0, "locked", "owner"), (1, "unknown", "nothing"), (3, "needed", "sex"), (None, "fault", "breed")]


def test_a_question_cannot_go_before_what_it_depends_on():
    assert refused(op("move", "breed", before="sex")) == [(None, "fault", "breed")]
    assert order(changed(op("move", "breed", after="died")))["dog"][-1] == "breed"


def test_a_city_s_own_form_parts_must_work_too():
    chip = a_question("city_chip", show_when={"question": "nothing", "answered": True})

    assert refused(op("add_question", question=chip, page="dog")) == [(None, "fault", "city_chip")]


def test_what_the_city_added_is_not_lost_by_hiding():
    added = op("add_question", question=a_question("city_chip"), page="extra")
    option = op("add_option", "sex", option={"id": "city_d", "label": "d"})

    assert refused(added, op("hide", "extra")) == [(1, "added_by_city", "extra")]
    assert refused(added, op("hide", "city_chip")) == [(1, "added_by_city", "city_chip")]
    assert refused(option, op("hide", "sex", option="city_d")) == [(1, "added_by_city", "sex")]
    assert order(changed(added, op("hide", "memo")))["extra"] == ["city_chip"]


def test_a_city_may_change_what_it_added():
    form = changed(
        op("add_question", question=a_question("city_chip"), page="dog"),
        op("relabel", "city_chip", text="チップ"),
        op("move", "city_chip", after="name"),
        op("add_option", "sex", option={"id": "city_d", "label": "d"}),
        op("relabel", "sex", option="city_d", text="不明"),
    )

    assert order(form)["dog"][:2] == ["name", "city_chip"]
    assert str(form.question("city_chip").label) == "チップ"
    assert str(form.question("sex").option("city_d").label) == "不明"


def test_hiding_the_default_leaves_no_default():
    template = one_page(a_choice(default="b"))

    assert changed(op("hide", "q", option="b"), template=template).question("q").default is None
    assert changed(op("hide", "q", option="a"), template=template).question("q").default == "b"


def test_hiding_the_last_option_is_a_fault():
    assert refused(*(op("hide", "q", option=option) for option in "abc"), template=one_page(a_choice())) == [
        (None, "fault", "q")
    ]


def test_a_notice_forgets_what_is_hidden_but_not_the_name_on_the_card():
    template = a_form(
        a_page("p", a_question("name"), a_question("school"), a_question("code")),
        kind="repeat_notice",
        repeat={"child": ["name", "school", "code"], "card_title": "name", "card_note": ["school"]},
    )

    repeat = changed(op("hide", "school"), template=template).repeat

    assert (repeat.child, repeat.card_note) == (("name", "code"), ())
    assert refused(op("hide", "name"), template=template) == [(0, "needed", "name")]


def test_a_template_with_faults_is_not_changed():
    with pytest.raises(FaultyForm):
        apply(one_page(a_question("a"), a_question("a")), overlay())


@pytest.mark.parametrize(
    "operation",
    [
        op("add_question", question=a_question("city_chip")),
        op("move", "name", after="sex", before="breed"),
        op("set_fact", fact="law", value="x"),
        op("relabel", "name"),
        op("delete", "name"),
        op("hide", "name", reason="x"),
    ],
)
def test_what_is_no_operation_is_refused(operation):
    with pytest.raises(ValidationError):
        overlay(operation)


def test_what_a_check_or_a_need_or_an_option_looks_at_cannot_be_hidden():
    way = a_choice("way", options=[{"id": "post", "label": "郵送", "show_when": {"question": "kind", "is": "a"}}])
    form = a_form(
        a_page(
            "p",
            a_choice("kind"),
            a_question("name"),
            a_question("plate", required_when={"question": "name", "answered": True}),
            way,
            a_question("memo"),
        ),
        checks=[{"id": "c", "at": "memo", "wrong_when": {"question": "memo", "answered": True}, "message": "空けて"}],
    )

    for target, option in [("kind", None), ("kind", "a"), ("name", None), ("memo", None)]:
        hide = op("hide", target, **({"option": option} if option else {}))
        assert refused(hide, template=form) == [(0, "needed", target)]
    changed_form = changed(op("hide", "plate"), op("hide", "way"), op("hide", "name"), template=form)
    assert order(changed_form) == {"p": ["kind", "memo"]}
    assert changed_form.checks == form.checks


def test_an_answer_demanded_always_is_no_longer_demanded_sometimes():
    form = one_page(a_question("a"), a_question("b", required_when={"question": "a", "answered": True}))
    required = changed(op("require", "b", required=True), template=form).question("b")

    assert (required.required, required.required_when) == (True, None)


def test_a_page_of_the_citys_own_stands_where_it_was_put_once_something_is_on_it():
    page = op("add_page", page={"id": "city_p", "title": "市からの質問", "help": "市だけの質問です"}, after="dog")
    asks = op("add_question", question=a_question("city_q"), page="city_p")

    assert order(changed(page)) == order(TEMPLATE)
    assert list(order(changed(page, asks))) == ["owner_page", "dog", "city_p", "tags", "extra"]
    assert list(order(changed({**page, "after": None}, op("move", "memo", page="city_p")))) == [
        "city_p",
        "owner_page",
        "dog",
        "tags",
    ]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ({"page": {"id": "own", "title": "x"}}, "not_city_id"),
        ({"page": {"id": "city_p", "title": "x"}, "after": "gone"}, "unknown"),
    ],
)
def test_a_page_that_cannot_be_added(page, code):
    assert refused(op("add_page", **page)) == [(0, code, "")]


def test_a_page_is_added_once():
    page = op("add_page", page={"id": "city_p", "title": "x"})

    assert [problem[1] for problem in refused(page, page)] == ["id_taken"]


def test_limits_are_those_of_the_type():
    form = changed(
        op("set_limit", "name", limit="max_length", value=20),
        op("set_limit", "died", limit="max", value={"today": 0}),
    )

    assert form.question("name").max_length == 20
    assert form.question("died").max.today == 0
    assert refused(op("set_limit", "sex", limit="max_length", value=20))[0][1] == "not_applicable"
    assert refused(op("set_limit", "owner", limit="max_length", value=20))[0][1] == "locked"
    assert "文字数の上限に使えない値です" in messages(op("set_limit", "name", limit="max_length", value=0))


def test_limits_that_contradict_each_other_are_a_fault():
    limits = (
        op("set_limit", "name", limit="min_length", value=30),
        op("set_limit", "name", limit="max_length", value=20),
    )

    assert [problem[1] for problem in refused(*limits)] == ["fault"]
    assert changed(*limits, op("set_limit", "name", limit="max_length", value=40)).question("name").min_length == 30
