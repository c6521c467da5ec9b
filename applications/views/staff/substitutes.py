"""Who decides in one's place for a while."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.approval_forms import SubstituteForm
from applications.selectors.approvals import possible_substitutes, substitutions_of
from applications.services.substitutes import name_substitute, remove_substitute
from common.errors import DomainError


@staff_required
@requires(policies.can_act)
def substitutes(request: MemberRequest) -> HttpResponse:
    """Whom somebody has named, and naming another."""
    form = SubstituteForm(request.POST or None, people=possible_substitutes(request.actor))
    if form.is_valid():
        try:
            name_substitute(actor=request.actor, **form.substitution())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "代わりに決裁する人を決めました。")
            return redirect("staff_substitutes")
    context = {"form": form, "named": substitutions_of(request.actor)}
    return render(request, "applications/staff/substitutes.html", context, status=422 if form.errors else 200)


@require_POST
@staff_required
@requires(policies.can_act)
def remove(request: MemberRequest, substitution_id: UUID) -> HttpResponse:
    """Take that back."""
    try:
        remove_substitute(substitution_id, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "代わりの人を取り消しました。")
    return redirect("staff_substitutes")
