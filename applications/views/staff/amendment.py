"""Putting an obvious error in an answer right: the question as the applicant saw it, with the present answer, and why."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.addresses import fill_in_address
from applications.amending import can_be_amended
from applications.errors import AddressUnknown, AnswersIncomplete
from applications.forms import AmendmentForm
from applications.models import Application
from applications.selectors.drafts import form_of, latest_answers, stored_files
from applications.services import amendment, opening
from applications.views.staff import acting
from common.errors import DomainError
from shared_forms.language import CompiledForm, Errors, Question
from shared_forms.language.form_data import from_form_data
from shared_forms.language.journey import visible_pages
from shared_forms.language.types.group import ADD_ROW, REMOVE_ROW
from shared_forms.rendering import NO_ERRORS, error_summary, render_questions

FIND_ADDRESS = "find_address"
# Buttons inside a question: they change what stands on the page and send nothing.
ON_THE_PAGE = {ADD_ROW, REMOVE_ROW, FIND_ADDRESS}


@staff_required
def amend(request: MemberRequest, receipt_number: str, question_id: str) -> HttpResponse:
    """One question; others stand beside it once the new answer makes them wrong or asks for them."""
    row = acting.looked_up(request, receipt_number)
    form = form_of(row)
    question = form.definition.question(question_id)
    if question is None or not can_be_amended(question):
        raise Http404
    if back := acting.not_now(request, row, policies.can_amend):
        return back
    if request.method != "POST":
        opening.open_application(row, actor=request.actor)
    refusal = _fill_in(request)
    asked = {question_id, *request.POST.get("shown", "").split()}
    typed = _read(request, form, asked) if request.method == "POST" else {}
    reason, errors = AmendmentForm(acting.typed(request)), NO_ERRORS
    if reason.is_valid() and not ON_THE_PAGE & request.POST.keys():
        try:
            amendment.amend(row.pk, actor=request.actor, typed=typed, reason=reason.cleaned_data["reason"])
        except AnswersIncomplete as incomplete:
            errors = incomplete.errors
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, "補正しました。申請者に、直したところと理由をお知らせします。")
    shown = _shown(form, asked | {error.question for error in errors})
    context = {
        "question": question,
        "questions": _questions(row, form, shown, typed, errors),
        "shown": " ".join(each.id for each in shown),
        "errors": error_summary(form, errors),
        "form": reason,
        "refusal": refusal,
    }
    return acting.page(request, row, "amend", context, refused=bool(refusal or errors or reason.errors))


def _fill_in(request: MemberRequest) -> str:
    """Fill in the address somebody asked for by its postal code; returns why it could not be done, or ""."""
    if control := request.POST.get(FIND_ADDRESS, ""):
        try:
            fill_in_address(request, control)
        except AddressUnknown as unknown:
            return unknown.message
    return ""


def _read(request: MemberRequest, form: CompiledForm, asked: Collection[str]) -> dict[str, Any]:
    return from_form_data(form, request.POST.getlist, {each.id for each in _shown(form, asked)})


def _shown(form: CompiledForm, asked: Collection[str]) -> list[Question]:
    """Those of the questions that may be amended, in the order of the form."""
    return [each for each in form.definition.questions() if each.id in asked and can_be_amended(each)]


def _questions(
    row: Application, form: CompiledForm, shown: list[Question], typed: Mapping[str, Any], errors: Errors
) -> SafeString:
    values, files = {**latest_answers(row), **typed}, stored_files(None, row.pk)
    pages = visible_pages(form, values, today=localdate(row.arrived_at), files=files)
    some = replace(pages[0], questions=tuple(shown))
    return render_questions(form, some, values, errors, files)
