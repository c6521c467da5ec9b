"""Hypothesis strategies: templates in which some elements are locked, and overlays that may fit them or do."""

from typing import Any

from hypothesis import strategies as st

from shared_forms.language import FormDefinition
from shared_forms.language.overlay import Overlay, OverlayRefused, apply, with_operations
from tests.shared_forms.language.building import a_choice, a_question
from tests.shared_forms.language.strategies import documents


@st.composite
def templates(draw: st.DrawFn) -> FormDefinition:
    """Forms without faults in which some elements are locked."""
    document = draw(documents())
    for page in document["pages"]:
        for element in (page, *page["questions"]):
            kind = draw(st.integers(0, 9))
            element |= {"locked": "法令で決まっています"} if kind < 2 else {"local_note": True} if kind == 2 else {}
    return FormDefinition.model_validate(document)


@st.composite
def operations(draw: st.DrawFn, template: FormDefinition) -> dict[str, Any]:
    questions = [question.id for question in template.questions()]
    pages = [page.id for page in template.pages]
    question = st.sampled_from([*questions, "city_a", "city_b", "gone"])
    element = question | st.sampled_from(pages)
    option = st.none() | st.sampled_from(["a", "b", "c", "city_x"])
    own_page = st.just({"id": "city_p", "title": "市のページ"})
    place = st.one_of(
        question.map(lambda name: {"after": name}),
        question.map(lambda name: {"before": name}),
        st.sampled_from([*pages, "city_p"]).map(lambda name: {"page": name}),
    )
    words = st.sampled_from(["ことば", "べつのことば"])
    own = st.sampled_from(["city_a", "city_b"])
    own_question = own.map(a_question) | own.map(a_choice)
    kinds = {
        "relabel": {"target": element, "option": option, "text": words},
        "rehelp": {"target": element, "option": option, "text": st.none() | words},
        "hide": {"target": element, "option": option},
        "require": {"target": question, "required": st.booleans()},
        "set_limit": {
            "target": question,
            "limit": st.sampled_from(["max", "min", "max_length", "max_files", "max_items", "min_chosen"]),
            "value": st.sampled_from([None, 1, 2, 30, {"today": -3}]),
        },
        "add_page": {"page": own_page, "after": st.none() | st.sampled_from(pages)},
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


@st.composite
def likely_operations(draw: st.DrawFn, form: FormDefinition) -> dict[str, Any]:
    """An operation that mostly fits the form as a city has it by now."""
    page = draw(st.sampled_from(form.pages))
    question = draw(st.sampled_from(page.questions))
    other = draw(st.sampled_from(list(form.questions())))
    spot = draw(st.sampled_from([{"after": other.id}, {"before": other.id}, {"page": page.id}]))
    words = draw(st.sampled_from(["ことば", {"ja": "べつのことば", "en": "Words of the city"}]))
    own_id = draw(st.sampled_from(["city_a", "city_b", "city_c"]))
    condition = {"show_when": {"question": other.id, "answered": True}} if draw(st.booleans()) else {}
    option = {"option": draw(st.sampled_from(question.offers())).id} if question.offers() else {}
    limit = draw(st.sampled_from(question.limits)) if question.limits else "max"
    value = ["application/pdf"] if limit == "accept" else draw(st.sampled_from([1, 2, 15, {"today": -3}]))
    return draw(
        st.sampled_from(
            [
                {"op": "relabel", "target": question.id, "text": words},
                {"op": "relabel", "target": question.id, "text": words, **option},
                {"op": "relabel", "target": page.id, "text": words},
                {"op": "rehelp", "target": question.id, "text": words},
                {"op": "hide", "target": question.id, **option},
                {"op": "hide", "target": question.id},
                {"op": "hide", "target": page.id},
                {"op": "require", "target": question.id, "required": not question.required},
                {"op": "set_limit", "target": question.id, "limit": limit, "value": value},
                {"op": "add_question", "question": a_question(own_id, **condition), **spot},
                {"op": "add_question", "question": a_choice(own_id, "ab", **condition), **spot},
                {"op": "add_option", "target": question.id, "option": {"id": "city_x", "label": "市の選択肢"}},
                {"op": "add_page", "page": {"id": "city_p", "title": "市のページ"}, "after": page.id},
                {"op": "move", "target": question.id, **spot},
                {"op": "set_fact", "fact": "fee", "value": "300円"},
            ]
        )
    )


@st.composite
def templates_with_edited_overlays(draw: st.DrawFn) -> tuple[FormDefinition, Overlay]:
    """Overlays as people make them, edit by edit: each thing stands in them once."""
    template, overlay = draw(templates()), Overlay()
    for _ in range(draw(st.integers(1, 7))):
        one = {"operations": [draw(likely_operations(apply(template, overlay)))]}
        try:
            overlay = with_operations(template, overlay, Overlay.model_validate(one).operations)
        except OverlayRefused:
            continue
    return template, overlay
