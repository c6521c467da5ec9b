"""A staff form that was sent after the session had ended: kept until its sender is back, then sent at the press of a button."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods

from accounts import doors
from accounts.access import member_required
from accounts.requests import MemberRequest
from web.views import csrf_failure

KEPT = "unsent_form"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # the name of a field
SECRETS = {"password", "oldpassword", "password1", "password2", "new_password1", "new_password2", "code"}
LARGEST_CHARACTERS = 200_000


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is not valid (CSRF_FAILURE_VIEW); almost always its session has ended meanwhile."""
    if not request.path.startswith(doors.home(request)):
        return csrf_failure(request, reason)
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != TOKEN]
    if _must_not_be_kept(fields):
        return redirect(f"{request.path}?because=ended")
    request.session[KEPT] = {"path": request.get_full_path(), "fields": fields}
    if request.user.is_authenticated:
        return redirect("account_unsent")
    query = urlencode({"next": resolve_url("account_unsent"), "because": "kept"})
    return redirect(f"{resolve_url('account_login')}?{query}")


@member_required
@require_http_methods(["GET", "POST"])
def unsent(request: MemberRequest) -> HttpResponse:
    """Show what was typed, to be sent again or thrown away."""
    if request.method == "POST":
        request.session.pop(KEPT, None)
    kept = request.session.get(KEPT)
    if kept is None:
        return redirect(doors.home(request))
    shown = [value for _, value in kept["fields"] if value.strip()]
    return render(request, "accounts/unsent.html", {"kept": kept, "shown": shown})


def _must_not_be_kept(fields: list[tuple[str, str]]) -> bool:
    has_secret = any(name in SECRETS for name, _ in fields)
    return has_secret or sum(len(value) for _, value in fields) > LARGEST_CHARACTERS
