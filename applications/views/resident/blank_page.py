"""The first page of a form, as everybody sees it who has typed nothing yet: the same bytes for all, made once a day."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from applications import cookies
from applications.views.resident.filling import Filling
from applications.views.resident.finding import new_filling
from applications.views.resident.pages import show_page
from catalog.models import Procedure
from catalog.on_show import procedure_on_show
from common.kept import Kept
from tenants.context import current_schema

# All that such a page is made of: the city, the form's content, the procedure's own words, the day that defaults count from.
Ingredients = tuple[str, UUID, str, str, str, str | None, date]
MOST_PAGES_KEPT = 512

_pages: Kept[Ingredients, bytes] = Kept(MOST_PAGES_KEPT)


def blank_page(request: HttpRequest, slug: str, page_id: str) -> HttpResponse | None:
    """The page, from memory if this process showed it before; None for any page that may be about this very visitor."""
    if request.method != "GET" or request.GET or cookies.browser_hash(request):
        return None
    try:
        procedure = procedure_on_show(slug)
    except Procedure.DoesNotExist:
        return None
    filling = new_filling(request, procedure)
    if not procedure.is_open or request.path != filling.first_address:
        return None
    return HttpResponse(_pages.get(_ingredients(procedure), lambda: _rendered(request, filling, page_id)))


def _ingredients(procedure: Procedure) -> Ingredients:
    form, department = procedure.current_form, procedure.department
    return (
        current_schema(),
        procedure.pk,
        form.content_hash if form else "",
        procedure.title,
        f"{department.name} {department.phone}" if department else "",
        get_language(),
        timezone.localdate(),
    )


def _rendered(request: HttpRequest, filling: Filling, page_id: str) -> bytes:
    return show_page(request, filling, page_id).content
