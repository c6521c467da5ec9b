"""What a procedure is called, in the languages its form knows it in (手続の名前)."""

from django.utils.translation import get_language

from applications.selectors.drafts import current_form
from catalog.models import Procedure
from shared_forms.language import CompiledForm
from shared_forms.language.texts import JAPANESE, Text


def title_of(procedure: Procedure) -> Text:
    """The city's own name for it; with the translations of the form's title where the city left that as it is."""
    if get_language() in (None, JAPANESE) or not procedure.is_published:
        return _own(procedure)
    return title_in(current_form(procedure), procedure)


def title_in(form: CompiledForm, procedure: Procedure) -> Text:
    """The same as a form at hand knows it, for an application that belongs to that form."""
    title = form.definition.title
    return title if title.get() == procedure.title else _own(procedure)


def _own(procedure: Procedure) -> Text:
    return Text.model_construct(ja=procedure.title)
