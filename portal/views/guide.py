"""The guide, for whoever is signed in: all its pages, and one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import anybody_required
from accounts.requests import MemberRequest
from portal.guide import folder_of, pages


@require_safe
@anybody_required
def guide(request: MemberRequest) -> HttpResponse:
    """Every page, or those that hold the words one is looking for."""
    words = request.GET.get("q", "").strip()
    found = [page for page in pages(folder_of(request.actor.kind)).values() if page.holds(words)]
    return render(request, "portal/guide/index.html", {"pages": found, "words": words})


@require_safe
@anybody_required
def guide_page(request: MemberRequest, slug: str) -> HttpResponse:
    """One page, with the others beside it."""
    every = pages(folder_of(request.actor.kind))
    if slug not in every:
        raise Http404
    return render(request, "portal/guide/page.html", {"page": every[slug], "pages": every.values()})
