"""The way to the page that asks why somebody opens an application under restriction."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from applications.guarding import ReasonNeeded


class ReasonMiddleware:
    """Ask first, then go where somebody wanted to go; a form that was sent goes back to the application itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only the one; everything else goes its usual way."""
        if not isinstance(exception, ReasonNeeded):
            return None
        asked = {"next": request.get_full_path()} if request.method == "GET" else {}
        return redirect(f"{resolve_url('staff_reason', exception.receipt_number)}?{urlencode(asked)}")
