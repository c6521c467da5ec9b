"""The page with the receipt number (受付番号), right after sending."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from applications import cookies
from applications.models import Application
from applications.receipt_document import file_name, receipt_document
from applications.selectors.drafts import form_of, latest_answers
from applications.selectors.follow_ups import offers
from applications.status_codes import status_code
from applications.summary import card_note
from applications.timeline import timeline
from applications.views.resident.door import resident_page
from applications.views.resident.finding import find_application
from shared_forms.language.display import lines
from shared_forms.language.types.base import AnswerValue
from tenants.context import current_municipality
from web.responses import pdf_response


@resident_page()
def receipt(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Receipt number, status code and what happens next; for a repeat notice, the time it arrived."""
    application = find_application(request, application_id)
    if application is None:
        return redirect("status")
    form = form_of(application)
    context = {
        "application": application,
        "guide": form.definition.guide,
        "groups": application.receipt_number.split("-"),
        "code": status_code(application.pk),
        "timeline": timeline(application, current_municipality().name),
    }
    if form.definition.repeat is None:
        context["offers"] = offers(application)
        response = render(request, "applications/resident/receipt.html", context)
    else:
        answers = latest_answers(application)
        context |= {"note": card_note(form.definition, answers), "said": list(_said(application, answers))}
        response = render(request, "applications/resident/notice_receipt.html", context)
    cookies.allow(request, response)
    return response


@resident_page()
def receipt_pdf(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The receipt with all answers, to keep or to print."""
    application = find_application(request, application_id)
    if application is None:
        return redirect("status")
    return pdf_response(receipt_document(application), file_name(application))


def _said(application: Application, answers: dict[str, AnswerValue]) -> Iterator[str]:
    """What was told this time, in few words: days and choices, nothing about the child."""
    definition = form_of(application).definition
    remembered = definition.repeat.child if definition.repeat else ()
    for question in definition.questions():
        if question.type in ("choice", "date") and question.id not in remembered:
            yield from lines(question, answers.get(question.id))
