"""Staying signed in while somebody types: the page asks before its session ends (web/js/session-end.js)."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import member_required
from accounts.requests import MemberRequest


@member_required
@require_safe
def stay(request: MemberRequest) -> HttpResponse:
    """Nothing but a sign of life, which the door takes note of like that of any page."""
    return HttpResponse(status=204)
