"""The life of an application (申請の状態): which states there are, and which may follow which."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where an application is. Deliveries (mailed, opened) are timestamps, never states."""

    RECEIVED = "received", _("受付済み")
    IN_REVIEW = "in_review", _("審査中")
    RETURNED = "returned", _("修正依頼中")
    APPROVED = "approved", _("承認")
    REJECTED = "rejected", _("却下")
    CLOSED = "closed", _("完了")
    WITHDRAWN = "withdrawn", _("取下げ")


class Decision(TextChoices):
    """How it was decided (決定); it stays when the application is put away."""

    APPROVED = "approved", _("承認")
    REJECTED = "rejected", _("却下")


class ProposalState(TextChoices):
    """What became of a proposal (起案)."""

    OPEN = "open", "決裁中"
    DECIDED = "decided", "決裁済み"
    SENT_BACK = "sent_back", "差し戻し"
    TAKEN_BACK = "taken_back", "引き戻し"
    LAPSED = "lapsed", "取下げにより終了"


class Verdict(TextChoices):
    """What somebody who was asked said to a proposal."""

    AGREED = "agreed", "承認"
    SENT_BACK = "sent_back", "差し戻し"


MOVES: Mapping[Status, frozenset[Status]] = {
    Status.RECEIVED: frozenset({Status.IN_REVIEW, Status.CLOSED, Status.WITHDRAWN}),  # closed: notices, once read
    Status.IN_REVIEW: frozenset({Status.RETURNED, Status.APPROVED, Status.REJECTED, Status.WITHDRAWN}),
    Status.RETURNED: frozenset({Status.IN_REVIEW, Status.WITHDRAWN}),
    Status.APPROVED: frozenset({Status.CLOSED}),
    Status.REJECTED: frozenset({Status.CLOSED}),
    Status.CLOSED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}

# Only these are decided; a notice goes straight from its arrival to the end.
DECIDED = frozenset({Status.APPROVED, Status.REJECTED})
# Nothing more will be done about it (完結).
OVER = frozenset({Status.APPROVED, Status.REJECTED, Status.CLOSED, Status.WITHDRAWN})
# Somebody at the counter still has something to do.
OPEN = frozenset({Status.RECEIVED, Status.IN_REVIEW, Status.RETURNED})
# The clock of 標準処理期間 runs.
COUNTING = frozenset({Status.RECEIVED, Status.IN_REVIEW})


def can_move(here: str, there: Status) -> bool:
    """Whether `there` may follow `here`."""
    return there in MOVES[Status(here)]
