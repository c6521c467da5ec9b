"""The rail at the left of working pages: where a person may go, with what waits there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from accounts import policies as people
from applications.policies import can_act, can_manage_tokens, can_see_figures, can_see_retention, can_see_worklist
from applications.selectors.approvals import awaiting
from applications.selectors.notes import unread_mentions
from applications.selectors.worklist import open_counts
from applications.states import Status
from billing import policies as billing
from common.actor import Actor, ActorKind
from portal import guide
from portal.selectors import announcements
from tenants.models import Announcement
from tenants.policies import can_read_announcements

# Label, address, and what waits there.
Place = tuple[str, str, int | None]
Unread = Callable[[], list[Announcement]]


@dataclass(frozen=True, slots=True)
class RailItem:
    """One place in the rail. count: what waits there, None where nothing is counted."""

    label: str
    address: str
    current: bool
    count: int | None = None


def rail(request: HttpRequest) -> dict[str, Any]:
    """Context processor, each made only when a page shows it: `rail`; `announcements` of a person's first page; `guide_here`, which
    page of the guide explains this screen."""
    unread = cache(lambda: _unread(request))
    return {
        "rail": SimpleLazyObject(lambda: _items(request, unread)),
        "guide_here": SimpleLazyObject(lambda: _guide_here(request)),
        "announcements": SimpleLazyObject(lambda: unread() if _is_first_page(request) else []),
    }


def _unread(request: HttpRequest) -> list[Announcement]:
    actor: Actor | None = getattr(request, "actor", None)
    return announcements.unread(actor.id) if actor and can_read_announcements(actor) else []


def _guide_here(request: HttpRequest) -> str:
    """The address of the page that explains this screen; of the whole guide where none does, and "" within it."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or request.path.startswith(reverse("guide")):
        return ""
    page = guide.page_for(request.path, guide.folder_of(actor.kind))
    return reverse("guide_page", args=[page.slug]) if page else reverse("guide")


def _is_first_page(request: HttpRequest) -> bool:
    """Whether this is one of the pages to which `/staff/` leads people to begin their work."""
    return request.path in (reverse("staff_home"), reverse("account_people"), reverse("staff_procedures"))


def _items(request: HttpRequest, unread: Unread) -> list[RailItem]:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return []
    places = _consortium(actor) if actor.kind is ActorKind.SECRETARIAT else _city(actor, unread)
    return [RailItem(label, address, _is_here(address, request.path), count) for label, address, count in places]


def _is_here(address: str, path: str) -> bool:
    """Whether a place leads to this page. Every path begins with that of the first place, so that one is more particular."""
    if address in ("/", "/staff/"):
        return path == address or path.startswith((f"{address}applications/", f"{address}municipalities/"))
    return path.startswith(address)


def _consortium(actor: Actor) -> list[Place]:
    places: list[Place] = [(gettext("市町村"), reverse("secretariat_home"), None)]
    if billing.can_see_contracts(actor):
        places.append((gettext("負担金"), reverse("contracts"), None))
    places += [
        (gettext("共有様式"), reverse("templates"), None),
        (gettext("お知らせ"), reverse("announcements"), None),
        (gettext("アドバイザー"), reverse("advisers"), None),
    ]
    return [*places, *_people(actor), (gettext("使いかた"), reverse("guide"), None)]


def _city(actor: Actor, unread: Unread) -> list[Place]:
    return [
        *_worklist(actor),
        *_counter(actor),
        (gettext("手続"), reverse("staff_procedures"), None),
        *_figures(actor),
        *_contributions(actor),
        *_retention(actor),
        *_people(actor),
        *_records(actor),
        *_tokens(actor),
        *_announcements(actor, unread),
        (gettext("使いかた"), reverse("guide"), None),
    ]


def _announcements(actor: Actor, unread: Unread) -> list[Place]:
    if not can_read_announcements(actor):
        return []
    return [(gettext("お知らせ"), reverse("staff_announcements"), len(unread()) or None)]


def _worklist(actor: Actor) -> list[Place]:
    if not can_see_worklist(actor):
        return []
    return [
        (gettext("受付"), reverse("staff_home"), open_counts(actor).get(Status.RECEIVED, 0)),
        (gettext("メモ"), reverse("staff_notes"), unread_mentions(actor) or None),
        *_approvals(actor),
    ]


def _contributions(actor: Actor) -> list[Place]:
    return [(gettext("負担金"), reverse("own_shares"), None)] if billing.can_see_own_shares(actor) else []


def _figures(actor: Actor) -> list[Place]:
    return [(gettext("統計"), reverse("staff_figures"), None)] if can_see_figures(actor) else []


def _approvals(actor: Actor) -> list[Place]:
    if not can_act(actor):
        return []
    return [(gettext("決裁待ち"), reverse("staff_approvals"), awaiting(actor).count() or None)]


def _counter(actor: Actor) -> list[Place]:
    return [(gettext("窓口"), reverse("staff_counter"), None)] if can_act(actor) else []


def _retention(actor: Actor) -> list[Place]:
    return [(gettext("文書"), reverse("staff_retention"), None)] if can_see_retention(actor) else []


def _records(actor: Actor) -> list[Place]:
    return [(gettext("記録"), reverse("staff_records"), None)] if people.can_read_records(actor) else []


def _tokens(actor: Actor) -> list[Place]:
    return [(gettext("API"), reverse("staff_api_tokens"), None)] if can_manage_tokens(actor) else []


def _people(actor: Actor) -> list[Place]:
    if not people.can_manage_people(actor):
        return []
    return [(gettext("利用者"), reverse("account_people"), None)]
