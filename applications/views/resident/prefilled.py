"""Beginning with answers given before: もう一度申請する, and the procedure that comes next."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications import cookies
from applications.actors import applicant_of
from applications.errors import ActionRefused, AlreadyBegun, HandOverUsed, ProcedureClosed
from applications.models import Draft
from applications.selectors.follow_ups import HandOverLink, HandOverState, hand_over_link
from applications.services import prefilling
from applications.views.resident.door import resident_page
from applications.views.resident.finding import application_filling, find_application
from applications.views.resident.resume import GONE
from shared_forms.language.display import lines


@resident_page("POST")
def apply_again(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """A new application with the answers of this one."""
    application = find_application(request, application_id)
    if application is None:
        return redirect("status")
    slug = application.procedure.slug
    try:
        draft = prefilling.apply_again(
            application, actor=applicant_of(application.pk), browser_hash=cookies.know_browser(request)
        )
    except AlreadyBegun:
        return redirect(f"/p/{slug}/?told=begun")
    except (ActionRefused, ProcedureClosed):
        return redirect("procedure", slug)
    return _to_what_was_taken(request, draft)


@resident_page("GET", "POST")
def hand_over(request: HttpRequest, token: str) -> HttpResponse:
    """What would be handed over, and one button; or, in words, why the link is good no more."""
    link = hand_over_link(token)
    if request.method != "POST" or link.offer is None:
        return _show_link(request, link)
    try:
        draft = prefilling.hand_over(link.offer, browser_hash=cookies.know_browser(request))
    except AlreadyBegun:
        return redirect(f"/p/{link.offer.procedure.slug}/?told=begun")
    except HandOverUsed:
        return _show_link(request, HandOverLink(HandOverState.USED))
    except ProcedureClosed:
        return _show_link(request, HandOverLink(HandOverState.CLOSED))
    return _to_what_was_taken(request, draft)


@resident_page()
def taken(request: HttpRequest, slug: str) -> HttpResponse:
    """Which answers are there already, before anything is typed; everything else is still to be answered."""
    filling = application_filling(request, slug)
    if filling.draft is None or filling.draft.page or not filling.draft.prefilled:
        return redirect("apply", slug)
    rows = [
        (question.label, lines(question, filling.draft.answers[question.id]))
        for question in filling.form.definition.questions()
        if question.id in filling.draft.prefilled
    ]
    return render(request, "applications/resident/taken.html", {"filling": filling, "rows": rows})


def _to_what_was_taken(request: HttpRequest, draft: Draft) -> HttpResponse:
    response = redirect("taken_over", draft.procedure.slug)
    cookies.set_browser(request, response)
    return response


def _show_link(request: HttpRequest, link: HandOverLink) -> HttpResponse:
    status = 200 if link.offer else GONE
    return render(request, "applications/resident/hand_over.html", {"link": link}, status=status)
