"""What holds for every template and every overlay."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared_forms.language import FormDefinition, compile  # noqa: A004
from shared_forms.language.overlay import Overlay, OverlayRefused, apply, describe
from tests.shared_forms.language.building import a_choice, a_question
from tests.shared_forms.language.strategies import documents


@st.composite
def templates(draw: st.DrawFn) -> FormDefinition:
    """Forms without faults in which some elements are locked."""
    document = draw(documents())
    for page in document["pages"]:
        for element in (page, *page["questions"]):
            if draw(st.integers(0, 4)) == 0:
                element["locked"] = "法令で決まっています"
    return FormDefinition.model_validate(document)


@st.composite
def operations(draw: st.DrawFn, template: FormDefinition) -> dict[str, Any]:
    questions = [question.id for question in template.questions()]
    pages = [page.id for page in template.pages]
    question = st.sampled_from([*questions, "city_a", "city_b", "gone"])
    element = question | st.sampled_from(pages)
    option = st.none() | st.sampled_from(["a", "b", "c", "city_x"])
    place = st.one_of(
        question.map(lambda name: {"after": name}),
        question.map(lambda name: {"before": name}),
        st.sampled_from(pages).map(lambda name: {"page": name}),
    )
    words = st.sampled_from(["ことば", "べつのことば"])
    own = st.sampled_from(["city_a", "city_b"])
    own_question = own.map(a_question) | own.map(a_choice)
    kinds = {
        "relabel": {"target": element, "option": option, "text": words},
        "rehelp": {"target": element, "option": option, "text": st.none() | words},
        "hide": {"target": element, "option": option},
        "require": {"target": question, "required": st.booleans()},
        "add_question": {"question": own_question},
        "add_option": {"target": question, "option": st.just({"id": "city_x", "label": "市の選択肢"})},
        "move": {"target": question},
        "set_fact": {"fact": st.sampled_from(["phone", "fee"]), "value": st.none() | words},
    }
    kind = draw(st.sampled_from(sorted(kinds)))
    spot = draw(place) if kind in ("add_question", "move") else {}
    return {"op": kind, **{name: draw(values) for name, values in kinds[kind].items()}, **spot}


@st.composite
def templates_with_overlays(draw: st.DrawFn) -> tuple[FormDefinition, Overlay]:
    template = draw(templates())
    return template, Overlay.model_validate({"operations": draw(st.lists(operations(template), max_size=5))})


@st.composite
def templates_with_fitting_overlays(draw: st.DrawFn) -> tuple[FormDefinition, Overlay]:
    """Overlays of those operations that are possible one after the other, so that most examples say something."""
    template = draw(templates())
    fitting: list[dict[str, Any]] = []
    for operation in draw(st.lists(operations(template), max_size=8)):
        try:
            apply(template, Overlay.model_validate({"operations": [*fitting, operation]}))
        except OverlayRefused:
            continue
        fitting.append(operation)
    return template, Overlay.model_validate({"operations": fitting})


def locked_parts(form: FormDefinition) -> dict[str, Any]:
    pages = {page.id: (page.title, page.help, page.show_when) for page in form.pages if page.locked}
    return pages | {question.id: question for question in form.questions() if question.locked}


def outcome(template: FormDefinition, overlay: Overlay) -> FormDefinition | list[str]:
    """The form, or in sentences what is in the way."""
    try:
        return apply(template, overlay)
    except OverlayRefused as refusal:
        return [problem.message for problem in refusal.problems if "。" in problem.message]


def ids(form: FormDefinition) -> set[str]:
    return {question.id for question in form.questions()}


@given(templates_with_overlays())
def test_an_overlay_is_applied_or_refused_with_problems_and_can_always_be_described(template_and_overlay):
    template, overlay = template_and_overlay

    assert all(difference.sentence for difference in describe(template, overlay))
    assert outcome(template, overlay)


@given(templates_with_fitting_overlays())
def test_what_is_locked_never_changes(template_and_overlay):
    template, overlay = template_and_overlay

    assert locked_parts(apply(template, overlay)) == locked_parts(template)


@given(templates_with_fitting_overlays())
def test_the_result_is_a_form_that_works(template_and_overlay):
    template, overlay = template_and_overlay
    form = apply(template, overlay)

    assert compile(form).definition is form
    assert apply(form, Overlay()) == form


@given(templates_with_fitting_overlays())
def test_nothing_is_lost_but_what_was_hidden(template_and_overlay):
    template, overlay = template_and_overlay
    form = apply(template, overlay)
    added = {operation.question.id for operation in overlay.operations if operation.op == "add_question"}
    options = {operation.target for operation in overlay.operations if operation.op == "add_option"}
    hides = [operation for operation in overlay.operations if operation.op == "hide" and not operation.option]

    assert added <= ids(form)
    assert all(form.question(target).option("city_x") for target in options)
    assert ids(form) - ids(template) == added
    if not hides:
        assert ids(template) <= ids(form)


@given(templates_with_fitting_overlays())
def test_differences_are_described_exactly_when_there_are_any(template_and_overlay):
    template, overlay = template_and_overlay

    assert bool(describe(template, overlay)) == (apply(template, overlay) != template)
