"""The first page of a form, as everybody sees it who has typed nothing yet: the same bytes for all, made once a day."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from applications.views.resident.filling import Filling
from applications.views.resident.pages import show_page
from common.kept import Kept
from tenants.context import current_schema

# All that such a page is made of: the city, the form's content, the procedure's own words, the day that defaults count from.
Ingredients = tuple[str, UUID, str, str, str, str, str | None, date]
MOST_PAGES_KEPT = 512

_pages: Kept[Ingredients, tuple[int, bytes]] = Kept(MOST_PAGES_KEPT)


def is_blank(request: HttpRequest, filling: Filling) -> bool:
    """Whether this is the first page, and nothing on it is about this visitor."""
    return filling.draft is None and not request.GET and request.path == filling.first_address


def show_blank_page(request: HttpRequest, filling: Filling, page_id: str) -> HttpResponse:
    """The page, from memory if this process showed it before."""
    status, content = _pages.get(_ingredients(filling, page_id), lambda: _rendered(request, filling, page_id))
    return HttpResponse(content, status=status)


def _ingredients(filling: Filling, page_id: str) -> Ingredients:
    procedure, department = filling.procedure, filling.procedure.department
    form = procedure.current_form
    return (
        current_schema(),
        procedure.pk,
        form.content_hash if form else "",
        page_id,
        procedure.title,
        f"{department.name} {department.phone}" if department else "",
        get_language(),
        timezone.localdate(),
    )


def _rendered(request: HttpRequest, filling: Filling, page_id: str) -> tuple[int, bytes]:
    response = show_page(request, filling, page_id)
    return response.status_code, response.content
