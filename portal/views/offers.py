"""Forms that cities offer to all: the secretariat looks at them, takes them up, or says why not."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from catalog.previewing import preview_of
from catalog.views.staff.finding import carried_out
from common.errors import DomainError
from portal.offer_forms import AcceptForm, DeclineForm
from portal.selectors import offers as selectors
from shared_forms import policies
from shared_forms.language import FaultyForm, FormDefinition
from shared_forms.services import offers as services
from tenants.policies import can_see_municipalities


@require_safe
@secretariat_required
@requires(can_see_municipalities)
def index(request: MemberRequest) -> HttpResponse:
    """Everything that was offered, what waits first."""
    return render(request, "portal/secretariat/offers.html", {"offers": selectors.offers()})


@secretariat_required
@requires(can_see_municipalities)
def offer(request: MemberRequest, offer_id: UUID) -> HttpResponse:
    """One offered form, and what becomes of it."""
    row = get_object_or_404(selectors.offers(), pk=offer_id)
    data = request.POST if request.method == "POST" else None
    is_declined = "decline" in request.POST
    accept, decline = AcceptForm(None if is_declined else data, offer=row), DeclineForm(data if is_declined else None)
    if is_declined and decline.is_valid():
        comment = decline.cleaned_data["comment"]
        carried_out(
            request,
            lambda: services.decline(row.pk, comment=comment, actor=request.actor),
            "見送りました。市町村にメールで知らせます。",
        )
        return redirect("offers")
    if data and not is_declined and accept.is_valid():
        try:
            version = services.accept(row.pk, **accept.values(), actor=request.actor)
        except (DomainError, FaultyForm) as error:
            accept.add_error("slug", getattr(error, "message", "") or str(error))
        else:
            messages.success(request, f"『{row.title}』を共有様式にしました。市町村にメールで知らせます。")
            return redirect("template", version.template_id)
    form = decline if is_declined else accept
    context = {
        "offer": row,
        "accept": accept,
        "decline": decline,
        "form": form,
        "may_decide": row.state == row.State.WAITING and policies.can_publish_template(request.actor),
    }
    return render(request, "portal/secretariat/offer.html", context, status=422 if form.errors else 200)


@require_safe
@secretariat_required
@requires(can_see_municipalities)
def preview(request: MemberRequest, offer_id: UUID) -> HttpResponse:
    """The offered form as residents would see it."""
    row = get_object_or_404(selectors.offers(), pk=offer_id)
    shown = preview_of(FormDefinition.model_validate(row.definition), request.GET.get("page"))
    if shown is None:
        raise Http404
    return render(request, "portal/secretariat/offer_preview.html", {"offer": row, "preview": shown})
