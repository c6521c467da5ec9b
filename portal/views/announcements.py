"""The secretariat's desk for announcements: write, change, withdraw."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from common.errors import DomainError
from portal.announcement_forms import AnnouncementForm
from portal.selectors import announcements as selectors
from tenants import policies
from tenants.models import Announcement
from tenants.services.announcements import announce, change_announcement, withdraw_announcement


@require_safe
@secretariat_required
@requires(policies.can_see_announcements)
def announcements(request: MemberRequest) -> HttpResponse:
    """Everything that was written."""
    context = {"lines": selectors.lines(), "may_announce": policies.can_announce(request.actor)}
    return render(request, "portal/secretariat/announcements.html", context)


@secretariat_required
@requires(policies.can_announce)
def new_announcement(request: MemberRequest) -> HttpResponse:
    """Write to the staff of every city."""
    form = AnnouncementForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if form.is_valid():
        announce(form.facts(), actor=request.actor)
        messages.success(request, "お知らせを登録しました。")
        return redirect("announcements")
    return _form_page(request, form)


@secretariat_required
@requires(policies.can_announce)
def announcement(request: MemberRequest, announcement_id: UUID) -> HttpResponse:
    """Change what is announced."""
    row = _standing(announcement_id)
    form = AnnouncementForm(request.POST or None, initial=selectors.facts_of(row))
    if form.is_valid():
        try:
            change_announcement(row.pk, form.facts(), actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "お知らせを直しました。")
            return redirect("announcements")
    return _form_page(request, form, row)


@secretariat_required
@requires(policies.can_announce)
def withdraw(request: MemberRequest, announcement_id: UUID) -> HttpResponse:
    """Ask, then take it off every page."""
    row = _standing(announcement_id)
    if request.method == "POST":
        withdraw_announcement(row.pk, actor=request.actor)
        messages.success(request, "お知らせを取り下げました。")
        return redirect("announcements")
    return render(request, "portal/secretariat/withdraw_announcement.html", {"announcement": row})


def _standing(announcement_id: UUID) -> Announcement:
    row = selectors.standing(announcement_id)
    if row is None:
        raise Http404
    return row


def _form_page(request: MemberRequest, form: AnnouncementForm, row: Announcement | None = None) -> HttpResponse:
    wrong = bool(form.errors)
    context = {"form": form, "announcement": row, "page_has_errors": wrong}
    return render(request, "portal/secretariat/announcement.html", context, status=422 if wrong else 200)
