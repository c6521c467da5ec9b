"""To whom a version is offered and by when (版の提供), and what it would do, asked beforehand (公開の前の試し). In the consortium's context."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor
from shared_forms import policies, selectors
from shared_forms.errors import ActionRefused, NothingRevised
from shared_forms.language import content_hash, to_json
from shared_forms.language.overlay import Overlay, OverlayRefused
from shared_forms.language.overlay.revising import revised, with_own_ids
from shared_forms.models import Rehearsal, TemplateDraft, TemplateVersion, VersionRelease
from tenants.models import RehearsalResult, ReportedProcedure
from tenants.task_base import wake

FOLLOW_TASK = "catalog.tasks.follow"
REHEARSE_TASK = "catalog.tasks.rehearse"


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """How a version is offered. pilots: slugs of municipalities, none for everybody; due_on needs a reason."""

    summary: str = ""
    pilots: Collection[str] = field(default_factory=tuple)
    due_on: date | None = None
    reason: str = ""


@transaction.atomic
def release(version_id: UUID, facts: ReleaseFacts, *, actor: Actor) -> VersionRelease:
    """Offer a version, or say anew to whom and by when. Cities that follow by themselves are told. Raises ActionRefused."""
    if not policies.can_publish_template(actor):
        raise ActionRefused(action="release_version")
    version = TemplateVersion.objects.select_related("template").defer("definition").get(pk=version_id)
    row, _ = VersionRelease.objects.update_or_create(
        version=version,
        defaults={
            "pilots": sorted(facts.pilots),
            "summary": facts.summary,
            "due_on": facts.due_on,
            "reason": facts.reason,
            "changed_by": actor.name,
        },
    )
    audit.record(
        AuditEvent.VERSION_RELEASED,
        actor=actor,
        subject=version.template.slug,
        version=version.number,
        pilots=" ".join(row.pilots),
        due_on=row.due_on.isoformat() if row.due_on else None,
    )
    transaction.on_commit(lambda: _wake(FOLLOW_TASK, version.template_id, only=row.pilots))
    return row


@transaction.atomic
def rehearse(template_id: UUID, *, actor: Actor) -> Rehearsal:
    """Ask every city that adopted the template what the draft would do there; earlier answers are forgotten.

    Raises ActionRefused, NothingRevised, OverlayRefused.
    """
    if not policies.can_revise_template(actor):
        raise ActionRefused(action="rehearse")
    draft = TemplateDraft.objects.select_for_update().filter(template=template_id).first()
    if draft is None:
        raise NothingRevised
    base = selectors.definition_of(draft.base_id)
    definition, problems = revised(base, Overlay.model_validate(draft.overlay), draft.locks, draft.notes)
    if problems:
        raise OverlayRefused(problems)
    definition = with_own_ids(definition)
    for earlier in Rehearsal.objects.filter(template=template_id):
        RehearsalResult.objects.filter(rehearsal_id=earlier.pk).delete()
        earlier.delete()
    rehearsal = Rehearsal.objects.create(
        template_id=template_id,
        definition=to_json(definition),
        content_hash=content_hash(definition),
        begun_by=actor.name,
    )
    transaction.on_commit(lambda: _wake(REHEARSE_TASK, template_id, str(rehearsal.pk)))
    return rehearsal


def _wake(task: str, template_id: UUID, *args: str, only: Collection[str] = ()) -> None:
    """Start a task in every city that told of a procedure made of the template."""
    rows = ReportedProcedure.objects.filter(template_id=template_id).select_related("municipality")
    cities = {row.municipality.schema_name for row in rows if not only or row.municipality.slug in only}
    for schema in sorted(cities):
        wake(task, *args, schema=schema)
