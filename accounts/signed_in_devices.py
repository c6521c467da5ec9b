"""Where a person is signed in: the browsers they use, in words that they recognise."""

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from accounts.sessions import SEEN_AT

# What a browser says of itself, the most telling word first: Edge calls itself Chrome too, and Chrome calls itself Safari.
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}
BROWSERS = {
    "Edg": "Edge",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}


@dataclass(frozen=True, slots=True)
class SignedInDevice:
    """One browser in which the person is signed in now."""

    name: str
    ip: str
    since: datetime
    seen_at: datetime
    is_this: bool


def of(user: User, *, this: str | None = None) -> list[SignedInDevice]:
    """Every browser in which the person is signed in now, the present one first; two queries.

    this:  the key of the session that asks.
    """
    known = {row.session_key: row for row in UserSession.objects.filter(user=user)}
    open_ones = Session.objects.filter(session_key__in=known, expire_date__gt=timezone.now())
    devices = [
        SignedInDevice(
            device_name(known[session.pk].user_agent),
            known[session.pk].ip,
            known[session.pk].created_at,
            datetime.fromtimestamp(content.get(SEEN_AT, known[session.pk].created_at.timestamp()), UTC),
            session.pk == this,
        )
        for session in open_ones
        if (content := session.get_decoded()).get(HASH_SESSION_KEY) == user.get_session_auth_hash()
    ]
    return sorted(devices, key=lambda device: (device.is_this, device.seen_at), reverse=True)


def end_all(user: User, *, but: str | None = None) -> int:
    """Sign the person out of every browser, except the one whose session has the key `but`. Returns how many there were."""
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
    for session in sessions:
        session.end()
    return len(sessions)


def device_name(user_agent: str) -> str:
    """`"Mozilla/5.0 (Windows NT 10.0; …) … Edg/130"` -> `"WindowsのEdge"`."""
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    return "の".join(filter(None, (system, browser))) or "分からない端末"
