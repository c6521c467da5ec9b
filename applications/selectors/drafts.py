"""Drafts of a browser, the form they are filled in on, and their files."""

from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from applications.errors import ProcedureClosed
from applications.models import Amendment, AnswerVersion, Application, Attachment, Draft
from catalog.models import Procedure, PublishedForm
from catalog.selectors import compiled_form
from shared_forms.language import CompiledForm, StoredFile
from shared_forms.language.answers import AnswerValue
from tenants.reading import first_row

_DRAFT_OF = "browser_hash = %s AND procedure_id = %s AND corrects_id IS NULL"  # one_draft_per_browser


def with_form() -> QuerySet[Draft]:
    """Drafts with their procedure and form; the definition is left to `form_of`, which reads it once per process."""
    heavy = ("published_form__definition", "published_form__overlay")
    return Draft.objects.select_related("procedure__department", "published_form").defer(*heavy)


def draft_in_hand(draft_id: UUID) -> Draft | None:
    """A draft by its identifier; whose it is has to be asked next."""
    return with_form().filter(pk=draft_id, corrects=None).first()


def draft_of(browser_hash: str, procedure: Procedure) -> Draft | None:
    """What this browser has begun of a procedure. One table is read: the procedure is at hand, and nearly always the form."""
    if not browser_hash:
        return None
    draft = first_row(Draft, _DRAFT_OF, [browser_hash, procedure.pk])
    if draft is not None:
        draft.procedure = procedure
        if procedure.current_form and draft.published_form_id == procedure.current_form.pk:
            draft.published_form = procedure.current_form
    return draft


def correction_of(browser_hash: str, application_id: UUID) -> Draft | None:
    """What this browser has begun of a correction."""
    return _first(browser_hash, corrects_id=application_id)


def begun_in(browser_hash: str) -> QuerySet[Draft]:
    """Every application this browser has begun and not sent, the last touched first."""
    if not browser_hash:
        return Draft.objects.none()
    return Draft.objects.select_related("procedure").filter(browser_hash=browser_hash, corrects=None)


def form_of(row: Draft | Application) -> CompiledForm:
    """The form a draft or application is filled in on: its snapshot, compiled once per process."""
    return compiled_form(row.published_form_id, row.published_form.content_hash)


def form_before_move(draft: Draft) -> CompiledForm | None:
    """The form that a draft was begun on, if it was taken over to a newer one."""
    if draft.moved_from_id is None:
        return None
    before = PublishedForm.objects.only("content_hash").filter(pk=draft.moved_from_id).first()
    return compiled_form(before.pk, before.content_hash) if before else None


def current_form(procedure: Procedure) -> CompiledForm:
    """The form that a published procedure has now. Raises ProcedureClosed for one that has none."""
    published = procedure.current_form
    if published is None:
        raise ProcedureClosed
    return compiled_form(published.pk, published.content_hash)


def attachments_in_hand(draft_id: UUID | None, application_id: UUID | None) -> QuerySet[Attachment]:
    """Every file that somebody's answers may name: the draft's own, and those of the application it corrects."""
    owners = Q(draft_id=draft_id, draft__isnull=False) | Q(application_id=application_id, application__isnull=False)
    return Attachment.objects.filter(owners)


def attachment_in_hand(draft_id: UUID | None, application_id: UUID | None, file_id: str) -> Attachment | None:
    """One of these files, by an id as somebody sent it."""
    try:
        return attachments_in_hand(draft_id, application_id).filter(pk=UUID(file_id)).first()
    except ValueError:
        return None


def stored_files(draft_id: UUID | None, application_id: UUID | None) -> dict[str, StoredFile]:
    """The same as the form language knows them, by id."""
    return {str(row.pk): as_stored_file(row) for row in attachments_in_hand(draft_id, application_id)}


def as_stored_file(row: Attachment) -> StoredFile:
    return StoredFile(str(row.pk), row.original_name, row.size_bytes, row.content_type)


def latest_answers(application: Application) -> dict[str, AnswerValue]:
    """The present answers: as they were handed in last, with what staff amended since."""
    of_version = Amendment.objects.filter(application=application, answer_version=OuterRef("number"))
    amended = Subquery(of_version.order_by("-number").values("answers")[:1])
    last = AnswerVersion.objects.filter(application=application).annotate(amended=amended).order_by("number").last()
    if last is None:
        return {}
    return last.answers if last.amended is None else last.amended


def _first(browser_hash: str, **which: object) -> Draft | None:
    if not browser_hash:
        return None
    return with_form().filter(browser_hash=browser_hash, **which).first()
