"""Pages that say no (unknown host, other origin, too large, lost form token, Django's own four), the switch of languages, and
the catalogue.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from web import catalogue, languages


def _page(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """The page of that name, made of nothing that may have failed: no database, session, messages or rail."""
    home = "/staff/" if request.path.startswith("/staff/") else "/"
    context = {"home": home, "municipality": getattr(request, "municipality", None), "request": request}
    return HttpResponse(render_to_string(f"web/errors/{name}.html", context), status=status)


def unknown_host(request: HttpRequest) -> HttpResponse:
    """A host name that is nobody's."""
    return _page(request, "unknown_host", 404)


@csrf_exempt  # whatever was sent, the answer is the same
def suspended(request: HttpRequest) -> HttpResponse:
    """Any page of a city that is suspended for a while. request.suspended: .name .website .notice .phone .resumes_on"""
    values = {
        "suspended": request.suspended,  # type: ignore[attr-defined]  # set by the middleware of tenants
        "for_staff": request.path.startswith("/staff/"),
        "request": request,
    }
    page = HttpResponse(render_to_string("web/errors/suspended.html", values), status=503)
    page["Retry-After"] = "3600"
    page._has_been_logged = True  # type: ignore[attr-defined]  # it was decided; to Django every 503 is an error to report
    add_never_cache_headers(page)
    return page


def other_origin(request: HttpRequest) -> HttpResponse:
    """A form that another site sent."""
    return _page(request, "other_origin", 403)


def too_large(request: HttpRequest) -> HttpResponse:
    """A body larger than anybody needs."""
    return _page(request, "too_large", 413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: the session ended, or the page is old."""
    return _page(request, "csrf_failure", 403)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """An address that only takes what is sent was opened: from a bookmark, or from a tab that came back."""
    return _page(request, "405", 405)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "400", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "403", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, "500", 500)


@csrf_exempt  # residents have no token; SameOriginMiddleware checks where it comes from
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """The page somebody is on, in another language."""
    here = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(here, allowed_hosts=None, require_https=request.is_secure())
    response = redirect(here if is_ours else "/")
    if language := languages.asked_for(request):
        languages.remember(response, language)
    return response


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in the demo only; `?look=staff` shows them as on the pages of staff."""
    if not settings.DEMO:
        raise Http404
    look = "staff" if request.GET.get("look") == "staff" else "resident"
    context = {"layout": f"web/{look}.html", "look": look, "examples": catalogue.examples()}
    return render(request, "web/components.html", context | catalogue.sample_data())
