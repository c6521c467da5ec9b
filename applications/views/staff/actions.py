"""What staff do with an application. What cannot be taken back has a page of its own that says so first."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.correction_deadlines import usual_deadline
from applications.errors import DeadlineImpossible, NotAHandler
from applications.forms import AssigneeForm, CommentsForm, ReasonForm
from applications.selectors.closing_days import closed_from
from applications.selectors.pages import application_page
from applications.services import assignment, opening, review
from applications.views.staff import acting
from catalog.appeal_notice import notice_of
from common.errors import DomainError


@require_POST
@staff_required
def start_review(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Take up what arrived."""
    return acting.at_once(request, receipt_number, review.start_review, done="審査を始めました。")


@require_POST
@staff_required
def close(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Put away what needs nothing more."""
    return acting.at_once(request, receipt_number, review.close, done="手続を終えました。")


@require_POST
@staff_required
def acknowledge(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Note a notice, which is over with that."""
    return acting.at_once(request, receipt_number, review.acknowledge, done="確認済みにしました。")


@require_POST
@staff_required
def assign(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Say who takes care of it; nobody, when nobody is chosen."""
    form = AssigneeForm(request.POST)
    if not form.is_valid():
        messages.error(request, NotAHandler().message)
        return redirect(acting.address(request, acting.looked_up(request, receipt_number)))
    service = partial(assignment.assign, to=form.cleaned_data["person"])
    return acting.at_once(request, receipt_number, service, done="担当を変えました。")


@staff_required
def return_for_correction(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """A comment on each question that is to be corrected."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_return):
        return back
    if request.method != "POST":
        opening.open_application(row, actor=request.actor)
    page = application_page(row)
    questions = [answer.question for section in page.sections for answer in section.answers]
    form = CommentsForm(
        questions,
        acting.typed(request),
        initial={"answer_by": usual_deadline(localdate(), closed_from(localdate())).isoformat()},
    )
    refusal = None
    if form.is_valid():
        try:
            review.return_for_correction(
                row.pk, actor=request.actor, comments=form.comments(), answer_by=form.cleaned_data["answer_by"]
            )
        except DeadlineImpossible as error:
            form.add_error("answer_by", error.message)
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, "修正のお願いを送りました。")
    context = {
        "form": form,
        "refusal": refusal,
        "whole": form.of(""),
        "sections": [
            (section.title, [(answer, form.of(answer.question)) for answer in section.answers])
            for section in page.sections
        ],
        "chosen": request.GET.get("question", ""),
    }
    return acting.page(request, row, "return", context, refused=form.is_bound)


@staff_required
def approve(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Says what approving does, takes a word for the applicant, and approves."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_approve):
        return back
    form, refusal = ReasonForm(acting.typed(request)), None
    if form.is_valid():
        try:
            review.approve(row.pk, actor=request.actor, reason=form.cleaned_data["reason"])
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, "承認しました。申請者にお知らせします。")
    return acting.page(request, row, "approve", {"form": form, "refusal": refusal}, refused=form.is_bound)


@staff_required
def reject(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """First the reason, then the same words once more as the applicant will read them, then the rejection."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_reject):
        return back
    form, refusal = ReasonForm(acting.typed(request)), None
    notice = {"appeal_notice": notice_of(row.procedure, request.municipality.name)}
    if form.is_valid() and form.cleaned_data["reason"] and request.POST.get("step") == "confirm":
        return acting.page(request, row, "reject_confirm", {"reason": form.cleaned_data["reason"], **notice})
    if form.is_valid() and request.POST.get("step") != "edit":
        try:
            review.reject(row.pk, actor=request.actor, reason=form.cleaned_data["reason"])
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, "却下しました。申請者に理由をお知らせします。")
    refused = form.is_bound and request.POST.get("step") != "edit"
    return acting.page(request, row, "reject", {"form": form, "refusal": refusal, **notice}, refused=refused)
