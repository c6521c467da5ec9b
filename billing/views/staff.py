"""A city's own pages: what it was told of its contributions, why it is this much, its question and its consent."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications.selectors.use import metered_use
from billing import policies
from billing.forms.deciding import AgreementForm, QuestionForm
from billing.selectors import telling
from billing.services.replies import agree, ask
from billing.share_document import share_pdf
from common.errors import DomainError
from common.fiscal import first_day, fiscal_year_label, fiscal_year_of
from tenants.context import current_municipality
from web.problems import problems_of


@require_safe
@staff_required
@requires(policies.can_see_own_shares)
def own_shares(request: MemberRequest) -> HttpResponse:
    """Everything this city was told, newest first."""
    fiscal_year = fiscal_year_of(timezone.localdate())
    context = {
        "rows": telling.own_shares(request.actor),
        "use": metered_use(since=first_day(fiscal_year)),
        "fiscal_year": fiscal_year,
    }
    return render(request, "billing/staff/shares.html", context)


@require_safe
@staff_required
@requires(policies.can_see_own_shares)
def own_share(request: MemberRequest, share_id: UUID) -> HttpResponse:
    """Why it is this much (なぜこの額か)."""
    return _page(request, share_id)


@require_safe
@staff_required
@requires(policies.can_see_own_shares)
def own_share_pdf(request: MemberRequest, share_id: UUID) -> HttpResponse:
    """The same as one sheet to put to a budget request."""
    share = _found(request, share_id)
    name = f"負担金の計算書_{fiscal_year_label(share.row.fiscal_year)}_{share.row.title}.pdf"
    disposition = content_disposition_header(as_attachment=False, filename=name) or ""
    content = share_pdf(share, city=current_municipality().name)
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})


@require_POST
@staff_required
@requires(policies.can_reply)
def agree_to_share(request: MemberRequest, share_id: UUID) -> HttpResponse:
    """Consent, with name and post."""
    form = AgreementForm(request.POST, prefix="agree")
    if form.is_valid():
        try:
            agree(share_id, post=form.cleaned_data["post"], actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "この案に同意しました。")
            return redirect("own_share", share_id=share_id)
    return _page(request, share_id, agreement=form)


@require_POST
@staff_required
@requires(policies.can_reply)
def ask_about_share(request: MemberRequest, share_id: UUID) -> HttpResponse:
    """A question to the secretariat."""
    form = QuestionForm(request.POST, prefix="ask")
    if form.is_valid():
        try:
            ask(share_id, text=form.cleaned_data["text"], post=form.cleaned_data["post"], actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "質問を送りました。回答は、この画面に出ます。")
            return redirect("own_share", share_id=share_id)
    return _page(request, share_id, question=form)


def _found(request: MemberRequest, share_id: UUID) -> telling.OwnShare:
    share = telling.own_share(share_id, actor=request.actor)
    if share is None:
        raise Http404
    return share


def _page(
    request: MemberRequest,
    share_id: UUID,
    *,
    agreement: Form | None = None,
    question: Form | None = None,
) -> HttpResponse:
    sent = agreement or question
    faults = problems_of(sent) if sent else []
    context = {
        "share": _found(request, share_id),
        "agreement": agreement or AgreementForm(prefix="agree"),
        "question": question or QuestionForm(prefix="ask"),
        "problems": faults,
        "page_has_errors": bool(faults),
    }
    return render(request, "billing/staff/share.html", context, status=422 if faults else 200)
