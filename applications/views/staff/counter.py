"""At the counter (書かない窓口): staff fill in the form for somebody, who looks through it before it is sent.

The pages of the form are the residents' own; beginning, sending and the receipt are the office's, so that it is certain who did it.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications import cookies, policies
from applications.errors import AnswersIncomplete
from applications.forms import CounterForm, SeenForm
from applications.models import Application, Draft
from applications.receipt_document import file_name, receipt_document
from applications.selectors.drafts import draft_in_hand
from applications.services import counter
from applications.services.submission import CounterEntry
from applications.status_codes import status_code
from applications.views.resident.check import checked_pages, to_what_is_missing
from applications.views.resident.filling import Filling
from applications.views.resident.finding import new_filling
from applications.views.staff import acting
from catalog.selectors import procedures_with_form
from common.actor import Actor
from common.errors import DomainError
from shared_forms.language.answers import Answers
from web.responses import pdf_response

UNPROCESSABLE = 422


@staff_required
@requires(policies.can_act)
def begin(request: MemberRequest) -> HttpResponse:
    """Choose a procedure, or go on with what somebody began on their phone."""
    offered = _offered(request.actor)
    form = CounterForm(request.POST or None, procedures=offered)
    if form.is_valid():
        code, procedure = form.cleaned_data["code"], form.cleaned_data["procedure"]
        try:
            draft = _begun(request, code, procedure)
        except DomainError as error:
            form.add_error("code" if code else "procedure", error.message)
        else:
            response = redirect("apply", draft.procedure.slug)
            cookies.set_browser(request, response)
            cookies.forget_applications(response)
            return response
    context = {"form": form, "has_procedures": bool(offered)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "applications/staff/counter.html", context, status=status)


@staff_required
@requires(policies.can_act)
def check(request: MemberRequest, draft_id: UUID) -> HttpResponse:
    """Every answer, for the person at the counter to look through, on the screen or printed; then it is sent."""
    draft = draft_in_hand(draft_id)
    if draft is None or not policies.can_send_for(request.actor, draft):
        messages.error(
            request, "この入力は、ここからは送れません。始めた職員としてサインインしているか、ご確認ください。"
        )
        return redirect("staff_counter")
    filling = new_filling(request, draft.procedure, draft)
    answers = filling.read()
    if not isinstance(answers, Answers):
        return to_what_is_missing(filling)
    form = SeenForm(request.POST or None)
    if form.is_valid():
        return _send(request, filling, CounterEntry(request.actor, form.seen_on()))
    context = {"form": form, "filling": filling, "pages": list(checked_pages(filling, answers))}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "applications/staff/counter_check.html", context, status=status)


@require_safe
@staff_required
@requires(policies.can_act)
def sent(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """The number and the code, to print and hand over."""
    row = _entered(request, receipt_number)
    context = {"application": row, "code": status_code(row.pk)}
    return render(request, "applications/staff/counter_sent.html", context)


@require_safe
@staff_required
@requires(policies.can_act)
def receipt(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """The receipt with all answers, to print and hand over."""
    row = _entered(request, receipt_number)
    return pdf_response(receipt_document(row), file_name(row))


def _begun(request: MemberRequest, code: str, procedure: str) -> Draft:
    """Whoever was at the counter before has nothing to do with it: the browser gets a new token."""
    browser, actor = cookies.become_another(request), request.actor
    if code:
        return counter.take_over_from_phone(code, actor=actor, browser_hash=browser)
    return counter.begin_for_somebody(procedures_with_form().get(slug=procedure), actor=actor, browser_hash=browser)


def _offered(actor: Actor) -> list[tuple[str, str]]:
    steps = procedures_with_form().exclude(current_form__kind="repeat_notice")
    procedures = [each for each in steps if each.is_open and policies.can_enter_for(actor, each)]
    return [(each.slug, each.title) for each in procedures]


def _send(request: MemberRequest, filling: Filling, entry: CounterEntry) -> HttpResponse:
    try:
        row = counter.send_for_somebody(filling.begun.pk, entry=entry)
    except AnswersIncomplete:
        return to_what_is_missing(filling)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("staff_counter")
    return redirect("staff_counter_sent", row.receipt_number)


def _entered(request: MemberRequest, receipt_number: str) -> Application:
    """Only what this very person entered, not what they amended: the code beside the number opens the applicant's own page."""
    row = acting.looked_up(request, receipt_number)
    if row.channel != Application.Channel.COUNTER or row.entered_by != [request.actor.id]:
        raise Http404
    return row
