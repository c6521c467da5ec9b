"""What was saved (保存して中断): until when, with which code it is opened elsewhere, and a link by mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications import cookies
from applications.errors import TooManyAttempts
from applications.forms import LinkForm
from applications.models import Draft
from applications.services import resuming
from applications.views.resident.door import resident_page
from applications.views.resident.filling import Filling
from applications.views.resident.finding import application_filling
from applications.views.resident.pages import UNPROCESSABLE
from web import languages


@resident_page("GET", "POST")
def saved(request: HttpRequest, slug: str) -> HttpResponse:
    """The saved page; sent from it, the address to which the link goes."""
    filling = application_filling(request, slug)
    if filling.draft is None:
        return redirect("procedure", slug)
    if request.method == "POST":
        return _mail(request, filling, filling.draft)
    return _show(request, filling, LinkForm())


@resident_page("POST")
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave no way to it on this device, which others may use as well."""
    filling = application_filling(request, slug)
    if filling.draft:
        resuming.leave(filling.draft)
    return redirect(f"/p/{slug}/?told=left")


def _mail(request: HttpRequest, filling: Filling, draft: Draft) -> HttpResponse:
    if language := languages.asked_for(request):
        typed = LinkForm(initial={"address": request.POST.get("address", "").replace("\0", "")})
        return languages.answered_in(language, lambda: _show(request, filling, typed))
    form = LinkForm(request.POST)
    if form.is_valid():
        try:
            resuming.mail_link(draft, form.cleaned_data["address"])
            return redirect(f"{filling.saved_address}?told=mailed")
        except TooManyAttempts as refusal:
            form.add_error("address", refusal.message)
    return _show(request, filling, form)


def _show(request: HttpRequest, filling: Filling, form: LinkForm) -> HttpResponse:
    context = {
        "filling": filling,
        "form": form,
        "told": request.GET.get("told", ""),
        "page_has_errors": bool(form.errors),
    }
    status = UNPROCESSABLE if form.errors else 200
    response = render(request, "applications/resident/saved.html", context, status=status)
    cookies.set_browser(request, response, keep=True)
    return response
