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
from shared_forms.language.overlay import Operation, Overlay, OverlayRefused, reverted, with_operations
from shared_forms.language.overlay.revising import revised, unlocked, with_own_ids
from shared_forms.life_events import LifeEvent
from shared_forms.models import FormTemplate, TemplateDraft, TemplateVersion
from shared_forms.services.templates import publish_template_version

Edit = Callable[[Overlay], Overlay]


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
def set_lock(template_id: UUID, target: str, *, reason: str, actor: Actor) -> TemplateDraft:
    """Say why no city may change a page or question; "" lets every city. Raises ActionRefused, DraftOutdated."""
    draft = _locked(template_id, actor)
    draft.locks = {**draft.locks, target: reason}
    audit.record(
        AuditEvent.TEMPLATE_LOCKED, actor=actor, subject=draft.template.slug, target=target, locked=bool(reason)
    )
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
def publish(template_id: UUID, *, actor: Actor) -> TemplateVersion:
    """Make the draft the latest version; cities keep theirs until they take it.

    Raises ActionRefused, DraftOutdated, NothingRevised, OverlayRefused, FaultyForm.
    """
    draft = _locked(template_id, actor)
    template = draft.template
    definition, problems = revised(
        selectors.definition_of(draft.base_id), Overlay.model_validate(draft.overlay), draft.locks
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
    return version


def _change(draft: TemplateDraft, edit: Edit, actor: Actor) -> TemplateDraft:
    before = Overlay.model_validate(draft.overlay)
    after = edit(before)
    if after == before:
        return draft
    draft.overlay = after.model_dump(mode="json")
    audit.record(
        AuditEvent.TEMPLATE_REVISED, actor=actor, subject=draft.template.slug, operations=len(after.operations)
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
