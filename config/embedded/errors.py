"""How the launchers say no."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ADVICE = {
    errno.ENOSPC: "The disk is full: free some space and start again.",
    errno.EDQUOT: "The disk quota is used up: free some space and start again.",
    errno.EROFS: "The disk is read-only: choose a folder that can be written.",
    errno.EACCES: "It belongs to somebody else: remove it as its owner, or choose another folder.",
    errno.EPERM: "It belongs to somebody else: remove it as its owner, or choose another folder.",
}


class LauncherError(Exception):
    """A server could not be started or stopped; the text is one plain sentence and what to do."""


@contextmanager
def explaining(folder: Path) -> Iterator[None]:
    """Turn an operating-system error about `folder` into a LauncherError that says what to do."""
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        advice = _ADVICE.get(error.errno or 0, "Look at the folder and start again.")
        raise LauncherError(f"{place} cannot be used ({error.strerror}). {advice}") from error
