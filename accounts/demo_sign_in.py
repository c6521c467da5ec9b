"""The demo's sign-in by one click. Production has neither the page nor the way in: both look at settings.DEMO."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts import doors, selectors, sessions, sign_in_records


def demo_only() -> None:
    """Raise Http404 outside of the demo."""
    if not settings.DEMO:
        raise Http404


def sign_in_as(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Sign a persona in as if both factors had been given."""
    demo_only()
    user = get_object_or_404(selectors.people().filter(is_active=True), pk=person_id)
    get_adapter(request).login(request, user)
    UserSession.objects.create_from_request(request)
    sessions.confirm_second_factor(request.session)
    sign_in_records.signed_in(request, user, factors=0)
    return redirect(doors.home(request))
