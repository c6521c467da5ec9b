"""Who is locked out after too many wrong passwords or codes. allauth counts; here it is looked at, and lifted.

The counters live in the cache, under keys of allauth's making; both functions need a request at hand.
"""

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal import ratelimit

from accounts.models import User

APP, ACTION = "allauth.account", "login_failed"


def is_locked(user: User) -> bool:
    """Whether the next password or code of this person would be refused unseen."""
    return any(_is_used_up(key) for key in _keys(user))


def lift(user: User) -> None:
    """Forget the mistakes, so that the person can try again at once."""
    for key in _keys(user):
        ratelimit.clear(context.request, app=APP, action=ACTION, key=key)


def _is_used_up(key: str) -> bool:
    asked = ratelimit.consume(context.request, app=APP, action=ACTION, key=key, dry_run=True, limit_get=True)
    return asked is None


def _keys(user: User) -> tuple[str, str]:
    """Of the password, and of the code after it."""
    password = get_adapter()._get_login_attempts_cache_key(context.request, email=user.email)
    return password, f"mfa-auth-user-{user.pk}"
