"""Pages that say no (unknown host, other origin, too large, lost form token, Django's own four), and the catalogue."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from web import catalogue


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """The page of that name, made of nothing that may have failed: no database, session, messages or rail."""
    home = "/staff/" if request.path.startswith("/staff/") else "/"
    context = {"home": home, "municipality": getattr(request, "municipality", None)}
    return HttpResponse(render_to_string(f"web/errors/{name}.html", context), status=status)


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


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in the demo only; `?look=staff` shows them as on the pages of staff."""
    if not settings.DEMO:
        raise Http404
    look = "staff" if request.GET.get("look") == "staff" else "resident"
    context = {"layout": f"web/{look}.html", "look": look, "examples": catalogue.examples()}
    return render(request, "web/components.html", context | catalogue.sample_data())
