"""A folder has one server. The server itself holds the lock too, so that it lasts until the last process is gone."""

import fcntl
import os
import time
from pathlib import Path

from config.embedded.errors import LauncherError, explaining


def take(path: Path, *, patience: float, refusal: str) -> int:
    """Lock `path` (made when missing) and return its descriptor; closing every copy of it gives the lock back.

    Waits `patience` seconds, for a server whose parent was killed needs a moment to end. Raises LauncherError(refusal).
    """
    with explaining(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + patience
    while not _locked(descriptor):
        if time.monotonic() > deadline:
            os.close(descriptor)
            raise LauncherError(refusal)
        time.sleep(0.05)
    return descriptor


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
