"""Answers that are files."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def pdf_response(content: bytes, file_name: str) -> HttpResponse:
    """A PDF that the browser shows, and saves under that name."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=False, filename=file_name))
    return response
