"""The files of an application on the staff's screens: pictures one after the other, and what was really sent."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications import pdf_pages
from applications.models import Application, Attachment
from applications.previews import Preview
from applications.selectors.pages import pictures
from applications.selectors.staff import attachments_of
from applications.services import opening
from applications.views import serving
from applications.views.staff import acting
from applications.views.staff.worklist_address import Asked


@require_safe
@staff_required
def picture(request: MemberRequest, receipt_number: str, attachment_id: UUID) -> HttpResponse:
    """One picture, large, between the one before and the one after; one page of a PDF. Whatever is neither is saved instead."""
    application, file = _found(request, receipt_number, attachment_id)
    if file.content_type == pdf_pages.CONTENT_TYPE:
        return _paper(request, application, file)
    shown = pictures(application)
    place = next((place for place, each in enumerate(shown) if each.id == str(file.pk)), None)
    if place is None:
        return redirect("staff_original", receipt_number, attachment_id)
    context = {
        "application": application,
        "file": shown[place],
        "number": place + 1,
        "total": len(shown),
        "before": shown[place - 1] if place else None,
        "after": shown[place + 1] if place + 1 < len(shown) else None,
        "asked": Asked.read(request.GET),
    }
    return render(request, "applications/staff/picture.html", context)


@require_safe
@never_cache
@staff_required
def preview(request: MemberRequest, receipt_number: str, attachment_id: UUID, size: str) -> FileResponse:
    """A picture drawn anew. The large one is recorded; the small ones belong to the application, whose opening was."""
    _, file = _found(request, receipt_number, attachment_id)
    if size == Preview.VIEW:
        opening.open_attachment(file, actor=request.actor, what=size)
    elif size != Preview.THUMBNAIL:
        raise Http404
    return serving.preview(file, Preview(size))


@require_safe
@never_cache
@staff_required
def page(request: MemberRequest, receipt_number: str, attachment_id: UUID, number: int) -> HttpResponse:
    """One page of a PDF, drawn now; what it may do elsewhere it cannot do here."""
    _, file = _found(request, receipt_number, attachment_id)
    if file.content_type != pdf_pages.CONTENT_TYPE:
        raise Http404
    try:
        drawn = pdf_pages.draw(serving.content_of(file), number)
    except pdf_pages.NotReadable as error:
        raise Http404 from error
    opening.open_attachment(file, actor=request.actor, what=Preview.VIEW)
    return serving.drawn(drawn)


@require_safe
@never_cache
@staff_required
def original(request: MemberRequest, receipt_number: str, attachment_id: UUID) -> FileResponse:
    """What was sent, to the byte, with whatever it says of the place it was taken at."""
    _, file = _found(request, receipt_number, attachment_id)
    opening.open_attachment(file, actor=request.actor, what="original")
    return serving.original(file)


def _paper(request: MemberRequest, application: Application, file: Attachment) -> HttpResponse:
    number = int(request.GET.get("page", "1")) if request.GET.get("page", "1").isdecimal() else 1
    try:
        shown = pdf_pages.describe(serving.content_of(file), number)
    except pdf_pages.NotReadable:
        shown = None
    else:
        opening.open_attachment(file, actor=request.actor, what="text")
    context = {
        "application": application,
        "file": file,
        "number": number,
        "shown": shown,
        "before": number - 1 if shown and number > 1 else None,
        "after": number + 1 if shown and number < shown.pages else None,
        "asked": Asked.read(request.GET),
    }
    return render(request, "applications/staff/paper.html", context)


def _found(request: MemberRequest, receipt_number: str, attachment_id: UUID) -> tuple[Application, Attachment]:
    application = acting.looked_up(request, receipt_number)
    return application, get_object_or_404(attachments_of(application), pk=attachment_id)
