"""Change the city's draft of a form (様式の変更). Residents see nothing of it until it is published."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from catalog import policies
from catalog.errors import ActionRefused
from catalog.models import Adoption
from catalog.services.locking import locked
from common.actor import Actor
from shared_forms import selectors as shared_forms
from shared_forms.language import FormDefinition
from shared_forms.language.overlay import Operation, Overlay, changed_targets, reverted, with_operations

Edit = Callable[[FormDefinition, Overlay], Overlay]


def customise(procedure_id: UUID, operations: Sequence[Operation], *, actor: Actor) -> Adoption:
    """Carry out operations, all or none; each replaces an older one for the same thing.

    Raises ActionRefused; OverlayRefused with every reason: locked, needed elsewhere, not there.
    """
    return _change(procedure_id, lambda template, overlay: with_operations(template, overlay, operations), actor)


def revert(procedure_id: UUID, target: str, *, option: str | None = None, actor: Actor) -> Adoption:
    """Take the city's changes to one page, question, option or fact (`guide.<fact>`) back.

    Raises ActionRefused; OverlayRefused when something else needs what would go.
    """
    return _change(procedure_id, lambda template, overlay: reverted(template, overlay, target, option), actor)


@transaction.atomic
def _change(procedure_id: UUID, edit: Edit, actor: Actor) -> Adoption:
    procedure = locked(procedure_id)
    if not policies.can_customise(actor, procedure):
        raise ActionRefused(action="customise")
    adoption = Adoption.objects.get(procedure=procedure)
    before = Overlay.model_validate(adoption.overlay)
    after = edit(shared_forms.definition_of(adoption.template_version_id), before)
    if after == before:
        return adoption
    adoption.overlay, adoption.changed_by = after.model_dump(mode="json"), actor.name
    adoption.save(update_fields=["overlay", "changed_by", "changed_at"])
    audit.record(AuditEvent.FORM_CUSTOMISED, actor=actor, subject=procedure.slug, targets=_touched(before, after))
    return adoption


def _touched(before: Overlay, after: Overlay) -> str:
    """Ids of what the change was about; never the words."""
    changed = {*before.operations} ^ {*after.operations}
    return " ".join(sorted(changed_targets(Overlay(operations=tuple(changed)))))
