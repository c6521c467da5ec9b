"""One's own sessions."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import sign_in_records, signed_in_devices
from accounts.access import member_required
from accounts.requests import MemberRequest


@require_POST
@member_required
def end_others(request: MemberRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    count = signed_in_devices.end_all(request.user, but=request.session.session_key)
    sign_in_records.sessions_ended(request, request.user, count=count)
    return redirect(f"{reverse('mfa_index')}?done=sessions")
