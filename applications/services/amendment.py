"""Putting an obvious error in the answers right (職権による補正): a layer over the version, which stays as it was handed in."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications import policies
from applications.amending import amended
from applications.errors import ActionRefused, AmendmentReasonMissing, AnswersIncomplete, NothingAmended
from applications.models import Amendment, Application
from applications.selectors.applications import locked
from applications.selectors.drafts import form_of, latest_answers, stored_files
from applications.services.messages import tell_applicant
from applications.summary import applicant_label, changed_questions, contact_email, search_text
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor
from shared_forms.language import CompiledForm, Errors
from shared_forms.language.answers import Answers


@transaction.atomic
def amend(application_id: UUID, *, actor: Actor, typed: Mapping[str, object], reason: str) -> Amendment:
    """Put answers right for the applicant, who reads what was changed and why.

    typed:  question id -> raw answer, of the questions that are put right.
    Raises  ActionRefused, AmendmentReasonMissing, NothingAmended, AnswersIncomplete.
    """
    application = locked(application_id)
    if application is None or not policies.can_amend(actor, application):
        raise ActionRefused(action="amend")
    if not reason.strip():
        raise AmendmentReasonMissing
    form, before, version = form_of(application), latest_answers(application), application.versions.latest("number")
    answers = amended(
        form,
        before,
        typed,
        handed_in_on=timezone.localdate(version.submitted_at),
        files=stored_files(None, application.pk),
    )
    if isinstance(answers, Errors):
        raise AnswersIncomplete(answers)
    if answers.to_json() == before:
        raise NothingAmended
    amendment = Amendment.objects.create(
        application=application,
        answer_version=version.number,
        number=application.amendments.count() + 1,
        answers=answers.to_json(),
        reason=reason.strip(),
        made_at=timezone.now(),
        made_by=actor.name,
    )
    earlier_address = application.email
    _follow(application, form, answers, actor)
    record(
        AuditEvent.APPLICATION_AMENDED,
        actor=actor,
        subject=application.receipt_number,
        version=version.number,
        questions=changed_questions(before, answers),
    )
    for address in {earlier_address, application.email}:
        tell_applicant("application_amended", application, at=address)
    return amendment


def _follow(application: Application, form: CompiledForm, answers: Answers, actor: Actor) -> None:
    """What is kept beside the answers follows them: the name it is found by, where mails go, whose words are in it."""
    application.applicant_label = applicant_label(form, answers)
    application.search_text = search_text(form, answers)
    application.email = contact_email(form, answers)
    application.entered_by = sorted({*application.entered_by, actor.id})
    application.save(update_fields=["applicant_label", "search_text", "email", "entered_by"])
