"""Between HTML controls and raw answers."""

from collections.abc import Collection
from datetime import date

from shared_forms.language.compiled_form import CompiledForm
from shared_forms.language.definition import FormDefinition
from shared_forms.language.types.base import GetList, Typed


def from_form_data(
    form: CompiledForm | FormDefinition, getlist: GetList, question_ids: Collection[str]
) -> dict[str, Typed]:
    """What the browser sent for these questions, blank ones included, so that an emptied control empties the answer.

    getlist:  all values under one control name, such as `request.POST.getlist`.
    """
    definition = form.definition if isinstance(form, CompiledForm) else form
    questions = (question for question in definition.questions() if question.id in question_ids and question.is_asked)
    return {question.id: question.from_form_data(getlist) for question in questions}


def initial(form: CompiledForm | FormDefinition, today: date) -> dict[str, Typed]:
    """Raw answers that are filled in before anybody answers: the defaults of the form."""
    definition = form.definition if isinstance(form, CompiledForm) else form
    values = ((question.id, question.initial(today)) for question in definition.questions())
    return {question: value for question, value in values if value is not None}
