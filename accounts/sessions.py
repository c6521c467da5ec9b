"""What a staff session remembers besides the person: that the second factor was used in it, and when it was last used."""

import time

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

SECOND_FACTOR = "second_factor_used"
SEEN_AT = "seen_at"
KEEP_ALIVE_SECONDS = 60


def confirm_second_factor(session: SessionBase) -> None:
    """Note that the person proved the second factor in this very session; an older session learns nothing of it."""
    session[SECOND_FACTOR] = True


def has_second_factor(session: SessionBase) -> bool:
    """Whether the second factor was used in this session."""
    return session.get(SECOND_FACTOR) is True


def keep_alive(session: SessionBase) -> None:
    """Move the end of the session on while somebody works; one write a minute instead of one a page."""
    now = int(time.time())
    if now - session.get(SEEN_AT, 0) >= KEEP_ALIVE_SECONDS:
        session[SEEN_AT] = now


def has_run_out(request: HttpRequest) -> bool:
    """Whether the browser showed the cookie of a session that is no more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()
