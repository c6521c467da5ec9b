"""Taking in corrected answers as the next version (修正した内容の受付)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from applications import policies
from applications.errors import ActionRefused, AnswersIncomplete, DraftChanged
from applications.models import AnswerVersion, Application, Draft
from applications.selectors.applications import locked
from applications.selectors.drafts import form_of, latest_answers, stored_files
from applications.services import attachments, correction_requests
from applications.services.messages import tell_applicant
from applications.states import Status
from applications.summary import changed_questions
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor
from shared_forms.language import Errors
from shared_forms.language.answers import parse
from web.languages import JAPANESE


@transaction.atomic
def resubmit_correction(draft: Draft, *, actor: Actor) -> Application:
    """Take in the corrected answers (RETURNED -> IN_REVIEW); the earlier version stays as it was.

    draft:  one that corrects an application.
    Raises  ActionRefused, AnswersIncomplete, DraftChanged.
    """
    application = locked(draft.corrects_id) if draft.corrects_id else None
    if application is None or not policies.can_correct(actor, application):
        raise ActionRefused(action="correct")
    form = form_of(draft)
    answers = parse(form, draft.answers, today=timezone.localdate(), files=stored_files(draft.pk, draft.corrects_id))
    if isinstance(answers, Errors):
        raise AnswersIncomplete(answers)
    number = application.versions.count() + 1
    changed = changed_questions(latest_answers(application), answers.to_json())
    AnswerVersion.objects.create(
        application=application, number=number, answers=answers.to_json(), submitted_at=timezone.now()
    )
    application.status, application.language = Status.IN_REVIEW, get_language() or JAPANESE
    application.due_on = correction_requests.due_again(application)
    application.save(update_fields=["status", "language", "due_on"])
    correction_requests.end(application)
    attachments.hand_over(draft, application, answers)
    _discard(draft)
    record(
        AuditEvent.APPLICATION_RESUBMITTED,
        actor=actor,
        subject=application.receipt_number,
        version=number,
        questions=changed,
    )
    tell_applicant("application_resubmitted", application)
    return application


def _discard(draft: Draft) -> None:
    """The draft as it was shown, or nothing: what another screen typed meanwhile must not vanish."""
    gone, _ = Draft.objects.filter(pk=draft.pk, changed_at=draft.changed_at).delete()
    if not gone:
        raise DraftChanged
