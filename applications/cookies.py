"""The cookies of residents. None that could tell two people apart is set before somebody sends something; the server keeps only hashes.

browser   ties drafts to a browser; ends with the browser, or with the draft once somebody saves it for later
status    the applications this browser may see, signed, for two hours after the last look
placement  which poster or leaflet they came from, as it is printed there; the same for all who did; ends with the browser
device    the children this device was asked to remember, 400 days, opt-in
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, parse_cookie

from applications.models import Draft
from applications.services import devices
from catalog.short_codes import as_printed
from tenants.context import current_schema

BROWSER, STATUS, DEVICE, PLACEMENT = "browser", "status", "device", "placement"
STATUS_SECONDS = 2 * 60 * 60
MOST_APPLICATIONS = 20
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits


def browser_hash(request: HttpRequest) -> str:
    """Hash of this browser's token, "" if it has none."""
    return _hash(_token(request, BROWSER))


def device_hash(request: HttpRequest) -> str:
    """Hash of this device's token, "" if nothing was ever remembered on it."""
    return _hash(_token(request, DEVICE))


def placement(request: HttpRequest) -> str:
    """The code of the poster or leaflet this browser came from, "" for most."""
    return as_printed(_value(request, PLACEMENT)) or ""


def set_placement(response: HttpResponse, code: str) -> None:
    _set(response, PLACEMENT, code, None)


def visible_ids(request: HttpRequest) -> list[UUID]:
    """The applications this browser proved to know, newest first."""
    try:
        listed = signing.loads(_value(request, STATUS), salt=_status_salt(), max_age=STATUS_SECONDS)
        return [UUID(each) for each in listed]
    except (signing.BadSignature, ValueError, TypeError):
        return []


def know_browser(request: HttpRequest) -> str:
    """The hash of this browser's token, made now if it has none; `set_browser` gives it to the browser."""
    if not _token(request, BROWSER):
        request.COOKIES[_name(BROWSER)] = secrets.token_urlsafe(32)
    return browser_hash(request)


def become_another(request: HttpRequest) -> str:
    """The hash of a new token: what was begun in this browser before belongs to somebody else. `set_browser` gives it out."""
    request.COOKIES.pop(_name(BROWSER), None)
    return know_browser(request)


def know_device(request: HttpRequest) -> str:
    """The hash of this device's token, made now if it has none; `set_device` gives it to the device."""
    if not _token(request, DEVICE):
        request.COOKIES[_name(DEVICE)] = secrets.token_urlsafe(32)
    return device_hash(request)


def set_browser(request: HttpRequest, response: HttpResponse, *, keep: bool = False) -> None:
    """Give the browser its token; with `keep` until the draft expires, else until the browser is closed.

    One that the browser brought along is left as it is: it may be there to stay, for the sake of another draft.
    """
    token = _token(request, BROWSER)
    if keep or parse_cookie(request.META.get("HTTP_COOKIE", "")).get(_name(BROWSER)) != token:
        _set(response, BROWSER, token, Draft.LIFETIME.total_seconds() if keep else None)


def set_device(request: HttpRequest, response: HttpResponse) -> None:
    _set(response, DEVICE, _token(request, DEVICE), devices.LIFETIME.total_seconds())


def forget_device(response: HttpResponse) -> None:
    _delete(response, DEVICE)


def forget_browser(response: HttpResponse) -> None:
    _delete(response, BROWSER)


def forget_applications(response: HttpResponse) -> None:
    """What was sent from here before is nobody's business here any more."""
    _delete(response, STATUS)


def allow(request: HttpRequest, response: HttpResponse, *application_ids: UUID) -> None:
    """Let this browser see these applications, and the ones it saw before, for two more hours."""
    ids = list(dict.fromkeys([*application_ids, *visible_ids(request)]))[:MOST_APPLICATIONS]
    _set(response, STATUS, _signed(ids), STATUS_SECONDS)


def _signed(ids: Iterable[UUID]) -> str:
    return signing.dumps([each.hex for each in ids], salt=_status_salt())


def _status_salt() -> str:
    return f"applications.status:{current_schema()}"


def _name(cookie: str) -> str:
    """`__Host-` binds a cookie to this very host over TLS, so that no sibling city can plant one."""
    return f"__Host-{cookie}" if settings.SESSION_COOKIE_SECURE else cookie


def _value(request: HttpRequest, cookie: str) -> str:
    return request.COOKIES.get(_name(cookie), "")


def _token(request: HttpRequest, cookie: str) -> str:
    value = _value(request, cookie)
    return value if _TOKEN.fullmatch(value) else ""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


def _set(response: HttpResponse, cookie: str, value: str, max_age: float | None) -> None:
    response.set_cookie(
        _name(cookie),
        value,
        max_age=None if max_age is None else int(max_age),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _delete(response: HttpResponse, cookie: str) -> None:
    """Django's delete_cookie leaves Secure out of a deletion, and a `__Host-` cookie without it is refused."""
    _set(response, cookie, "", 0)
