"""A decision on its way through those who must agree: proposed, agreed to or sent back, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.approval_forms import ProposalForm, VerdictForm
from applications.models import Application
from applications.selectors.approvals import awaiting, people_replaced_by, present_step, proposals_of
from applications.selectors.drafts import latest_answers
from applications.services import approval, opening
from applications.views.staff import acting
from catalog.appeal_notice import notice_of
from catalog.approval_route import asked, route_of
from common.actor import Actor
from common.errors import DomainError


def about(actor: Actor, row: Application) -> dict[str, Any]:
    """What the page of an application shows of proposals."""
    step = present_step(row)
    stands_in_for = people_replaced_by(actor, localdate()) if step else ()
    return {
        "proposals": proposals_of(row) if row.procedure.approval_route or step else (),
        "may_propose": policies.can_propose(actor, row),
        "may_act": step is not None and policies.can_act_on(actor, step, stands_in_for),
        "may_take_back": step is not None and policies.can_take_back(actor, step.proposal),
    }


@require_safe
@staff_required
@requires(policies.can_see_worklist)
def approvals(request: MemberRequest) -> HttpResponse:
    """Everything this person is asked to agree to (決裁待ち)."""
    context = {
        "steps": awaiting(request.actor),
        "may_name_substitute": policies.can_act(request.actor),
    }
    return render(request, "applications/staff/approvals.html", context)


@staff_required
def propose(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Approval or rejection with its words, and who will be asked."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_propose):
        return back
    form, refusal = ProposalForm(acting.typed(request)), ""
    if form.is_valid():
        try:
            approval.propose(row.pk, actor=request.actor, **form.proposal())
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, "決裁に回しました。")
    context = {
        "form": form,
        "refusal": refusal,
        "steps": asked(route_of(row.procedure), latest_answers(row), localdate()),
        "appeal_notice": notice_of(row.procedure, request.municipality.name),
    }
    return acting.page(request, row, "propose", context, refused=bool(refusal or form.errors))


@staff_required
def decide(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """What is proposed, what those before said, and agreeing or sending back."""
    row = acting.looked_up(request, receipt_number)
    step = present_step(row)
    if step is None or not policies.can_act_on(request.actor, step, people_replaced_by(request.actor, localdate())):
        messages.error(request, "いま、あなたの決裁を待つ案はありません。")
        return redirect(acting.address(request, row))
    if request.method != "POST":
        opening.open_application(row, actor=request.actor)
    form, refusal = VerdictForm(acting.typed(request), initial={"step": step.pk}), ""
    if form.is_valid():
        try:
            words = _say(request, form)
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, words)
    context = {
        "form": form,
        "refusal": refusal,
        "step": step,
        "proposal": step.proposal,
        "appeal_notice": notice_of(row.procedure, request.municipality.name),
    }
    return acting.page(request, row, "decide", context, refused=bool(refusal or form.errors))


@require_POST
@staff_required
def take_back(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Stop what one proposed oneself."""
    return acting.at_once(request, receipt_number, approval.take_back, done="決裁から引き戻しました。")


def _say(request: MemberRequest, form: VerdictForm) -> str:
    """Agree or send back, to the very step that was on the screen. Returns what was done."""
    step, comment = form.cleaned_data["step"], form.cleaned_data["comment"]
    if "send_back" in request.POST:
        approval.send_back(step, actor=request.actor, comment=comment)
        return "差し戻しました。起案した人が直します。"
    application = approval.agree(step, actor=request.actor, comment=comment)
    return (
        "承認しました。次の段に回ります。"
        if application.is_proposed
        else "決裁しました。申請者に結果をお知らせします。"
    )
