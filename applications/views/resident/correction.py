"""Correcting what the office asked about (修正): the same pages, filled in, with the office's words beside the questions."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from applications import cookies
from applications.actors import applicant_of
from applications.errors import ActionRefused, AnswersIncomplete, DraftChanged
from applications.models import Application
from applications.selectors.drafts import correction_of, latest_answers
from applications.selectors.pages import differences
from applications.services.resubmission import resubmit_correction
from applications.views.resident.autosave import autosave, is_asked
from applications.views.resident.check import checked_pages, to_what_is_missing
from applications.views.resident.door import resident_page
from applications.views.resident.filling import Filling
from applications.views.resident.finding import (
    CONFLICT,
    begun_filling,
    can_correct,
    correction_filling,
    find_application,
)
from applications.views.resident.pages import keep_page, show_page, steps, take_page
from shared_forms.language.answers import Answers


@resident_page()
def begin(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """To the first page on which something is asked."""
    application = _correctable(request, application_id)
    if application is None:
        return redirect("application", application_id)
    filling = correction_filling(request, application)
    asked = (visible for visible in filling.pages if any(each.id in filling.comments for each in visible.questions))
    return redirect(filling.address(next(asked, filling.pages[0]).page.id))


@resident_page("GET", "POST")
def form_page(request: HttpRequest, application_id: UUID, page_id: str) -> HttpResponse:
    """One page of the form, filled in."""
    application = _correctable(request, application_id)
    if application is None:
        return _too_late(request, application_id, page_id)
    filling = correction_filling(request, application)
    if request.method == "POST":
        response = _take(request, filling, page_id, application)
    else:
        response = show_page(request, filling, page_id)
    cookies.allow(request, response)
    return response


@resident_page("GET", "POST")
def check_answers(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """What changes, every answer, and one press to send it."""
    application = _correctable(request, application_id)
    if application is None:
        return redirect("application", application_id)
    filling = correction_filling(request, application)
    if request.method != "POST":
        return _show(request, filling, application)
    if filling.draft is None:
        return redirect("correct", application_id)
    if request.POST.get("version") != filling.version:
        return _show(request, filling, application, problem="changed", status=CONFLICT)
    return _send(request, filling, application)


@resident_page()
def saved(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """What was saved, until when, and how to go on."""
    application = _correctable(request, application_id)
    filling = correction_filling(request, application) if application else None
    if filling is None or filling.draft is None:
        return redirect("application", application_id)
    response = render(request, "applications/resident/saved.html", {"filling": filling})
    cookies.set_browser(request, response, keep=True)
    return response


def _take(request: HttpRequest, filling: Filling, page_id: str, application: Application) -> HttpResponse:
    try:
        if is_asked(request):
            return autosave(request, filling, page_id)
        return take_page(request, filling, page_id, _to_check)
    except ActionRefused:  # decided or withdrawn at this very moment
        return redirect("application", application.pk)


def _too_late(request: HttpRequest, application_id: UUID, page_id: str) -> HttpResponse:
    """Two hours went by, or no correction is asked for any more. What was typed into a begun one is kept all the same."""
    draft = correction_of(cookies.browser_hash(request), application_id)
    if request.method != "POST" or draft is None:
        return redirect("application", application_id)
    keep_page(request, begun_filling(draft), page_id)
    if application_id in cookies.visible_ids(request):  # its page says how it stands
        return redirect("application", application_id)
    return redirect(f"{reverse('status')}?told=kept")


def _send(request: HttpRequest, filling: Filling, application: Application) -> HttpResponse:
    try:
        resubmit_correction(filling.begun, actor=applicant_of(application.pk))
    except AnswersIncomplete:
        return to_what_is_missing(filling)
    except DraftChanged:
        newer = correction_filling(request, application)
        return _show(request, newer, application, problem="changed", status=CONFLICT)
    except ActionRefused:
        return redirect("application", application.pk)
    return redirect(f"/applications/{application.pk}/?told=corrected")


def _show(
    request: HttpRequest, filling: Filling, application: Application, *, problem: str = "", status: int = 200
) -> HttpResponse:
    answers = filling.read()
    if not isinstance(answers, Answers):
        return to_what_is_missing(filling)
    context = {
        "filling": filling,
        "pages": list(checked_pages(filling, answers)),
        "differences": differences(filling.form, latest_answers(application), answers, filling.files),
        "steps": steps(filling, ""),
        "back": filling.address(filling.pages[-1].page.id),
        "problem": problem,
    }
    return render(request, "applications/resident/check.html", context, status=status)


def _correctable(request: HttpRequest, application_id: UUID) -> Application | None:
    application = find_application(request, application_id)
    return application if application and can_correct(application) else None


def _to_check(request: HttpRequest, filling: Filling) -> HttpResponse:
    return redirect(filling.check_address)
