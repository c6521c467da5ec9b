"""Take the latest version of a template into the city's own form (更新の取り込み). Residents see it once it is published."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit import services as audit
from audit.events import AuditEvent
from catalog import policies, update_decisions
from catalog.errors import ActionRefused, DecisionsMissing
from catalog.models import Adoption, Procedure, TakenUpdate
from catalog.selectors import WaitingUpdate, last_update_to_give_back, waiting_update
from catalog.services import datasets
from catalog.services.locking import locked
from common.actor import Actor
from shared_forms.language.datasets import datasets_of
from shared_forms.language.merge import Choice


@transaction.atomic
def take_update(procedure_id: UUID, *, version_id: UUID, choices: Mapping[str, Choice], actor: Actor) -> Adoption:
    """Merge the latest version with the city's changes, as somebody saw it and decided, and keep the record of it.

    version_id:  the version that was on the screen.
    choices:     by the key of the collision.
    Raises       ActionRefused, also when there is nothing to take or another version by now; DecisionsMissing.
    """
    procedure = locked(procedure_id)
    update = _seen(procedure, version_id, choices, actor)
    if update.merge.open:
        raise DecisionsMissing(count=len(update.merge.open))
    adoption = Adoption.objects.get(procedure=procedure)
    taken = _record(procedure, adoption, update, choices, actor)
    _become(adoption, update.version.pk, taken.overlay_after, actor)
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


@transaction.atomic
def keep_decisions(
    procedure_id: UUID, *, version_id: UUID, choices: Mapping[str, Choice], actor: Actor
) -> WaitingUpdate:
    """Keep what was decided so far, and take nothing yet. Returns the update with these decisions. Raises ActionRefused."""
    procedure = locked(procedure_id)
    update = _seen(procedure, version_id, choices, actor)
    adoption = Adoption.objects.get(procedure=procedure)
    adoption.decisions = update_decisions.written(version_id, choices)
    adoption.save(update_fields=["decisions"])
    return update


@transaction.atomic
def give_update_back(procedure_id: UUID, *, actor: Actor) -> Adoption:
    """Undo the last update, as long as nothing was changed or published since (取り込みの取り消し). Raises ActionRefused."""
    procedure = locked(procedure_id)
    taken = last_update_to_give_back(procedure)
    if taken is None or not policies.can_customise(actor, procedure):
        raise ActionRefused(action="give_update_back")
    adoption = Adoption.objects.get(procedure=procedure)
    _become(adoption, taken.from_version_id, taken.overlay_before, actor)
    taken.given_back_at, taken.given_back_by = timezone.now(), actor.name
    taken.save(update_fields=["given_back_at", "given_back_by"])
    audit.record(AuditEvent.UPDATE_GIVEN_BACK, actor=actor, subject=procedure.slug, template_version=taken.to_number)
    return adoption


@transaction.atomic
def set_automatic_updates(procedure_id: UUID, *, takes_updates: bool, actor: Actor) -> Adoption:
    """Say whether updates that ask nothing of anybody are taken by themselves. Raises ActionRefused."""
    procedure = locked(procedure_id)
    if not policies.can_customise(actor, procedure):
        raise ActionRefused(action="set_automatic_updates")
    adoption = Adoption.objects.get(procedure=procedure)
    adoption.takes_updates = takes_updates
    adoption.save(update_fields=["takes_updates"])
    audit.record(AuditEvent.AUTOMATIC_UPDATES_SET, actor=actor, subject=procedure.slug, takes_updates=takes_updates)
    return adoption


def _seen(procedure: Procedure, version_id: UUID, choices: Mapping[str, Choice], actor: Actor) -> WaitingUpdate:
    update = waiting_update(procedure, choices)
    if update is None or not policies.can_customise(actor, procedure) or update.version.pk != version_id:
        raise ActionRefused(action="take_update")
    return update


def _record(
    procedure: Procedure, adoption: Adoption, update: WaitingUpdate, choices: Mapping[str, Choice], actor: Actor
) -> TakenUpdate:
    return TakenUpdate.objects.create(
        procedure=procedure,
        from_version_id=update.present.pk,
        to_version_id=update.version.pk,
        from_number=update.present.number,
        to_number=update.version.number,
        level=update.merge.level,
        decisions=[update_decisions.recorded(each, choices) for each in update.merge.collisions],
        overlay_before=adoption.overlay,
        overlay_after=update.merge.overlay.model_dump(mode="json"),
        taken_by=actor.name,
    )


def _become(adoption: Adoption, version_id: UUID, overlay: dict[str, object], actor: Actor) -> None:
    """Edits of the other version cannot be taken back any more, for they do not fit."""
    adoption.template_version_id, adoption.overlay = version_id, overlay
    adoption.edits, adoption.decisions = {}, {}
    adoption.changed_by = actor.name
    adoption.save()
