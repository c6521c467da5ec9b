"""Following an application (申請の状況), and taking it back (取下げ)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import cookies, policies
from applications.actors import applicant_of
from applications.errors import ActionRefused, CodeRefused, TooManyAttempts
from applications.forms import AnswerForm
from applications.selectors.applications import known_to_browser
from applications.selectors.conversation import thread
from applications.selectors.corrections import last_request
from applications.selectors.drafts import begun_in, form_of
from applications.selectors.follow_ups import offers
from applications.selectors.pages import application_page
from applications.services.status_access import open_with_code
from applications.services.withdrawal import withdraw
from applications.timeline import timeline
from applications.views.resident.answering import may_answer
from applications.views.resident.door import resident_page
from applications.views.resident.finding import find_application
from applications.views.resident.pages import UNPROCESSABLE
from catalog.appeal_notice import in_page_language
from tenants.context import current_municipality
from web import languages

TOO_MANY = 429


@resident_page("GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """Receipt number and status code, exchanged for a plain address; and what this browser has begun or sent itself."""
    if request.method == "GET" or request.method == "HEAD":
        return _show_entry(request, request.GET.get("receipt", ""))
    number, code = request.POST.get("receipt_number", ""), request.POST.get("code", "")
    if language := languages.asked_for(request):
        return languages.answered_in(language, lambda: _show_entry(request, number, code=code))
    try:
        application = open_with_code(number, code)
    except (CodeRefused, TooManyAttempts) as refusal:
        status = UNPROCESSABLE if isinstance(refusal, CodeRefused) else TOO_MANY
        return _show_entry(request, number, problem=refusal.message, status=status)
    response = redirect("application", application.pk)
    cookies.allow(request, response, application.pk)
    return response


@resident_page()
def application_status(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Where it is, what the office asks, what was sent."""
    application = find_application(request, application_id)
    if application is None:
        return redirect("status")
    actor, definition = applicant_of(application.pk), form_of(application).definition
    said = list(thread(application))
    context = {
        "application": application,
        "content": application_page(application),
        "guide": definition.guide,
        "timeline": timeline(application, current_municipality().name),
        "correction": last_request(application),
        "today": timezone.localdate(),
        "thread": said,
        "can_answer": may_answer(application),
        "language_form": "answer" if said and may_answer(application) else "",
        "answer_form": AnswerForm(),
        "can_correct": policies.can_correct(actor, application),
        "can_withdraw": policies.can_withdraw(actor, application),
        "can_apply_again": definition.repeat is None
        and application.procedure.is_open
        and policies.can_apply_again(actor, application),
        "offers": offers(application),
        "appeal_notice": in_page_language(application.appeal_notice, current_municipality().name),
        "told": request.GET.get("told", ""),
    }
    response = render(request, "applications/resident/status.html", context)
    cookies.allow(request, response)
    return response


@resident_page("GET", "POST")
def withdraw_application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Asked once more, then taken back."""
    application = find_application(request, application_id)
    if application is None:
        return redirect("status")
    actor = applicant_of(application.pk)
    if request.method == "POST":
        try:
            withdraw(application.pk, actor=actor)
        except ActionRefused:  # sent twice, or decided meanwhile: the page says how it stands
            return redirect("application", application.pk)
        return redirect(f"/applications/{application.pk}/?told=withdrawn")
    if not policies.can_withdraw(actor, application):
        return redirect("application", application.pk)
    is_notice = form_of(application).definition.kind == "repeat_notice"
    return render(request, "applications/resident/withdraw.html", {"application": application, "is_notice": is_notice})


def _show_entry(
    request: HttpRequest, typed: str, *, code: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "typed": typed.replace("\0", "")[:100],
        "code": code.replace("\0", "")[:100],
        "problem": problem,
        "told": request.GET.get("told", ""),
        "page_has_errors": bool(problem),
        "applications": known_to_browser(cookies.visible_ids(request)),
        "drafts": begun_in(cookies.browser_hash(request)),
    }
    return render(request, "applications/resident/enter.html", context, status=status)
