"""What became of a draft that was moved to another device, or that a link in a mail leads to."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.core.signing import BadSignature
from django.utils import timezone

from applications import signed_links
from applications.models import Application, Draft
from applications.selectors.drafts import with_form


class LinkState(StrEnum):
    """Why a link opens a draft, or does not."""

    OPEN = "open"
    SENT = "sent"
    EXPIRED = "expired"
    DISCARDED = "discarded"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Linked:
    """Where a link leads; the draft while it is there."""

    state: LinkState
    draft: Draft | None = None


def linked(token: str) -> Linked:
    """What the link of a mail says today. Only somebody who was given it learns anything."""
    try:
        (draft_id,) = signed_links.read(signed_links.RESUME, token)
    except (BadSignature, ValueError):
        return Linked(LinkState.BROKEN)
    draft = with_form().filter(pk=draft_id, corrects=None).first()
    if draft is not None:
        return Linked(LinkState.OPEN, draft) if draft.expires_at > timezone.now() else Linked(LinkState.EXPIRED)
    if Application.objects.filter(client_key=draft_id).exists():
        return Linked(LinkState.SENT)
    is_old = signed_links.is_older(signed_links.RESUME, token, Draft.LIFETIME)
    return Linked(LinkState.EXPIRED if is_old else LinkState.DISCARDED)


def moved_away(browser_hash: str, procedure_id: UUID, draft_id: UUID | None = None) -> Draft | None:
    """A draft that this browser began and somebody went on with on another device.

    draft_id:  only this one.
    """
    if not browser_hash:
        return None
    moved = with_form().filter(earlier_browsers__contains=browser_hash, procedure_id=procedure_id, corrects=None)
    return (moved if draft_id is None else moved.filter(pk=draft_id)).first()
