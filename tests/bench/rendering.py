"""Drawing and preparing sixty questions: the form language against a Django Form of the same fields."""

from tests.bench.parsing import definition, form_class, microseconds, raw_answers


def compiling() -> float:
    """Median microseconds of making a definition of sixty questions ready."""
    from shared_forms.language import FormDefinition
    from shared_forms.language import compile as compile_form

    form = FormDefinition.model_validate(definition())
    return microseconds(lambda: compile_form(form), 50)


def ours(*, answered: bool) -> float:
    """Median microseconds of drawing all questions, blank as most visitors first see them, or with answers."""
    from shared_forms.language import FormDefinition
    from shared_forms.language import compile as compile_form
    from shared_forms.rendering import render_questions

    form = compile_form(FormDefinition.model_validate(definition()))
    raw = raw_answers() if answered else {}
    return microseconds(lambda: [render_questions(form, page, raw) for page in form.definition.pages], 20)


def reference(*, answered: bool) -> float:
    """Median microseconds of `Form.as_div`."""
    from tests.bench.parsing import typed

    made, given = form_class(60), typed(60)
    return microseconds(lambda: (made(initial=given) if answered else made()).as_div(), 20)
