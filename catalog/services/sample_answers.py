"""Keep invented answers that the city's form must go on taking, or refusing (手本の回答)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit import services as audit
from audit.events import AuditEvent
from catalog import policies
from catalog.errors import ActionRefused, SamplesFull
from catalog.models import SampleAnswers
from catalog.samples import Fault
from catalog.services.locking import locked
from common.actor import Actor


@transaction.atomic
def keep_sample(
    procedure_id: UUID,
    *,
    name: str,
    answers: Mapping[str, Any],
    refused: Sequence[Fault],
    actor: Actor,
) -> SampleAnswers:
    """Keep answers under a name; they take the place of others of that name. Raises ActionRefused, SamplesFull."""
    procedure = locked(procedure_id)
    if not policies.can_customise(actor, procedure):
        raise ActionRefused(action="keep_sample")
    others = SampleAnswers.objects.filter(procedure=procedure).exclude(name=name)
    if others.count() >= SampleAnswers.MOST:
        raise SamplesFull(SampleAnswers.MOST)
    sample, _ = SampleAnswers.objects.update_or_create(
        procedure=procedure,
        name=name,
        defaults={
            "answers": dict(answers),
            "answered_on": timezone.localdate(),
            "refused": [list(fault) for fault in refused],
            "changed_by": actor.name,
        },
    )
    audit.record(AuditEvent.SAMPLE_KEPT, actor=actor, subject=procedure.slug, refused=len(refused))
    return sample


@transaction.atomic
def remove_sample(procedure_id: UUID, sample_id: UUID, *, actor: Actor) -> None:
    """Do without a sample. Raises ActionRefused."""
    procedure = locked(procedure_id)
    if not policies.can_customise(actor, procedure):
        raise ActionRefused(action="remove_sample")
    if SampleAnswers.objects.filter(procedure=procedure, pk=sample_id).delete()[0]:
        audit.record(AuditEvent.SAMPLE_REMOVED, actor=actor, subject=procedure.slug)
