"""A city's home for residents, its search, and its help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.selectors import departments
from portal.selectors import resident
from shared_forms.categories import Category
from shared_forms.life_events import LifeEvent

LONGEST_SEARCH = 100


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, the most used procedures, fields of life, help."""
    return render(request, "portal/resident/home.html", {"home": resident.home()})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found; everything for an empty search."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    category = request.GET.get("category", "")
    category = category if category in Category.values else ""
    event = request.GET.get("event", "")
    event = event if event in LifeEvent.values else ""
    context = {
        "text": text,
        "about": Category(category).label if category else LifeEvent(event).label if event else "",
        "found": resident.found(text, category, event),
    }
    return render(request, "portal/resident/search.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Whom to ask, what happens with personal data, who can use the pages and how."""
    return render(request, "portal/resident/help.html", {"departments": departments()})
