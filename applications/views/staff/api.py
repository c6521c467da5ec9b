"""The programs that may read a city's applications: their tokens, and what the API says."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.api.description import operations
from applications.api_forms import TokenForm
from applications.selectors import api_tokens as selectors
from applications.services.api_tokens import make_token, revoke_token


@require_safe
@staff_required
@requires(policies.can_manage_tokens)
def tokens(request: MemberRequest) -> HttpResponse:
    """Every token: what it reaches, until when, when it was used last."""
    return render(request, "applications/staff/api_tokens.html", {"rows": selectors.token_rows()})


@staff_required
@requires(policies.can_manage_tokens)
def make(request: MemberRequest) -> HttpResponse:
    """Make a token. Its secret stands in the answer and nowhere else, so that answer is no redirect."""
    form = TokenForm(request.POST or None, procedures=selectors.procedures_to_choose())
    if form.is_valid():
        token, secret = make_token(actor=request.actor, **form.token())
        return render(request, "applications/staff/api_token_made.html", {"token": token, "secret": secret})
    context = {"form": form}
    return render(request, "applications/staff/api_token_make.html", context, status=422 if form.errors else 200)


@staff_required
@requires(policies.can_manage_tokens)
def revoke(request: MemberRequest, token_id: UUID) -> HttpResponse:
    """Ask once more, then end a token for good."""
    token = get_object_or_404(selectors.tokens(), pk=token_id)
    if request.method == "POST":
        revoke_token(token.pk, actor=request.actor)
        messages.success(request, "トークンを取り消しました。")
        return redirect("staff_api_tokens")
    return render(request, "applications/staff/api_token_revoke.html", {"token": token})


@require_safe
@staff_required
@requires(policies.can_manage_tokens)
def reference(request: MemberRequest) -> HttpResponse:
    """The description of the API for people, drawn from the one for programs."""
    return render(request, "applications/staff/api_reference.html", {"operations": operations()})
