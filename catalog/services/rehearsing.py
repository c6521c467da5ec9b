"""What the next version of a template would do here (公開の前の試し): worked out in the city, told to the consortium in numbers."""

from uuid import UUID

from django.db import transaction

from catalog.models import Adoption
from notifications.services import report_to_consortium
from shared_forms import selectors as shared_forms
from shared_forms.language import FormDefinition
from shared_forms.language.merge import Level, merge
from shared_forms.language.overlay import Overlay
from tenants.figures import REHEARSAL


@transaction.atomic
def rehearse(rehearsal_id: UUID | str) -> bool:
    """Merge the next version with the city's changes and tell how much there would be to decide. No word of the forms leaves the city.

    Returns whether there still is such a rehearsal.
    """
    rehearsal = shared_forms.rehearsal(rehearsal_id)
    if rehearsal is None:
        return False
    new = FormDefinition.model_validate(rehearsal.definition)
    adoptions = Adoption.objects.select_related("procedure").filter(template_id=rehearsal.template_id)
    results = [_result(each, new) for each in adoptions.order_by("procedure__slug")]
    report_to_consortium(REHEARSAL, rehearsal_id=str(rehearsal.pk), results=results)
    return True


def _result(adoption: Adoption, new: FormDefinition) -> dict[str, str | int]:
    old = shared_forms.definition_of(adoption.template_version_id)
    merged = merge(old, new, Overlay.model_validate(adoption.overlay))
    return {
        "slug": adoption.procedure.slug,
        "title": adoption.procedure.title,
        "level": merged.level.value,
        "look": sum(each.level is Level.LOOK for each in merged.collisions),
        "decisions": sum(each.level is Level.DECISION for each in merged.collisions),
    }
