"""What staff do with an application. What cannot be taken back has a page of its own that says so first."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_POST

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.errors import ActionRefused, NotAHandler
from applications.forms import AssigneeForm, CommentsForm, ReasonForm
from applications.models import Application
from applications.selectors.applications import visible_to
from applications.selectors.pages import application_page
from applications.services import assignment, opening, review
from applications.views.worklist_address import Asked
from catalog.appeal_notice import notice_of
from common.actor import Actor
from common.errors import DomainError

Service = Callable[..., Application]
Policy = Callable[[Actor, Application], bool]


@require_POST
@staff_required
def start_review(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Take up what arrived."""
    return _at_once(request, receipt_number, review.start_review, done="審査を始めました。")


@require_POST
@staff_required
def close(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Put away what needs nothing more."""
    return _at_once(request, receipt_number, review.close, done="手続を終えました。")


@require_POST
@staff_required
def acknowledge(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Note a notice, which is over with that."""
    return _at_once(request, receipt_number, review.acknowledge, done="確認済みにしました。")


@require_POST
@staff_required
def assign(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Say who takes care of it; nobody, when nobody is chosen."""
    form = AssigneeForm(request.POST)
    if not form.is_valid():
        messages.error(request, NotAHandler().message)
        return redirect(_address(request, _looked_up(request, receipt_number)))
    service = partial(assignment.assign, to=form.cleaned_data["person"])
    return _at_once(request, receipt_number, service, done="担当を変えました。")


@staff_required
def return_for_correction(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """A comment on each question that is to be corrected."""
    row = _looked_up(request, receipt_number)
    if back := _not_now(request, row, policies.can_return):
        return back
    if request.method != "POST":
        opening.open_application(row, actor=request.actor)
    page = application_page(row)
    questions = [answer.question for section in page.sections for answer in section.answers]
    form = CommentsForm(questions, _typed(request))
    refusal = None
    if form.is_valid():
        try:
            review.return_for_correction(row.pk, actor=request.actor, comments=form.comments())
        except DomainError as error:
            refusal = error.message
        else:
            return _done(request, row, "修正のお願いを送りました。")
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
    return _page(request, row, "return", context, refused=form.is_bound)


@staff_required
def approve(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Says what approving does, takes a word for the applicant, and approves."""
    row = _looked_up(request, receipt_number)
    if back := _not_now(request, row, policies.can_approve):
        return back
    form, refusal = ReasonForm(_typed(request)), None
    if form.is_valid():
        try:
            review.approve(row.pk, actor=request.actor, reason=form.cleaned_data["reason"])
        except DomainError as error:
            refusal = error.message
        else:
            return _done(request, row, "承認しました。申請者にお知らせします。")
    return _page(request, row, "approve", {"form": form, "refusal": refusal}, refused=form.is_bound)


@staff_required
def reject(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """First the reason, then the same words once more as the applicant will read them, then the rejection."""
    row = _looked_up(request, receipt_number)
    if back := _not_now(request, row, policies.can_reject):
        return back
    form, refusal = ReasonForm(_typed(request)), None
    notice = {"appeal_notice": notice_of(row.procedure, request.municipality.name)}
    if form.is_valid() and form.cleaned_data["reason"] and request.POST.get("step") == "confirm":
        return _page(request, row, "reject_confirm", {"reason": form.cleaned_data["reason"], **notice})
    if form.is_valid() and request.POST.get("step") != "edit":
        try:
            review.reject(row.pk, actor=request.actor, reason=form.cleaned_data["reason"])
        except DomainError as error:
            refusal = error.message
        else:
            return _done(request, row, "却下しました。申請者に理由をお知らせします。")
    refused = form.is_bound and request.POST.get("step") != "edit"
    return _page(request, row, "reject", {"form": form, "refusal": refusal, **notice}, refused=refused)


def _looked_up(request: MemberRequest, receipt_number: str) -> Application:
    return get_object_or_404(visible_to(request.actor), receipt_number=receipt_number)


def _typed(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _not_now(request: MemberRequest, row: Application, may: Policy) -> HttpResponse | None:
    """The way back to the application for whom a page offers nothing (any more); posts are judged by the services."""
    if request.method == "POST" or may(request.actor, row):
        return None
    messages.error(request, ActionRefused(action="open_page").message)
    return redirect(_address(request, row))


def _at_once(request: MemberRequest, receipt_number: str, service: Service, *, done: str) -> HttpResponse:
    row = _looked_up(request, receipt_number)
    try:
        service(row.pk, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect(_address(request, row))


def _done(request: MemberRequest, row: Application, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(_address(request, row))


def _address(request: MemberRequest, row: Application) -> str:
    """The application's page, in the same filter."""
    return resolve_url("staff_application", row.receipt_number) + Asked.read(request.GET).kept


def _page(
    request: MemberRequest, row: Application, name: str, context: dict[str, Any], *, refused: bool = False
) -> HttpResponse:
    context = {"application": row, "back": _address(request, row), **context}
    return render(request, f"applications/staff/{name}.html", context, status=422 if refused else 200)
