"""Answering what the office wrote (やりとり)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications import cookies, policies
from applications.actors import applicant_of
from applications.errors import ActionRefused, TooManyAttempts
from applications.forms import AnswerForm
from applications.models import Application
from applications.selectors.conversation import thread
from applications.services import conversation
from applications.views.resident.door import resident_page
from applications.views.resident.finding import CONFLICT, find_application
from applications.views.resident.pages import UNPROCESSABLE
from web import languages


@resident_page("GET", "POST")
def answer(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The thread with the form of the status page; what was typed is never lost, whatever is wrong."""
    application = find_application(request, application_id)
    if application is None:
        return _too_late(request)
    if request.method != "POST":
        return _show(request, application, AnswerForm())
    if language := languages.asked_for(request):
        return _in(language, request, application)
    return _take(request, application, AnswerForm(request.POST))


def may_answer(application: Application) -> bool:
    """Whether its applicant is offered to answer."""
    return policies.can_answer(applicant_of(application.pk), application)


def _take(request: HttpRequest, application: Application, form: AnswerForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, application, form)
    try:
        conversation.answer(application.pk, actor=applicant_of(application.pk), text=form.cleaned_data["text"])
    except (ActionRefused, TooManyAttempts) as refusal:
        form.add_error(None, refusal.message)
        return _show(request, application, form)
    response = redirect(f"/applications/{application.pk}/?told=answered#thread")
    cookies.allow(request, response)
    return response


def _in(language: str, request: HttpRequest, application: Application) -> HttpResponse:
    """Back to the status page when nothing was typed yet."""
    typed = request.POST.get("text", "").replace("\0", "")
    if typed.strip():
        return languages.answered_in(language, lambda: _show(request, application, AnswerForm(initial={"text": typed})))
    response = redirect("application", application.pk)
    languages.remember(response, language)
    return response


def _show(request: HttpRequest, application: Application, form: AnswerForm) -> HttpResponse:
    context = {
        "application": application,
        "thread": thread(application),
        "answer_form": form,
        "can_answer": may_answer(application),
        "page_has_errors": bool(form.errors),
    }
    status = UNPROCESSABLE if form.errors else 200
    response = render(request, "applications/resident/answer.html", context, status=status)
    cookies.allow(request, response)
    return response


def _too_late(request: HttpRequest) -> HttpResponse:
    """Two hours went by: what was typed stands there to be copied, for it can be sent once the number was given again."""
    typed = request.POST.get("text", "")
    if not typed.strip():
        return redirect("status")
    return render(request, "applications/resident/answer_unsent.html", {"typed": typed}, status=CONFLICT)
