"""Waits until the home page is there."""

import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from config.embedded.errors import LauncherError

_PATIENCE = 60.0


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
        raise LauncherError(f"The home page answers {status} instead of 200.")


def _status(port: int) -> int | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
