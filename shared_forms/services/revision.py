"""Edit the next version of a template (改版): begin, change, lock, publish, or give it up. In the consortium's context."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor
from shared_forms import policies, selectors
from shared_forms.categories import Category
from shared_forms.errors import ActionRefused, DraftOutdated, NothingRevised
from shared_forms.language.overlay import Edits, Operation, Overlay, OverlayRefused, reverted, with_operations
from shared_forms.language.overlay.revising import revised, unlocked, with_own_ids
from shared_forms.life_events import LifeEvent
from shared_forms.models import FormTemplate, TemplateDraft, TemplateVersion
from shared_forms.services.releases import ReleaseFacts, release
from shared_forms.services.templates import publish_template_version

Edit = Callable[[Overlay], Overlay]
Step = Callable[[Edits, Overlay], tuple[Overlay, Edits]]


@transaction.atomic
def revise(template_id: UUID, operations: Sequence[Operation], *, actor: Actor) -> TemplateDraft:
    """Carry out operations, all or none; the first begins the draft. Raises ActionRefused, DraftOutdated, OverlayRefused."""
    draft = _locked(template_id, actor)
    base = unlocked(selectors.definition_of(draft.base_id))
    return _change(draft, lambda overlay: with_operations(base, overlay, operations), actor)


@transaction.atomic
def take_back(template_id: UUID, target: str, *, option: str | None = None, actor: Actor) -> TemplateDraft:
    """Bring one page, question or option back to the present version. Raises ActionRefused, DraftOutdated, OverlayRefused."""
    draft = _locked(template_id, actor)
    base = unlocked(selectors.definition_of(draft.base_id))
    return _change(draft, lambda overlay: reverted(base, overlay, target, option), actor)


@transaction.atomic
def undo(template_id: UUID, *, actor: Actor) -> TemplateDraft:
    """Take the last change back. Raises ActionRefused, DraftOutdated; EditDoesNotFit when there is none."""
    return _step(_locked(template_id, actor), Edits.undo, actor)


@transaction.atomic
def redo(template_id: UUID, *, actor: Actor) -> TemplateDraft:
    """Do again what was taken back last. Raises ActionRefused, DraftOutdated; EditDoesNotFit when there is none."""
    return _step(_locked(template_id, actor), Edits.redo, actor)


@transaction.atomic
def set_lock(template_id: UUID, target: str, *, reason: str, actor: Actor) -> TemplateDraft:
    """Say why no city may change a page or question; "" lets every city. Raises ActionRefused, DraftOutdated."""
    draft = _locked(template_id, actor)
    draft.locks = {**draft.locks, target: reason}
    if reason:
        draft.notes = {**draft.notes, target: False}
    audit.record(
        AuditEvent.TEMPLATE_LOCKED, actor=actor, subject=draft.template.slug, target=target, locked=bool(reason)
    )
    return _save(draft, actor)


@transaction.atomic
def set_local_note(template_id: UUID, target: str, *, is_note: bool, actor: Actor) -> TemplateDraft:
    """Say whether each city words a page or question for itself (市の案内), so that updates leave its words alone.

    What is locked is set free. Raises ActionRefused, DraftOutdated.
    """
    draft = _locked(template_id, actor)
    draft.notes = {**draft.notes, target: is_note}
    if is_note:
        draft.locks = {**draft.locks, target: ""}
    audit.record(AuditEvent.TEMPLATE_NOTE_SET, actor=actor, subject=draft.template.slug, target=target, is_note=is_note)
    return _save(draft, actor)


@transaction.atomic
def discard(template_id: UUID, *, actor: Actor) -> None:
    """Give the draft up. Raises ActionRefused."""
    if not policies.can_revise_template(actor):
        raise ActionRefused(action="discard_draft")
    draft = (
        TemplateDraft.objects.select_for_update(of=("self",)).select_related("template").filter(template=template_id)
    )
    for row in draft:
        row.delete()
        audit.record(AuditEvent.TEMPLATE_DRAFT_DISCARDED, actor=actor, subject=row.template.slug)


@transaction.atomic
def publish(template_id: UUID, *, facts: ReleaseFacts | None = None, actor: Actor) -> TemplateVersion:
    """Make the draft the latest version; cities keep theirs until they take it.

    facts:  how it is offered; to everybody, whenever they like, when nothing is said.

    Raises ActionRefused, DraftOutdated, NothingRevised, OverlayRefused, FaultyForm.
    """
    draft = _locked(template_id, actor)
    template = draft.template
    definition, problems = revised(
        selectors.definition_of(draft.base_id), Overlay.model_validate(draft.overlay), draft.locks, draft.notes
    )
    if problems:
        raise OverlayRefused(problems)
    version = publish_template_version(
        template.slug,
        with_own_ids(definition),
        category=Category(template.category),
        life_events=[LifeEvent(event) for event in template.life_events],
        keywords=template.keywords,
        owner=template.owner,
        actor=actor,
    )
    if version.pk == draft.base_id:
        raise NothingRevised
    draft.delete()
    release(version.pk, facts or ReleaseFacts(), actor=actor)
    return version


def _change(draft: TemplateDraft, edit: Edit, actor: Actor) -> TemplateDraft:
    before = Overlay.model_validate(draft.overlay)
    after = edit(before)
    if after == before:
        return draft
    return _save_overlay(draft, after, Edits.model_validate(draft.edits).done(before, after), actor)


def _step(draft: TemplateDraft, step: Step, actor: Actor) -> TemplateDraft:
    after, edits = step(Edits.model_validate(draft.edits), Overlay.model_validate(draft.overlay))
    return _save_overlay(draft, after, edits, actor)


def _save_overlay(draft: TemplateDraft, overlay: Overlay, edits: Edits, actor: Actor) -> TemplateDraft:
    draft.overlay, draft.edits = overlay.model_dump(mode="json"), edits.model_dump(mode="json")
    audit.record(
        AuditEvent.TEMPLATE_REVISED, actor=actor, subject=draft.template.slug, operations=len(overlay.operations)
    )
    return _save(draft, actor)


def _save(draft: TemplateDraft, actor: Actor) -> TemplateDraft:
    draft.changed_by = actor.name
    draft.save()
    return draft


def _locked(template_id: UUID, actor: Actor) -> TemplateDraft:
    """The draft of the latest version, begun when there is none; its template is locked until the end of the transaction."""
    if not policies.can_revise_template(actor):
        raise ActionRefused(action="revise_template")
    template = FormTemplate.objects.select_for_update().get(pk=template_id)
    latest = template.versions.order_by("-number").defer("definition").first()
    if latest is None:
        raise ActionRefused(action="revise_template")
    draft = TemplateDraft.objects.filter(template=template).first() or TemplateDraft(template=template, base=latest)
    if draft.base_id != latest.pk:
        raise DraftOutdated
    draft.template = template
    return draft
