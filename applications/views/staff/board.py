"""The notices of a day, school by school, which stays open on a desk and keeps itself up to date."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications.policies import can_act, can_see_worklist
from applications.selectors.board import board, notice_procedures
from applications.services import opening

ONE_DAY = timedelta(days=1)


@require_safe
@staff_required
@requires(can_see_worklist)
def notices(request: MemberRequest) -> HttpResponse:
    """One procedure on one day: today, unless another was asked for."""
    procedures = list(notice_procedures(request.actor))
    asked = request.GET.get("procedure")
    procedure = next((each for each in procedures if each.slug == asked), procedures[0] if procedures else None)
    today = localdate()
    day = _day(request.GET.get("day")) or today
    places = board(request.actor, procedure, day) if procedure else ()
    total = sum(len(place.notices) for place in places)
    if total:
        opening.open_worklist(rows=total, actor=request.actor)
    context = {
        "procedures": procedures,
        "procedure": procedure,
        "day": day,
        "is_today": day == today,
        "before": day - ONE_DAY,
        "after": day + ONE_DAY,
        "places": places,
        "total": total,
        "new": sum(len(place.new) for place in places),
        "may_act": can_act(request.actor),
    }
    return render(request, "applications/staff/board.html", context)


def _day(text: str | None) -> date | None:
    """A day with a day before and one after it."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if date.min < day < date.max - ONE_DAY else None
