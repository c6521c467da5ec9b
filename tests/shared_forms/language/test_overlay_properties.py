"""What holds for every template and every overlay."""

from typing import Any

from hypothesis import given

from shared_forms.language import FormDefinition, compile  # noqa: A004
from shared_forms.language.overlay import Overlay, OverlayRefused, apply, describe
from tests.shared_forms.language.overlays import templates_with_fitting_overlays, templates_with_overlays


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
