"""The doors of pages that need somebody signed in, with both factors.

    @staff_required            pages of a city's staff
    @secretariat_required      pages of the consortium
    @member_required           pages that both have (people, departments, one's own account)
    @settings_required         a city's settings: its staff, and advisers of the secretariat whom it lets in
    @anybody_required          what everybody may read who came in at all: the guide
    @requires(policies.can_…)  behind a door: only those whom a policy lets; policies over one row are asked by the services

Inside, `request.actor` is the person.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.cache import add_never_cache_headers

from accounts import actors, advising, doors, sessions
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
            response: HttpResponseBase | None = _let_in(request, kind, kinds)
            if response is None:
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
settings_required = _door(ActorKind.STAFF, ActorKind.ADVISER)
anybody_required = _door(ActorKind.STAFF, ActorKind.SECRETARIAT, ActorKind.ADVISER)


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


def _let_in(request: MemberRequest, kind: ActorKind, kinds: tuple[ActorKind, ...]) -> HttpResponse | None:
    """Give the request its actor; or answer where to go first."""
    if (grant_id := advising.grant_id(request.session)) is not None:
        return _let_adviser_in(request, grant_id, kinds)
    response = _turned_away(request)
    if response is None:
        request.actor = actors.actor_of(request.user, kind)
    return response


def _let_adviser_in(request: MemberRequest, grant_id: UUID, kinds: tuple[ActorKind, ...]) -> HttpResponse | None:
    """An adviser enters only the doors that say so, and only as long as the city lets them."""
    actor = advising.actor_of(grant_id)
    if actor is None:
        request.session.flush()
        return redirect("adviser_is_out")
    if ActorKind.ADVISER in kinds:
        request.actor = actor
        return None
    if request.path == doors.home(request):
        return redirect(advising.HOME)
    raise PermissionDenied


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
