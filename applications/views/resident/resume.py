"""Going on with what was begun on another device (続きから入力する): by code, or by the link of a mail.

The address of a link is as good as a key, so it leads to a page with a button and then to a plain address, is never cached, and
is never told to another site. `Referrer-Policy: no-referrer` would even hide from us that the button is ours, as browsers then
leave out the origin.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications import cookies
from applications.errors import AlreadyBegun, DraftGone, ResumeCodeRefused, TooManyAttempts
from applications.models import Draft
from applications.selectors.resuming import LinkState, linked
from applications.services import resuming
from applications.views.resident.door import resident_page
from applications.views.resident.finding import CONFLICT
from applications.views.resident.pages import UNPROCESSABLE
from web import languages

TOO_MANY, GONE = 429, 410
Opening = Callable[[], Draft]


@resident_page("GET", "POST")
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code, exchanged for the draft."""
    if request.method != "POST":
        return render(request, "applications/resident/resume.html")
    code = request.POST.get("code", "")
    typed = code.replace("\0", "")[:100]
    if language := languages.asked_for(request):
        return languages.answered_in(
            language, lambda: render(request, "applications/resident/resume.html", {"typed": typed})
        )
    try:
        return _open(
            request,
            lambda: resuming.open_by_code(
                code, browser_hash=cookies.know_browser(request), replaces="replace" in request.POST
            ),
        )
    except AlreadyBegun:
        return render(request, "applications/resident/resume_instead.html", {"code": code}, status=CONFLICT)
    except (ResumeCodeRefused, TooManyAttempts) as refusal:
        status = UNPROCESSABLE if isinstance(refusal, ResumeCodeRefused) else TOO_MANY
        context = {"typed": typed, "problem": refusal.message, "page_has_errors": True}
        return render(request, "applications/resident/resume.html", context | {"status": status}, status=status)


@resident_page("GET", "POST")
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """One button; or, in words, why the link opens nothing any more."""
    if request.method == "POST":
        try:
            return _open(
                request,
                lambda: resuming.open_by_link(
                    token, browser_hash=cookies.know_browser(request), replaces="replace" in request.POST
                ),
            )
        except AlreadyBegun:
            return render(request, "applications/resident/resume_instead.html", status=CONFLICT)
        except DraftGone:
            pass  # the page says why
    found = linked(token)
    status = 200 if found.state == LinkState.OPEN else GONE
    return render(request, "applications/resident/resume_link.html", {"found": found}, status=status)


def _open(request: HttpRequest, opening: Opening) -> HttpResponse:
    draft = opening()
    response = redirect("apply", draft.procedure.slug)
    cookies.set_browser(request, response, keep=True)
    return response
