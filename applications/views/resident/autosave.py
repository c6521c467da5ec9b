"""Keeping what is being typed without a press (自動保存): a script asks for it, so that closing the page by accident costs nothing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext

from applications import cookies
from applications.errors import DraftChanged, DraftGone
from applications.services import drafts, page_counts
from applications.views.resident.filling import Filling
from applications.views.resident.finding import CONFLICT
from applications.views.resident.pages import page_of
from applications.views.resident.typed import read_typed, says_something

NOTHING_TYPED = 204


def is_asked(request: HttpRequest) -> bool:
    """Whether the script sent the page, not the person."""
    return "autosave" in request.POST


def autosave(request: HttpRequest, filling: Filling, page_id: str) -> HttpResponse:
    """Keep the page as it is, right or wrong, unless somebody has changed the draft since it was shown.

    Nothing is begun before something is typed. Raises Http404, DraftTooLarge, and whatever starting a draft raises.
    """
    typed = read_typed(request, filling, page_of(filling, page_id).questions)
    version = request.POST.get("version", "")
    if filling.draft is None and version:
        return _refused()
    if filling.draft is None and not says_something(filling, typed):
        return HttpResponse(status=NOTHING_TYPED)
    try:
        draft = filling.draft or filling.start()
        kept = filling.with_draft(drafts.save_page(draft, page_id, typed.answers, unchanged_since=version))
    except (DraftChanged, DraftGone):
        return _refused()
    if filling.is_counted:
        page_counts.count_reached(kept.begun, page_id)
    at = timezone.localtime(kept.begun.changed_at)
    words = gettext("%(time)s に保存しました") % {"time": f"{at:%H:%M}"}
    response = JsonResponse({"version": kept.version, "draft": str(kept.begun.pk), "words": words})
    cookies.set_browser(request, response)
    return response


def _refused() -> HttpResponse:
    return HttpResponse(status=CONFLICT)
