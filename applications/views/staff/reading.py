"""Reading what arrived: the worklist, one application."""

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.access import staff_required
from accounts.policies import can_manage_people
from accounts.requests import MemberRequest
from applications import policies
from applications.due import in_words
from applications.selectors.corrections import last_request, revoked_at
from applications.selectors.history import history
from applications.selectors.pages import application_page
from applications.selectors.staff import (
    colleagues_of,
    departments_of,
    handlers_of,
    has_any,
    procedures_of,
    saved_views_of,
)
from applications.selectors.waiting import waiting
from applications.selectors.worklist import MOST_COUNTED, WorklistPage, neighbours, worklist
from applications.services import opening
from applications.states import COUNTING
from applications.views.staff import acting, approval
from applications.views.staff.messages import thread_context
from applications.views.staff.notes import notes_context
from applications.views.staff.worklist_address import DUES, ORDERS, OWNERS, STATES, Asked
from applications.views.staff.worklist_views import views
from catalog.policies import can_see_procedures


@require_safe
@staff_required
def home(request: MemberRequest) -> HttpResponse:
    """The worklist; whose work lies elsewhere is led there."""
    if policies.can_see_worklist(request.actor):
        return _worklist(request)
    if can_manage_people(request.actor):
        return redirect("account_people")
    if can_see_procedures(request.actor):
        return redirect("staff_procedures")
    return render(request, "applications/staff/no_role.html", status=403)


@require_safe
@staff_required
def application(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """One application: answers as the resident saw them, what was asked back, what may be done."""
    actor = request.actor
    row = acting.looked_up(request, receipt_number)
    opening.open_application(row, actor=actor)
    asked = Asked.read(request.GET)
    before, after = neighbours(actor, asked.wanted, row, localdate())
    lines = history(row)
    due_on = row.due_on if row.status in COUNTING else None
    context = {
        "due_on": due_on,
        "due": in_words(due_on, localdate()) if due_on else None,
        "handlers": handlers_of(row) if policies.can_assign(actor, row) else (),
        "application": row,
        "correction": last_request(row),
        "revoked_at": revoked_at(row),
        "today": localdate(),
        "page": application_page(row),
        **thread_context(row, actor),
        **notes_context(row, actor),
        "approval": approval.about(actor, row),
        "history": [line for line in lines if not line.is_reading],
        "readings": [line for line in lines if line.is_reading],
        "asked": asked,
        "before": before,
        "after": after,
        "may": {
            "hold": policies.can_hold(request.actor, row),
            "start_review": policies.can_start_review(actor, row),
            "amend": policies.can_amend(actor, row),
            "return": policies.can_return(actor, row),
            "revoke_correction": policies.can_revoke_correction(actor, row),
            "approve": policies.can_approve(actor, row),
            "reject": policies.can_reject(actor, row),
            "close": policies.can_close(actor, row),
            "set_confidential": policies.can_set_confidential(actor, row),
            "acknowledge": policies.can_acknowledge(actor, row),
            "assign": policies.can_assign(actor, row),
        },
    }
    return render(request, "applications/staff/application.html", context)


def _worklist(request: MemberRequest) -> HttpResponse:
    actor, asked, today = request.actor, Asked.read(request.GET), localdate()
    found = worklist(actor, asked.wanted, today)
    if asked.receipt_number and found.total == 1:
        return redirect("staff_application", found.rows[0].receipt_number)
    opening.open_worklist(rows=len(found.rows), actor=actor)
    counts = waiting(actor, today)
    context = {
        "found": found,
        "total": f"{MOST_COUNTED}件以上" if found.is_uncounted else f"{found.total}件",
        "rows": [(row, in_words(row.due_on, today) if row.due_on else None) for row in found.rows],
        "asked": asked,
        "may_act": policies.can_act(actor),
        "views": (shown := views(asked, counts, saved_views_of(actor))),
        "can_be_kept": not asked.text and not any(view.is_current for view in shown),
        "notices": counts.notices,
        "states": {code: words for code, (words, _) in STATES.items()},
        "owners": OWNERS,
        "dues": DUES,
        "orders": ORDERS,
        "procedures": procedures_of(actor),
        "departments": departments_of(actor),
        "colleagues": colleagues_of(actor),
        "previous_page": asked.query(found.before) if found.before else "",
        "next_page": asked.query(found.after) if found.after else "",
    }
    if not found.rows:
        context |= _how_to_begin(request, found)
    return render(request, "applications/staff/worklist.html", context)


def _how_to_begin(request: MemberRequest, found: WorklistPage) -> dict[str, object]:
    """For an empty list: whether anything ever arrived, and the address to be announced."""
    address = settings.KYODO.address(request.municipality.host)
    return {
        "has_any": has_any(request.actor),
        "address": address,
        "address_code": segno.make(address).svg_data_uri(scale=4, border=4, light="#fff"),
    }
