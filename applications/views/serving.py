"""Handing out a stored file so that nothing inside it can act in our name."""

from typing import TypeVar

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse

from applications import previews
from applications.models import Attachment
from applications.previews import Preview
from applications.services.attachments import preview_name
from shared_forms.language.stored_file import PICTURES

Response = TypeVar("Response", HttpResponse, FileResponse)


def original(file: Attachment) -> FileResponse:
    """What was sent, to the byte: to be saved, never to be shown inside our own pages."""
    return _serve(file.storage_name, file.content_type, saved_as=file.original_name)


def preview(file: Attachment, size: Preview) -> FileResponse:
    """The picture drawn anew. Raises Http404 for a file that is no picture."""
    if file.content_type not in PICTURES:
        raise Http404
    return _serve(preview_name(file.storage_name, size), previews.CONTENT_TYPE)


def content_of(file: Attachment) -> bytes:
    """What was sent, for a look inside; each question states how large a file may be."""
    with default_storage.open(file.storage_name) as stored:
        return bytes(stored.read())


def drawn(jpeg: bytes) -> HttpResponse:
    """A page drawn a moment ago."""
    return _guarded(HttpResponse(jpeg, content_type=previews.CONTENT_TYPE))


def _serve(storage_name: str, content_type: str, *, saved_as: str = "") -> FileResponse:
    response = FileResponse(
        default_storage.open(storage_name), as_attachment=bool(saved_as), filename=saved_as, content_type=content_type
    )
    return _guarded(response)


def _guarded(response: Response) -> Response:
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
