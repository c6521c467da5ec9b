"""Pages that say no: unknown host, other origin, too large, lost form token, and Django's own four."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    return render(request, f"web/errors/{name}.html", status=status)


def unknown_host(request: HttpRequest) -> HttpResponse:
    """A host name that is nobody's."""
    return _page(request, "unknown_host", 404)


def other_origin(request: HttpRequest) -> HttpResponse:
    """A form that another site sent."""
    return _page(request, "other_origin", 403)


def too_large(request: HttpRequest) -> HttpResponse:
    """A body larger than anybody needs."""
    return _page(request, "too_large", 413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: the session ended, or the page is old."""
    return _page(request, "csrf_failure", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "400", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "403", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, "500", 500)
