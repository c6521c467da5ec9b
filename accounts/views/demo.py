"""The page of the demo's personas."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts import demo_sign_in, doors, selectors


@require_safe
def personas(request: HttpRequest) -> HttpResponse:
    """Everybody one can be here, one button each."""
    demo_sign_in.demo_only()
    context = {"personas": selectors.personas(), "place": doors.place_name()}
    return render(request, "accounts/personas.html", context)


@require_POST
def sign_in_as(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Be this persona."""
    return demo_sign_in.sign_in_as(request, person_id)
