"""Files that a script sends as soon as they are chosen, takes out and puts back; and the small pictures beside their names."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from applications import cookies
from applications.errors import DraftGone
from applications.models import Attachment
from applications.previews import Preview
from applications.selectors.drafts import as_stored_file
from applications.services import attachments, drafts
from applications.views import serving
from applications.views.resident.door import resident_page
from applications.views.resident.filling import Filling
from applications.views.resident.finding import application_filling, can_correct, correction_filling, find_application
from applications.views.resident.pages import UNPROCESSABLE, page_of
from common.errors import DomainError
from shared_forms.language.types import FileQuestion
from web.templatetags.web import files_left


@resident_page("POST")
def add(request: HttpRequest, page_id: str, question_id: str, **where: object) -> HttpResponse:
    """One file of one question. Sent twice, it is kept once."""
    filling = _filling(request, where)
    page_of(filling, page_id)
    question, upload = _file_question(filling, question_id), request.FILES.get("file")
    if upload is None:
        raise Http404
    try:
        _refuse_if_gone(request, filling)
        stored = attachments.store(question, upload, room=attachments.room(filling.draft))
        draft, file = drafts.add_file(filling.draft or filling.start(), page_id, question, stored)
    except DomainError as refusal:
        return _refused(refusal)
    response = _row(filling.with_draft(draft), question, file)
    cookies.set_browser(request, response)
    return response


@resident_page("POST")
def remove(request: HttpRequest, file_id: UUID, **where: object) -> HttpResponse:
    """Take a file out of the answers; it can be put back."""
    filling = _filling(request, where)
    file = _file(filling, file_id)
    try:
        _refuse_if_gone(request, filling)
        draft = drafts.remove_file(filling.draft or filling.start(), file)
    except DomainError as refusal:
        return _refused(refusal)
    response = _row(filling.with_draft(draft), _file_question(filling, file.question), file, removed=True)
    cookies.set_browser(request, response)
    return response


@resident_page("POST")
def restore(request: HttpRequest, file_id: UUID, **where: object) -> HttpResponse:
    """Put a file back that was taken out."""
    filling = _filling(request, where)
    file = _file(filling, file_id)
    question = _file_question(filling, file.question)
    try:
        _refuse_if_gone(request, filling)
        draft, _ = drafts.add_file(filling.begun, filling.begun.page, question, file)
    except DomainError as refusal:
        return _refused(refusal)
    return _row(filling.with_draft(draft), question, file)


@resident_page()
def thumbnail(request: HttpRequest, file_id: UUID, **where: object) -> FileResponse:
    """The small picture of one's own file."""
    return serving.preview(_file(_filling(request, where), file_id), Preview.THUMBNAIL)


def _filling(request: HttpRequest, where: dict[str, object]) -> Filling:
    """Where this browser is; `where` is the address of a procedure or of a correction. Raises Http404."""
    if "slug" in where:
        return application_filling(request, str(where["slug"]))
    application = find_application(request, UUID(str(where["application_id"])))
    if application is None or not can_correct(application):
        raise Http404
    return correction_filling(request, application)


def _refuse_if_gone(request: HttpRequest, filling: Filling) -> None:
    """A page that was shown with a draft belongs to that draft; it may have been sent, or moved to another device."""
    if filling.draft is None and request.POST.get("version"):
        raise DraftGone


def _file_question(filling: Filling, question_id: str) -> FileQuestion:
    question = filling.form.definition.question(question_id)
    if not isinstance(question, FileQuestion):
        raise Http404
    return question


def _file(filling: Filling, file_id: UUID) -> Attachment:
    file = filling.attachment(str(file_id))
    if file is None:
        raise Http404
    return file


def _row(filling: Filling, question: FileQuestion, file: Attachment, *, removed: bool = False) -> JsonResponse:
    """What the script puts into the list, and what it must know of the draft to go on."""
    context = {"file": as_stored_file(file), "removed": removed}
    return JsonResponse(
        {
            "id": str(file.pk),
            "row": render_to_string("shared_forms/questions/_file.html", context),
            "left": files_left(question, question.typed(filling.answered.get(question.id))),
            "version": filling.version,
            "draft": str(filling.begun.pk),
        }
    )


def _refused(refusal: DomainError) -> JsonResponse:
    return JsonResponse({"error": refusal.message}, status=UNPROCESSABLE)
