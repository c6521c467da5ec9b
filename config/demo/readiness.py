"""Waits until the home page is there."""

import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from config.embedded.errors import LauncherError

_PATIENCE = 60.0
_REDIRECTS = 5


def wait_for_home_page(port: int, still_well: Callable[[], None]) -> None:
    """Return once the home page answers 200.

    still_well:  called meanwhile; raises when waiting makes no sense any more.
    Raises LauncherError when it answers anything else, or nothing for a minute.
    """
    deadline = time.monotonic() + _PATIENCE
    while (status := _status(port)) is None:
        still_well()
        if time.monotonic() > deadline:
            raise LauncherError(f"The home page did not answer within {_PATIENCE:.0f} seconds.")
        time.sleep(0.1)
    if status != 200:
        raise LauncherError(f"The home page answers {status} instead of 200: web-server.log says why.")


def _status(port: int) -> int | None:
    """What the home page answers in the end; the secretariat's sends everybody on to the sign-in."""
    status, path = None, "/"
    for _ in range(_REDIRECTS):
        status, location = _get(port, path)
        if not location:
            break
        path = urlsplit(location).path
    return status


def _get(port: int, path: str) -> tuple[int | None, str | None]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    except (OSError, HTTPException):
        return None, None
    finally:
        connection.close()
