"""Refusals at the door: posts from other sites, bodies larger than anybody needs; and a page for an answer that has none."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from web import views

View = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class SameOriginMiddleware:
    """Refuse unsafe requests that another origin sent, sibling cities included.

    Every browser names the origin of a POST, or says with Sec-Fetch-Site where it comes from. A request that carries neither
    was not made by a browser, and so carries nobody's cookies by accident. Staff pages ask for Django's token as well.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS or is_same_origin(request):
            return self.get_response(request)
        return views.other_origin(request)


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that this very host sent the request."""
    origin = request.headers.get("Origin")
    if origin:
        parts = urlsplit(origin)
        return parts.scheme == request.scheme and parts.netloc.lower() == request.get_host().lower()
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


class BodyLimitMiddleware:
    """Refuse a body larger than REQUEST_MAX_BYTES before anything reads it, and say how large one may be."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) <= settings.REQUEST_MAX_BYTES:
            return self.get_response(request)
        return views.too_large(request)


class NotAllowedPageMiddleware:
    """Give people a page where Django answers 405 with nothing: somebody opened an address that only takes what is sent."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = views.not_allowed(request)
        page["Allow"] = response["Allow"]
        return page
