"""What a procedure is called, in the languages its form knows it in (手続の名前)."""

from django.utils.translation import get_language

from applications.selectors.drafts import current_form
from catalog.models import Procedure
from shared_forms.language.texts import JAPANESE, Text


def title_of(procedure: Procedure) -> Text:
    """The city's own name for it; with the translations of the form's title where the city left that as it is."""
    own = Text.model_construct(ja=procedure.title)
    if get_language() in (None, JAPANESE) or not procedure.is_published:
        return own
    title = current_form(procedure).definition.title
    return title if title.get() == procedure.title else own
