"""A procedure's own page, and the pages of its form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications import cookies
from applications.errors import AlreadyBegun, DraftGone
from applications.models import Draft
from applications.selectors.devices import cards
from applications.selectors.resuming import moved_away
from applications.services import drafts, resuming
from applications.views.resident import notice
from applications.views.resident.autosave import autosave, is_asked
from applications.views.resident.blank_page import blank_page
from applications.views.resident.door import resident_page
from applications.views.resident.filling import Filling
from applications.views.resident.finding import (
    TAKE_BACK,
    already_sent,
    application_filling,
    continued_elsewhere,
    show_already_sent,
    show_continued_elsewhere,
    to_receipt,
)
from applications.views.resident.newer_form import to_newer_form
from applications.views.resident.pages import show_page, take_page
from catalog import reception_words


@resident_page()
def procedure_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is, for whom, what it takes; or, on a device that knows the children, the notice itself."""
    filling = application_filling(request, slug)
    if filling.is_notice and filling.procedure.is_open and "other" not in request.GET:
        known = list(cards(cookies.device_hash(request), filling.procedure.pk))
        if known:
            return notice.show_cards(request, filling, known)
    context = {
        "filling": filling,
        "guide": filling.form.definition.guide,
        "received": reception_words.for_residents(filling.procedure),
        "told": request.GET.get("told", ""),
        "moved": None if filling.draft else moved_away(cookies.browser_hash(request), filling.procedure.pk),
    }
    return render(request, "applications/resident/procedure.html", context)


@resident_page()
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the form begins, or goes on."""
    filling = application_filling(request, slug)
    if filling.draft is None and moved_away(cookies.browser_hash(request), filling.procedure.pk):
        return redirect("procedure", slug)  # which says that it went on elsewhere
    if moved_on := to_newer_form(filling, filling.draft.page if filling.draft else ""):
        return moved_on
    left_off = filling.page(filling.draft.page) if filling.draft else None
    return redirect(filling.address(left_off.page.id) if left_off else filling.first_address)


@resident_page("GET", "POST")
def form_page(request: HttpRequest, slug: str, page_id: str) -> HttpResponse:
    """One page of the form."""
    if blank := blank_page(request, slug, page_id):
        return blank
    filling = application_filling(request, slug)
    if request.method == "POST":
        if sent := already_sent(request, filling):
            return to_receipt(request, sent) if filling.is_notice else show_already_sent(request, sent)
        if moved := continued_elsewhere(request, filling):
            if TAKE_BACK not in request.POST:
                return show_continued_elsewhere(request, filling, moved)
            filling = _taken_back(request, filling, moved)
        if is_asked(request):
            return autosave(request, filling, page_id)
        return take_page(request, filling, page_id, notice.send if filling.is_notice else _to_check)
    if not filling.procedure.is_open:
        return redirect("procedure", slug)
    if moved_on := to_newer_form(filling, page_id):
        return moved_on
    return show_page(request, filling, page_id)


@resident_page("POST")
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw away what was typed."""
    filling = application_filling(request, slug)
    if filling.draft:
        drafts.discard(filling.draft)
    return redirect(f"/p/{slug}/?told=discarded")


@resident_page("POST")
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on here with what was continued on another device."""
    filling = application_filling(request, slug)
    if moved := continued_elsewhere(request, filling):
        _taken_back(request, filling, moved)
        return redirect("apply", slug)
    return redirect("procedure", slug)


def _taken_back(request: HttpRequest, filling: Filling, moved: Draft) -> Filling:
    """The way of this browser with its draft; without one if that was sent or discarded at this very moment."""
    try:
        resuming.take_back(moved, browser_hash=cookies.browser_hash(request))
    except (DraftGone, AlreadyBegun):
        return filling
    return application_filling(request, filling.procedure.slug)


def _to_check(request: HttpRequest, filling: Filling) -> HttpResponse:
    return redirect(filling.check_address)
