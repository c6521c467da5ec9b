"""Drafts of a browser, the form they are filled in on, and their files."""

from uuid import UUID

from django.db.models import Q

from applications.models import AnswerVersion, Application, Attachment, Draft
from catalog.selectors import compiled_form
from shared_forms.language import CompiledForm, StoredFile


def draft_of(browser_hash: str, procedure_id: UUID) -> Draft | None:
    """What this browser has begun of a procedure."""
    return _first(browser_hash, procedure_id=procedure_id, corrects=None)


def correction_of(browser_hash: str, application_id: UUID) -> Draft | None:
    """What this browser has begun of a correction."""
    return _first(browser_hash, corrects_id=application_id)


def form_of(row: Draft | Application) -> CompiledForm:
    """The form a draft or application is filled in on: its snapshot, compiled once per process."""
    return compiled_form(row.published_form_id, row.published_form.content_hash)


def stored_files(draft: Draft) -> dict[str, StoredFile]:
    """Every file that the draft's answers may name: its own, and those of the application it corrects."""
    owner = Q(draft_id=draft.pk)
    if draft.corrects_id:
        owner |= Q(application_id=draft.corrects_id)
    return {str(row.pk): as_stored_file(row) for row in Attachment.objects.filter(owner)}


def as_stored_file(row: Attachment) -> StoredFile:
    return StoredFile(str(row.pk), row.original_name, row.size_bytes, row.content_type)


def latest_answers(application: Application) -> dict[str, object]:
    """The answers as they were handed in last."""
    last = AnswerVersion.objects.filter(application=application).order_by("number").last()
    return last.answers if last else {}


def _first(browser_hash: str, **which: object) -> Draft | None:
    if not browser_hash:
        return None
    return (
        Draft.objects.select_related("procedure", "published_form")
        .defer("published_form__definition", "published_form__overlay")
        .filter(browser_hash=browser_hash, **which)
        .first()
    )
