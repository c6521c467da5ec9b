"""For which applications somebody said lately why they open them: kept in their session."""

import time

from django.contrib.sessions.backends.base import SessionBase

from applications.guarding import REASON_HOLDS_FOR

_KEY = "reasons_given"


def remember(session: SessionBase, receipt_number: str) -> None:
    """A reason was given now; those that hold no more are forgotten."""
    now = time.time()
    kept = {number: until for number, until in session.get(_KEY, {}).items() if until > now}
    session[_KEY] = {**kept, receipt_number: now + REASON_HOLDS_FOR.total_seconds()}


def holds(session: SessionBase, receipt_number: str) -> bool:
    """Whether one was given that still holds."""
    until: float = session.get(_KEY, {}).get(receipt_number, 0)
    return until > time.time()
