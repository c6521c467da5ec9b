"""Keeping what somebody types until it is sent (下書き), for thirty days at most."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from applications import policies, resume_codes
from applications.errors import (
    ActionRefused,
    DraftChanged,
    DraftGone,
    DraftTooLarge,
    FileRefused,
    ProcedureClosed,
)
from applications.models import Application, Attachment, Draft
from applications.newer_form import fitting
from applications.selectors.drafts import attachments_in_hand, form_of, latest_answers, with_form
from catalog.models import Procedure, PublishedForm
from catalog.selectors import compiled_form, placement_of
from catalog.services import placements
from common.actor import Actor
from shared_forms.language import ErrorCode
from shared_forms.language.types import FileQuestion
from tenants.context import current_municipality

MOST_CHARACTERS = 500_000  # of all answers together; no form of ours comes near


def start_draft(procedure: Procedure, *, browser_hash: str, placement_code: str = "") -> Draft:
    """The draft of this browser for a procedure, made if there is none. See `move_to_form`.

    placement_code:  where they came from, if that place belongs to this procedure.
    Raises ProcedureClosed for a procedure that was never published.
    """
    if procedure.current_form_id is None:
        raise ProcedureClosed
    now = timezone.now()
    fresh = Draft(
        procedure=procedure,
        published_form_id=procedure.current_form_id,
        placement=placement_of(procedure, placement_code),
        browser_hash=browser_hash,
        changed_at=now,
        expires_at=now + Draft.LIFETIME,
    )
    fresh.resume_hash = resume_codes.hash_for(fresh.pk)
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
            if fresh.placement_id:
                placements.count_start(fresh.placement_id)
    except IntegrityError:  # this browser has one, or another tab was faster
        return with_form().get(procedure=procedure, browser_hash=browser_hash, corrects=None)
    return fresh


@transaction.atomic
def start_correction(application: Application, *, actor: Actor, browser_hash: str) -> Draft:
    """A draft that begins with the answers of the last version (修正の下書き). Raises ActionRefused."""
    if not policies.can_correct(actor, application):
        raise ActionRefused(action="correct")
    now = timezone.now()
    draft, _ = Draft.objects.get_or_create(
        procedure_id=application.procedure_id,
        browser_hash=browser_hash,
        corrects=application,
        defaults={
            "published_form_id": application.published_form_id,
            "answers": latest_answers(application),
            "changed_at": now,
            "expires_at": now + Draft.LIFETIME,
        },
    )
    return draft


@transaction.atomic
def save_page(
    draft: Draft,
    page: str,
    typed: Mapping[str, object],
    uploads: Sequence[Attachment] = (),
    *,
    unchanged_since: str | None = None,
) -> Draft:
    """Keep what was typed on one page, right or wrong: nothing typed is lost.

    typed:    question id -> raw answer, for every question the page showed.
    uploads:  files that `attachments.store` has put away; each is added to the answer of its question.
    unchanged_since:  the version that was on the screen, "" before there was a draft; None to save whatever happened since.
    Raises    DraftGone if the draft was sent or discarded meanwhile, its files go with the next sweep; DraftChanged;
              DraftTooLarge.
    """
    kept = _locked(draft)
    if unchanged_since is not None and unchanged_since != kept.version:
        raise DraftChanged
    answers = {**kept.answers, **typed}
    for upload in uploads:
        answers[upload.question] = _and(answers.get(upload.question), _take_in(kept, upload))
    return _keep(kept, page, answers)


@transaction.atomic
def add_file(draft: Draft, page: str, question: FileQuestion, upload: Attachment) -> tuple[Draft, Attachment]:
    """Keep one file as soon as it has arrived, before its page is sent. Where only one may be, it takes the other's place.

    Returns the draft, and the file as it is kept: sent again, it is the one that is there already.
    Raises DraftGone, FileRefused when there are enough.
    """
    kept = _locked(draft)
    file = _take_in(kept, upload)
    before = question.typed(kept.answers.get(question.id)) if question.max_files > 1 else []
    files = _and(before, file)
    if len(files) > question.max_files:
        raise FileRefused(question, ErrorCode.TOO_MANY_FILES, max=question.max_files)
    return _keep(kept, page, {**kept.answers, question.id: files}), file


@transaction.atomic
def remove_file(draft: Draft, file: Attachment) -> Draft:
    """Take a file out of the answers. It stays with the draft, so that it can be put back. Raises DraftGone."""
    kept = _locked(draft)
    before = kept.answers.get(file.question)
    left = [each for each in before if each != str(file.pk)] if isinstance(before, list) else []
    return _keep(kept, kept.page, {**kept.answers, file.question: left})


@transaction.atomic
def move_to_form(draft: Draft, form: PublishedForm) -> Draft:
    """Go on with a newer publication of the procedure (新しい様式への引き継ぎ): answers to what is still asked in the same way stay.

    Raises DraftGone.
    """
    kept = _locked(draft)
    if kept.published_form_id == form.pk:
        return kept
    old, new = form_of(kept), compiled_form(form.pk, form.content_hash)
    kept.answers = fitting(kept.answers, old.definition, new.definition)
    kept.moved_from_id, kept.published_form = kept.published_form_id, form
    kept.changed_at = timezone.now()  # a page of the old form that is still open somewhere is told so
    kept.expires_at = kept.changed_at + Draft.LIFETIME
    kept.save(update_fields=["answers", "moved_from", "published_form", "changed_at", "expires_at"])
    return kept


def discard(draft: Draft) -> None:
    """Throw a draft away at its owner's wish; its files follow with the next sweep."""
    Draft.objects.filter(pk=draft.pk).delete()


def discard_expired(now: datetime | None = None) -> int:
    """Throw away what nobody came back to, unless the city's pages were closed until lately. Returns how many drafts."""
    now = now or timezone.now()
    if current_municipality().came_back_lately(now):
        return 0
    _, gone = Draft.objects.filter(expires_at__lte=now).delete()
    return gone.get(Draft._meta.label, 0)


def _locked(draft: Draft) -> Draft:
    kept = with_form().select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if kept is None:
        raise DraftGone
    return kept


def _keep(kept: Draft, page: str, answers: dict[str, object]) -> Draft:
    if len(json.dumps(answers, ensure_ascii=False)) > MOST_CHARACTERS:
        raise DraftTooLarge
    kept.answers, kept.page, kept.changed_at = answers, page, timezone.now()
    kept.expires_at = kept.changed_at + Draft.LIFETIME
    kept.save(update_fields=["answers", "page", "changed_at", "expires_at"])
    return kept


def _take_in(kept: Draft, upload: Attachment) -> Attachment:
    """The same content for the same question is there once, however often a bad line made somebody send it."""
    in_hand = attachments_in_hand(kept.pk, kept.corrects_id)
    twin = in_hand.filter(question=upload.question, sha256=upload.sha256).first()
    if twin:
        return twin
    upload.draft = kept
    upload.save(force_insert=True)
    return upload


def _and(before: object, file: Attachment) -> list[str]:
    """In the order in which they came, as their ids are: what was taken out and put back finds its place again."""
    ids = before if isinstance(before, list) else []
    return sorted({*ids, str(file.pk)})
