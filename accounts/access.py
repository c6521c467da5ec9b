"""The doors of pages that need somebody signed in, with both factors.

    @staff_required            pages of a city's staff
    @secretariat_required      pages of the consortium
    @member_required           pages that both have (people, departments, one's own account)
    @requires(policies.can_…)  behind a door: only those whom a policy lets; policies over one row are asked by the services

Inside, `request.actor` is the person.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.cache import add_never_cache_headers

from accounts import actors, doors, sessions
from accounts.requests import MemberRequest
from common.actor import Actor, ActorKind

View = Callable[..., HttpResponseBase]
Policy = Callable[[Actor], bool]


def _door(*kinds: ActorKind) -> Callable[[View], View]:
    """Let through who signed in with both factors in one of these capacities; send everybody else on the way there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            kind = doors.kind_here(request)
            if kind not in kinds:
                raise Http404
            response: HttpResponseBase | None = _turned_away(request)
            if response is None:
                request.actor = actors.actor_of(request.user, kind)
                sessions.keep_alive(request.session)
                response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        guarded.door = kinds  # type: ignore[attr-defined]  # tests find unguarded views by it
        return guarded

    return decorate


staff_required = _door(ActorKind.STAFF)
secretariat_required = _door(ActorKind.SECRETARIAT)
member_required = _door(ActorKind.STAFF, ActorKind.SECRETARIAT)


def requires(policy: Policy) -> Callable[[View], View]:
    """Let through whom the policy lets; answer 403 to everybody else. Stands below a door, which knows the actor."""

    def decorate(view: View) -> View:
        @wraps(view)
        def permitted(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not policy(request.actor):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        permitted.policy = policy  # type: ignore[attr-defined]  # tests find pages without a policy by it
        return permitted

    return decorate


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    """Where to go first, or None for who may come in."""
    if not request.user.is_authenticated:
        return redirect(sign_in_address(request))
    if not sessions.has_second_factor(request.session):
        return redirect("mfa_activate_totp")
    return None


def sign_in_address(request: HttpRequest) -> str:
    """The sign-in page, which says why one sees it and leads back to the page that was asked for."""
    values = {"next": request.get_full_path()} if request.method == "GET" else {}
    if sessions.has_run_out(request):
        values["because"] = "ended"
    return resolve_url("account_login") + (f"?{urlencode(values)}" if values else "")
