"""Filling in a form for somebody at the counter (書かない窓口)."""

from uuid import UUID

from django.db import transaction

from applications import policies
from applications.errors import ActionRefused
from applications.models import Application, Draft
from applications.selectors.drafts import form_of, with_form
from applications.services import drafts, resuming
from applications.services.submission import CounterEntry, submit_application
from audit.events import AuditEvent
from audit.services import record
from catalog.models import Procedure
from common.actor import Actor


@transaction.atomic
def begin_for_somebody(procedure: Procedure, *, actor: Actor, browser_hash: str) -> Draft:
    """A draft of nobody's browser before, marked as filled in by staff. Raises ActionRefused, ProcedureClosed."""
    if not policies.can_enter_for(actor, procedure):
        raise ActionRefused(action="enter_for")
    return _marked(drafts.start_draft(procedure, browser_hash=browser_hash), actor)


@transaction.atomic
def take_over_from_phone(code: str, *, actor: Actor, browser_hash: str) -> Draft:
    """Go on at the counter with what somebody began on their phone; its code opens it nowhere else any more.

    Raises ActionRefused, ResumeCodeRefused, TooManyAttempts.
    """
    draft = resuming.open_by_code(code, browser_hash=browser_hash)
    if not policies.can_enter_for(actor, draft.procedure):
        raise ActionRefused(action="enter_for")
    draft.resume_hash, draft.earlier_browsers = "", []
    draft.save(update_fields=["resume_hash", "earlier_browsers"])
    return _marked(draft, actor)


def send_for_somebody(draft_id: UUID, *, entry: CounterEntry) -> Application:
    """Send what was filled in, once the person at the counter has confirmed it.

    Raises ActionRefused, and whatever sending refuses.
    """
    draft = with_form().filter(pk=draft_id).first()
    if draft is None or not policies.can_send_for(entry.actor, draft):
        raise ActionRefused(action="send_for")
    return submit_application(draft, entry=entry)


def _marked(draft: Draft, actor: Actor) -> Draft:
    """Raises ActionRefused for a repeat notice: those who send one every week do so in three taps."""
    if form_of(draft).definition.kind == "repeat_notice":
        raise ActionRefused(action="enter_for")
    draft.assisted_by = actor.id
    draft.save(update_fields=["assisted_by"])
    record(AuditEvent.DRAFT_ASSISTED, actor=actor, subject=str(draft.pk), procedure=draft.procedure.slug)
    return draft
