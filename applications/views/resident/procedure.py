"""A procedure's own page, and the pages of its form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications import cookies
from applications.selectors.devices import cards
from applications.services import drafts
from applications.views.resident import notice
from applications.views.resident.blank_page import blank_page
from applications.views.resident.door import resident_page
from applications.views.resident.filling import Filling
from applications.views.resident.finding import already_sent, application_filling, show_already_sent, to_receipt
from applications.views.resident.pages import show_page, take_page


@resident_page()
def procedure_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is, for whom, what it takes; or, on a device that knows the children, the notice itself."""
    filling = application_filling(request, slug)
    if filling.is_notice and filling.procedure.is_open and "other" not in request.GET:
        known = list(cards(cookies.device_hash(request), filling.procedure.pk))
        if known:
            return notice.show_cards(request, filling, known)
    context = {"filling": filling, "guide": filling.form.definition.guide, "told": request.GET.get("told", "")}
    return render(request, "applications/resident/procedure.html", context)


@resident_page()
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the form begins, or goes on."""
    filling = application_filling(request, slug)
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
        return take_page(request, filling, page_id, notice.send if filling.is_notice else _to_check)
    if not filling.procedure.is_open:
        return redirect("procedure", slug)
    return show_page(request, filling, page_id)


@resident_page()
def saved(request: HttpRequest, slug: str) -> HttpResponse:
    """What was saved, until when, and how to go on."""
    filling = application_filling(request, slug)
    if filling.draft is None:
        return redirect("procedure", slug)
    return render(request, "applications/resident/saved.html", {"filling": filling})


@resident_page("POST")
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    """Throw away what was typed."""
    filling = application_filling(request, slug)
    if filling.draft:
        drafts.discard(filling.draft)
    return redirect(f"/p/{slug}/?told=discarded")


def _to_check(request: HttpRequest, filling: Filling) -> HttpResponse:
    return redirect(filling.check_address)
