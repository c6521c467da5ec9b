"""Take the latest version of a template into the city's own form (更新の取り込み). Residents see it once it is published."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from catalog import policies
from catalog.errors import ActionRefused, DecisionsMissing
from catalog.models import Adoption
from catalog.selectors import waiting_update
from catalog.services import datasets
from catalog.services.locking import locked
from common.actor import Actor
from shared_forms.language.datasets import datasets_of
from shared_forms.language.merge import Choice


@transaction.atomic
def take_update(procedure_id: UUID, *, version_id: UUID, choices: Mapping[str, Choice], actor: Actor) -> Adoption:
    """Merge the latest version with the city's changes, as somebody saw it and decided.

    version_id:  the version that was on the screen.
    choices:     by the key of the collision.
    Raises       ActionRefused, also when there is nothing to take or another version by now; DecisionsMissing.
    """
    procedure = locked(procedure_id)
    update = waiting_update(procedure, choices)
    if update is None or not policies.can_customise(actor, procedure) or update.version.pk != version_id:
        raise ActionRefused(action="take_update")
    if update.merge.open:
        raise DecisionsMissing(count=len(update.merge.open))
    adoption = Adoption.objects.get(procedure=procedure)
    adoption.template_version_id = update.version.pk
    adoption.overlay = update.merge.overlay.model_dump(mode="json")
    adoption.changed_by = actor.name
    adoption.save()
    datasets.add_missing(datasets_of(update.merge.form), actor=actor)
    audit.record(
        AuditEvent.UPDATE_TAKEN,
        actor=actor,
        subject=procedure.slug,
        template_version=update.version.number,
        level=update.merge.level,
        decided=sum(collision.chosen is not None for collision in update.merge.collisions),
    )
    return adoption
