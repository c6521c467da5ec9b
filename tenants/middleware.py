"""The edge of the web: a host name decides the municipality, for the whole request and nothing longer."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, set_urlconf

from tenants import context
from web.views import unknown_host

View = Callable[[HttpRequest], HttpResponse]


class MunicipalityMiddleware:
    """Stand in the municipality (or the consortium) of the request's host; answer 404 for any other host.

    At the host of a suspended municipality we stand nowhere: its only page says so, and can reach no data.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            host = request.get_host().rsplit(":", 1)[0].lower()
        except DisallowedHost:
            return self._unknown(request)
        context.afresh()
        if host == settings.KYODO.base_domain:
            with context.in_consortium():
                return self._answer(request, settings.PUBLIC_SCHEMA_URLCONF)
        municipality = context.find_by_host(host)
        if municipality is None:
            return self._suspended(request, host) or self._unknown(request)
        with context.in_municipality(municipality):
            request.municipality = municipality  # type: ignore[attr-defined]  # accounts.requests says it to views
            return self._answer(request, settings.ROOT_URLCONF)

    def _suspended(self, request: HttpRequest, host: str) -> HttpResponse | None:
        suspended = context.suspended_at(host)
        if suspended is None:
            return None
        request.suspended = suspended  # type: ignore[attr-defined]  # web.views.suspended shows it
        set_urlconf(settings.SUSPENDED_URLCONF)
        # Nothing that stands behind this middleware may be asked: somebody's session lies in the city's closed schema.
        page = resolve(request.path_info, settings.SUSPENDED_URLCONF)
        response: HttpResponse = page.func(request)
        return response

    def _answer(self, request: HttpRequest, urlconf: str) -> HttpResponse:
        request.urlconf = urlconf
        set_urlconf(urlconf)
        return self.get_response(request)

    def _unknown(self, request: HttpRequest) -> HttpResponse:
        return unknown_host(request)
