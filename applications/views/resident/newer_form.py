"""Somebody comes back to what they began, and the form has changed since: they go on with the new one, and read what is different."""

from django.http import HttpResponse
from django.shortcuts import redirect

from applications import newer_form
from applications.errors import DraftGone
from applications.newer_form import Changes
from applications.selectors.drafts import form_before_move
from applications.services import drafts
from applications.views.resident.filling import CHECK, Filling
from applications.views.resident.finding import filling_of

NOTICE = "new_form"


def to_newer_form(filling: Filling, page_id: str) -> HttpResponse | None:
    """Take what was begun over to the procedure's form of today, and go on there; None where there is nothing to take over.

    Other processes may know of a publication some seconds earlier: nothing goes back to an older form.
    """
    draft, current = filling.draft, filling.procedure.current_form
    if draft is None or current is None or filling.corrects or draft.assisted_by:
        return None
    if draft.published_form_id == current.pk or draft.published_form.number >= current.number:
        return None
    try:
        moved = filling_of(filling, drafts.move_to_form(draft, current))
    except DraftGone:  # sent or discarded at this very moment
        return redirect("procedure", filling.procedure.slug)
    return redirect(f"{_address(moved, page_id)}?notice={NOTICE}")


def changes(filling: Filling) -> Changes | None:
    """What became different when the draft was taken over; None when it was not, or nothing did that people see."""
    old = form_before_move(filling.draft) if filling.draft else None
    return (newer_form.compare(old.definition, filling.form.definition) or None) if old else None


def _address(filling: Filling, page_id: str) -> str:
    if page_id == CHECK:
        missing = next(filling.incomplete_pages(), None)
        return filling.address(missing.page.id) if missing else filling.check_address
    return filling.address(page_id) if filling.page(page_id) else filling.first_address
