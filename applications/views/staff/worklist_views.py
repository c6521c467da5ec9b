"""The views that stand above the worklist (一覧の見かた): what people look for every morning, with how much there is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from applications.models import SavedView
from applications.selectors.waiting import Waiting
from applications.selectors.worklist import DueFilter, Order, Owner
from applications.views.staff.worklist_address import Asked


@dataclass(frozen=True, slots=True)
class WorklistView:
    """One of them. count: None where nobody counts; saved: the key of one's own."""

    name: str
    query: str
    is_current: bool
    count: int | None = None
    saved: UUID | None = None


def views(asked: Asked, counts: Waiting, saved: Iterable[SavedView]) -> list[WorklistView]:
    """All of them, one's own last; the one that is on show is marked."""
    here = replace(asked, after="", before="")
    own = [WorklistView(view.name, view.query, view.query == (here.query() or "?"), saved=view.pk) for view in saved]
    return [
        WorklistView(name, view.query() or "?", view == here, count)
        for name, view, count in (
            ("終わっていない", Asked(), counts.open),
            ("届いたばかり", Asked(state="received"), counts.received),
            ("自分の担当", Asked(owner=Owner.ME, order=Order.DUE), counts.mine),
            ("担当が未定", Asked(owner=Owner.NOBODY), counts.nobodys),
            ("期限が近い", Asked(due=DueFilter.NEAR, order=Order.DUE), counts.near),
            ("修正待ち", Asked(state="returned"), counts.returned),
            *((("返事あり", Asked(state="answered"), counts.answered),) if counts.answered else ()),
            *((("修正の期限切れ", Asked(state="overdue"), counts.overdue),) if counts.overdue else ()),
        )
    ] + own
