"""Beginning with answers that were given before: once more the same procedure, or the one that comes next."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import policies, prefill
from applications.actors import applicant_of
from applications.errors import ActionRefused, AlreadyBegun, HandOverUsed, ProcedureClosed
from applications.models import Application, Draft, HandOver
from applications.selectors.drafts import current_form, form_of, latest_answers
from applications.selectors.follow_ups import Offer
from applications.services.drafts import start_draft
from audit.events import AuditEvent
from audit.services import record
from catalog.models import Procedure
from common.actor import Actor


@transaction.atomic
def apply_again(application: Application, *, actor: Actor, browser_hash: str) -> Draft:
    """A new draft of the same procedure with the answers that still fit; days, files and consents are given anew.

    Raises ActionRefused, AlreadyBegun, ProcedureClosed.
    """
    if not policies.can_apply_again(actor, application):
        raise ActionRefused(action="apply_again")
    procedure = application.procedure
    answers = prefill.for_another(
        form_of(application).definition,
        current_form(procedure),
        latest_answers(application),
        today=timezone.localdate(),
    )
    draft = _begin(procedure, answers, browser_hash)
    record(AuditEvent.APPLICATION_COPIED, actor=actor, subject=application.receipt_number)
    return draft


@transaction.atomic
def hand_over(offer: Offer, *, browser_hash: str) -> Draft:
    """A draft of the procedure that comes next, with the answers that its form asks for; once for each application.

    Raises HandOverUsed, AlreadyBegun, ProcedureClosed.
    """
    application, procedure = offer.application, offer.procedure
    try:
        with transaction.atomic():
            HandOver.objects.create(application=application, procedure=procedure, used_at=timezone.now())
    except IntegrityError:
        raise HandOverUsed from None
    draft = _begin(procedure, offer.answers, browser_hash)
    record(
        AuditEvent.APPLICATION_HANDED_OVER,
        actor=applicant_of(application.pk),
        subject=application.receipt_number,
        procedure=procedure.slug,
    )
    return draft


def _begin(procedure: Procedure, answers: Mapping[str, object], browser_hash: str) -> Draft:
    if not procedure.is_open:
        raise ProcedureClosed
    draft = start_draft(procedure, browser_hash=browser_hash)
    if draft.answers:
        raise AlreadyBegun
    draft.answers, draft.prefilled = dict(answers), list(answers)
    draft.save(update_fields=["answers", "prefilled"])
    return draft
