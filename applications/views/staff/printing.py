"""Applications on paper (印刷): one, or many behind each other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications.errors import NothingChosen, TooManyChosen
from applications.forms import ChosenForm
from applications.policies import can_act
from applications.selectors import bulk
from applications.selectors.history import history
from applications.selectors.pages import application_page
from applications.services import opening
from applications.views.staff import acting
from applications.views.staff.worklist_address import Asked


@require_safe
@staff_required
def sheet(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Answers, decision and history, without anything to press; notes of the office stay in the office."""
    row = acting.looked_up(request, receipt_number)
    opening.open_application(row, actor=request.actor)
    lines = [line for line in history(row) if not line.is_reading]
    return acting.page(request, row, "print", {"page": application_page(row), "history": lines})


@require_POST
@staff_required
@requires(can_act)
def sheets(request: MemberRequest) -> HttpResponse:
    """What was ticked in the worklist, or everything in its filter, one sheet behind the other; each counts as opened."""
    form, asked = ChosenForm(request.POST), Asked.read(request.GET)
    if form.is_valid() and form.cleaned_data["everything"]:
        found = bulk.everything_to_print(request.actor, asked.wanted, localdate())
    else:
        found = bulk.chosen_to_print(request.actor, form.receipt_numbers())
    back = resolve_url("staff_home") + asked.kept
    if not 0 < found.total <= bulk.MOST_PRINTED:
        refusal = TooManyChosen(most=bulk.MOST_PRINTED) if found.total else NothingChosen()
        messages.error(request, refusal.message)
        return redirect(back)
    pages = []
    for row in found.rows:
        opening.open_application(row, actor=request.actor)
        lines = [line for line in history(row) if not line.is_reading]
        pages.append({"application": row, "page": application_page(row), "history": lines})
    context = {"sheets": pages, "kept_back": found.kept_back, "back": back}
    return render(request, "applications/staff/prints.html", context)
