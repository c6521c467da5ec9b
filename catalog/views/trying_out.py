"""A form tried out page by page, wherever it stands."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin

from accounts.requests import MemberRequest
from catalog.trying import trial
from shared_forms.language import FormDefinition


def framed_by_ourselves(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that may stand in a frame of our own, as wide as a telephone; in nobody else's."""
    return xframe_options_sameorigin(csp_replace({"frame-ancestors": ["'self'"]})(view))


def tried(
    request: MemberRequest, definition: FormDefinition, *, title: str, address: str, leave: str
) -> dict[str, Any]:
    """What the page `catalog/staff/try_out.html` shows. address: where it sends; leave: the way back."""
    sent = request.POST.dict() if request.method == "POST" else None
    return {
        "trial": trial(definition, sent, request.POST.getlist),
        "title": title,
        "address": address,
        "leave": leave,
    }
