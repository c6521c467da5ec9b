"""Change the city's draft of a form (様式の変更). Residents see nothing of it until it is published."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from catalog import policies
from catalog.errors import ActionRefused
from catalog.models import Adoption, Procedure
from catalog.services.locking import locked
from common.actor import Actor
from shared_forms import selectors as shared_forms
from shared_forms.language import FormDefinition
from shared_forms.language.overlay import Edits, Operation, Overlay, changed_targets, reverted, with_operations

Edit = Callable[[FormDefinition, Overlay], Overlay]
Step = Callable[[Edits, Overlay], tuple[Overlay, Edits]]


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


def undo(procedure_id: UUID, *, actor: Actor) -> Adoption:
    """Take the last change back, whoever made it (元に戻す). Raises ActionRefused; EditDoesNotFit when there is none."""
    return _step(procedure_id, Edits.undo, actor)


def redo(procedure_id: UUID, *, actor: Actor) -> Adoption:
    """Do again what was taken back last (やり直す). Raises ActionRefused; EditDoesNotFit when there is none."""
    return _step(procedure_id, Edits.redo, actor)


@transaction.atomic
def _change(procedure_id: UUID, edit: Edit, actor: Actor) -> Adoption:
    procedure, adoption = _locked(procedure_id, actor)
    before = Overlay.model_validate(adoption.overlay)
    after = edit(shared_forms.definition_of(adoption.template_version_id), before)
    if after == before:
        return adoption
    edits = Edits.model_validate(adoption.edits).done(before, after)
    return _save(procedure, adoption, before, after, edits, actor)


@transaction.atomic
def _step(procedure_id: UUID, step: Step, actor: Actor) -> Adoption:
    procedure, adoption = _locked(procedure_id, actor)
    before = Overlay.model_validate(adoption.overlay)
    after, edits = step(Edits.model_validate(adoption.edits), before)
    return _save(procedure, adoption, before, after, edits, actor)


def _locked(procedure_id: UUID, actor: Actor) -> tuple[Procedure, Adoption]:
    procedure = locked(procedure_id)
    if not policies.can_customise(actor, procedure):
        raise ActionRefused(action="customise")
    return procedure, Adoption.objects.get(procedure=procedure)


def _save(
    procedure: Procedure, adoption: Adoption, before: Overlay, after: Overlay, edits: Edits, actor: Actor
) -> Adoption:
    adoption.overlay, adoption.edits = after.model_dump(mode="json"), edits.model_dump(mode="json")
    adoption.changed_by = actor.name
    adoption.save(update_fields=["overlay", "edits", "changed_by", "changed_at"])
    audit.record(AuditEvent.FORM_CUSTOMISED, actor=actor, subject=procedure.slug, targets=_touched(before, after))
    return adoption


def _touched(before: Overlay, after: Overlay) -> str:
    """Ids of what the change was about; never the words."""
    changed = {*before.operations} ^ {*after.operations}
    return " ".join(sorted(changed_targets(Overlay(operations=tuple(changed)))))
