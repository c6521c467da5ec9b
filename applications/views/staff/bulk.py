"""One action on many applications: what it would do, then progress and result."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from accounts.selectors import departments
from applications.errors import NothingChosen, TooManyChosen
from applications.forms import BulkForm
from applications.models import BulkItem, BulkRun
from applications.policies import can_act
from applications.selectors import bulk as selectors
from applications.selectors.bulk import MOST_AT_ONCE, Chosen
from applications.selectors.staff import colleagues_of
from applications.services import bulk, opening
from applications.views.staff.worklist_address import Asked
from common.errors import DomainError

# What is said of so many applications.
PHRASES = {
    BulkRun.Action.ACKNOWLEDGE: "{}件を確認済みにする",
    BulkRun.Action.START_REVIEW: "{}件の審査を始める",
    BulkRun.Action.CLOSE: "{}件の手続を終える",
    BulkRun.Action.ASSIGN: "{}件の担当を変える",
    BulkRun.Action.MOVE: "{}件をほかの課に移す",
}


@require_POST
@staff_required
@requires(can_act)
def choose(request: MemberRequest) -> HttpResponse:
    """Says what would be done to how many, and asks."""
    form, asked = BulkForm(request.POST), Asked.read(request.GET)
    if not form.is_valid():
        return _back(request, asked, NothingChosen())
    action = BulkRun.Action(form.cleaned_data["do"])
    found = _chosen(request, form, asked)
    if found.total > MOST_AT_ONCE:
        return _back(request, asked, TooManyChosen(most=MOST_AT_ONCE))
    context = {
        "action": action,
        "phrase": PHRASES[action].format(len(found.keys)),
        "found": found,
        "asked": asked,
        "back": resolve_url("staff_home") + asked.kept,
        "departments": departments() if action == BulkRun.Action.MOVE else (),
        "colleagues": colleagues_of(request.actor) if action == BulkRun.Action.ASSIGN else (),
    }
    return render(request, "applications/staff/bulk_confirm.html", context)


@require_POST
@staff_required
@requires(can_act)
def begin(request: MemberRequest) -> HttpResponse:
    """Does it, and leads to the result."""
    form, asked = BulkForm(request.POST), Asked.read(request.GET)
    if not form.is_valid():
        return _back(request, asked, NothingChosen())
    try:
        run = bulk.begin(
            BulkRun.Action(form.cleaned_data["do"]),
            form.keys(),
            actor=request.actor,
            assignee=form.cleaned_data["person"],
            department=form.cleaned_data["department"],
        )
    except DomainError as error:
        return _back(request, asked, error)
    return redirect(resolve_url("staff_bulk_run", run.pk) + asked.kept)


@require_safe
@staff_required
@requires(can_act)
def result(request: MemberRequest, run_id: UUID) -> HttpResponse:
    """How far it is, and what became of each."""
    run = selectors.run_of(request.actor, run_id)
    if run is None:
        raise Http404
    counts, items = selectors.outcomes(run), list(selectors.items_of(run))
    opening.open_worklist(rows=len(items), actor=request.actor)
    context = {
        "run": run,
        "phrase": PHRASES[BulkRun.Action(run.action)].format(sum(counts.values())),
        "all": sum(counts.values()),
        "done": counts[BulkItem.Outcome.DONE],
        "refused": counts[BulkItem.Outcome.REFUSED],
        "treated": sum(counts.values()) - counts[BulkItem.Outcome.WAITING],
        "items": items,
        "back": resolve_url("staff_home") + Asked.read(request.GET).query(),
    }
    return render(request, "applications/staff/bulk_run.html", context)


def _chosen(request: MemberRequest, form: BulkForm, asked: Asked) -> Chosen:
    action = form.cleaned_data["do"]
    if form.cleaned_data["everything"]:
        return selectors.everything(request.actor, action, asked.wanted, localdate())
    return selectors.chosen(request.actor, action, form.receipt_numbers())


def _back(request: MemberRequest, asked: Asked, error: DomainError) -> HttpResponse:
    messages.error(request, error.message)
    return redirect(resolve_url("staff_home") + asked.kept)
