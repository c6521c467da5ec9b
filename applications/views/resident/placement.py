"""The short addresses on posters and leaflets (短いアドレス)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from applications import cookies
from applications.views.resident.door import resident_page
from catalog.models import Placement
from catalog.selectors import placement_by_code
from catalog.services.placements import count_visit


@resident_page()
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """To the procedure, and count where its visitors come from."""
    try:
        placement = placement_by_code(code)
    except Placement.DoesNotExist:
        raise Http404 from None
    response = redirect("procedure", placement.procedure.slug)
    if request.method == "GET":
        count_visit(placement)
        cookies.set_placement(response, placement.code)
    return response
