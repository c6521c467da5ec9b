"""The review of who may do what, for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts import access_review, policies
from accounts.access import member_required, requires
from accounts.requests import MemberRequest
from audit import services as audit
from audit.events import AuditEvent


@require_safe
@member_required
@requires(policies.can_manage_people)
def review(request: MemberRequest) -> HttpResponse:
    """Everybody who may sign in, those who deserve a second look first."""
    rows = access_review.rows()
    context = {
        "rows": rows,
        "concerned": sum(bool(row.concerns) for row in rows),
        "last": access_review.last_review(),
    }
    return render(request, "accounts/review.html", context)


@require_safe
@member_required
@requires(policies.can_manage_people)
def review_file(request: MemberRequest) -> HttpResponse:
    """The same as a file, to be kept with the other papers of an inspection."""
    headers = {"Content-Disposition": content_disposition_header(True, "権限の点検.csv") or ""}
    return HttpResponse(
        access_review.written(access_review.rows()), content_type="text/csv; charset=utf-8", headers=headers
    )


@require_POST
@member_required
@requires(policies.can_manage_people)
def reviewed(request: MemberRequest) -> HttpResponse:
    """Note that somebody looked through the list."""
    rows = access_review.rows()
    concerned = sum(bool(row.concerns) for row in rows)
    audit.record(
        AuditEvent.ACCESS_REVIEWED,
        actor=request.actor,
        subject=access_review.SUBJECT,
        people=len(rows),
        concerned=concerned,
    )
    messages.success(request, "点検したことを記録しました。")
    return redirect("account_review")
