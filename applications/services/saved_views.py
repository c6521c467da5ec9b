"""Filters that somebody gives a name (名前を付けた見かた). One's own affair: nothing of it is recorded."""

from uuid import UUID

from django.db import transaction

from applications import policies
from applications.errors import ActionRefused, TooManyViews
from applications.models import SavedView
from common.actor import Actor

MOST = 12


@transaction.atomic
def keep(name: str, query: str, *, actor: Actor) -> SavedView:
    """Give a filter a name; the same name again means the new filter. Raises ActionRefused, TooManyViews."""
    if not policies.can_see_worklist(actor):
        raise ActionRefused(action="keep_view")
    owner = UUID(actor.id)
    view, _ = SavedView.objects.update_or_create(owner_id=owner, name=name, defaults={"query": query})
    if SavedView.objects.filter(owner_id=owner).count() > MOST:
        raise TooManyViews(most=MOST)
    return view


def forget(view_id: UUID, *, actor: Actor) -> None:
    """Forget one of one's own; nothing happens for any other."""
    SavedView.objects.filter(pk=view_id, owner_id=UUID(actor.id)).delete()
