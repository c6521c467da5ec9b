"""What staff of a city read from the secretariat."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from accounts.services.reading import mark_read
from portal.selectors import announcements as selectors
from tenants import policies

ROWS_PER_PAGE = 50


@require_safe
@staff_required
@requires(policies.can_read_announcements)
def announcements(request: MemberRequest) -> HttpResponse:
    """Everything the secretariat told, with what one has not read yet."""
    page = Paginator(selectors.archive(request.user), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/staff/announcements.html", {"page": page})


@require_safe
@staff_required
@requires(policies.can_read_announcements)
def announcement(request: MemberRequest, announcement_id: UUID) -> HttpResponse:
    """One announcement. Whoever opens it has read it."""
    row = get_object_or_404(selectors.archive(request.user), pk=announcement_id)
    mark_read(row.pk, reader=request.user)
    return render(request, "portal/staff/announcement.html", {"announcement": row})
