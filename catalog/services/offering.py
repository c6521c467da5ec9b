"""Offer the city's form to all others (様式の提供); the secretariat takes it up, or says why not."""

import json
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit import services as audit
from audit.events import AuditEvent
from catalog import policies
from catalog.errors import ActionRefused
from catalog.models import FormOffer
from catalog.selectors import form_to_offer
from catalog.services.locking import locked
from common.actor import Actor
from notifications.services import report_to_consortium
from shared_forms.language import to_json
from tenants.figures import FORM_OFFER


@transaction.atomic
def offer(procedure_id: UUID, *, note: str, actor: Actor) -> FormOffer:
    """Send what residents fill in today to the secretariat, without the local facts. Raises ActionRefused.

    note:  what others should know of it. The answer goes to the actor's mail address.
    """
    procedure = locked(procedure_id)
    if not policies.can_offer(actor, procedure) or procedure.current_form is None:
        raise ActionRefused(action="offer")
    offered = form_to_offer(procedure)
    row = FormOffer.objects.create(
        procedure=procedure, published_form=procedure.current_form, note=note, offered_by=actor.name
    )
    report_to_consortium(
        FORM_OFFER,
        offer_id=str(row.pk),
        slug=procedure.slug,
        title=procedure.title,
        category=procedure.category,
        definition=json.dumps(to_json(offered.definition), ensure_ascii=False),
        removed=[{"words": words} for words in offered.removed],
        note=note,
        offered_by=actor.name,
        answer_to=User.objects.values_list("email", flat=True).get(pk=actor.id),
        offered_at=row.offered_at.isoformat(),
    )
    audit.record(AuditEvent.FORM_OFFERED, actor=actor, subject=procedure.slug, number=procedure.current_form.number)
    return row
