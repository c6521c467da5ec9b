"""Making a procedure known: short addresses with QR codes, and who came from where."""

from io import BytesIO
from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.models import Placement, Procedure
from catalog.placement_forms import PlacementForm
from catalog.poster import as_printed, poster, short_address
from catalog.services import placements
from catalog.views.staff.finding import carried_out, procedure_or_404
from web.responses import pdf_response


@settings_required
@requires(policies.can_see_procedures)
def spread(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Every place with its numbers; add one."""
    row = procedure_or_404(procedure_id)
    form = PlacementForm(request.POST or None) if policies.can_spread(request.actor, row) else None
    if (
        form
        and form.is_valid()
        and carried_out(
            request,
            lambda: placements.add_placement(row.pk, **form.placement(), actor=request.actor),
            "置き場所を加えました。ポスターを印刷するか、二次元コードを保存してください。",
        )
    ):
        return redirect("staff_spread", row.pk)
    context = {
        "procedure": row,
        "form": form,
        "address": settings.KYODO.address(request.municipality.host, f"/p/{row.slug}/"),
        "placements": [(each, as_printed(each)) for each in selectors.placements_of(row)],
    }
    return render(request, "catalog/staff/spread.html", context, status=422 if form and form.errors else 200)


@require_POST
@settings_required
@requires(policies.can_see_procedures)
def remove(request: MemberRequest, procedure_id: UUID, placement_id: UUID) -> HttpResponse:
    """Take back a place nobody came from."""
    row, placement = _found(procedure_id, placement_id)
    carried_out(
        request,
        lambda: placements.remove_placement(placement.pk, actor=request.actor),
        f"「{placement.name}」を取り除きました。",
    )
    return redirect("staff_spread", row.pk)


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def poster_page(request: MemberRequest, procedure_id: UUID, placement_id: UUID) -> HttpResponse:
    """The poster to print."""
    row, placement = _found(procedure_id, placement_id)
    return pdf_response(poster(placement), f"{row.slug}-{placement.code}.pdf")


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def code_image(request: MemberRequest, procedure_id: UUID, placement_id: UUID) -> HttpResponse:
    """The QR code alone, for a leaflet or a letter of one's own: PNG of about 4 cm at 300 dpi."""
    row, placement = _found(procedure_id, placement_id)
    image = BytesIO()
    segno.make(short_address(placement), error="m", micro=False).save(image, kind="png", scale=12, border=4)
    response = HttpResponse(image.getvalue(), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="{row.slug}-{placement.code}.png"'
    return response


def _found(procedure_id: UUID, placement_id: UUID) -> tuple[Procedure, Placement]:
    row = procedure_or_404(procedure_id)
    for placement in selectors.placements_of(row):
        if placement.pk == placement_id and row.is_published:
            placement.procedure = row
            return row, placement
    raise Http404
