"""How the launchers say no."""

import errno
import os
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


def last_words(log: Path, *marks: str) -> str:
    """Why a program ended: the last line of its log with one of `marks`, else the last line at all.

    A full disk comes before everything else, since it makes a program say confusing things.
    """
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    spoken = [_from_mark(line, marks) for line in lines if line.strip()]
    full_disk = [line for line in spoken if os.strerror(errno.ENOSPC) in line]
    if full_disk:
        return f"{full_disk[-1]}. {_ADVICE[errno.ENOSPC]}"
    telling = [line for line in spoken if line.startswith(marks)] if marks else []
    return (telling or spoken or ["no reason given"])[-1]


def _from_mark(line: str, marks: tuple[str, ...]) -> str:
    """The line without the time and process in front of its mark."""
    places = [line.index(mark) for mark in marks if mark in line]
    return line[min(places, default=0) :].strip()


@contextmanager
def explaining(folder: Path) -> Iterator[None]:
    """Turn an operating-system error about `folder` into a LauncherError that says what to do."""
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        advice = _ADVICE.get(error.errno or 0, "Look at the folder and start again.")
        raise LauncherError(f"{place} cannot be used ({error.strerror}). {advice}") from error
