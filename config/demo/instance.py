"""One demo at a time per folder."""

import os
from pathlib import Path

from config.embedded import locks

_ENDING_TAKES = 20.0


def claim(folder: Path, *, refusal: str) -> int:
    """Take the folder's lock and write our number into it; the demo's programs will hold the lock too.

    While another supervisor lives we are refused at once; what a killed one left behind is given time to end.
    Returns the lock's descriptor, to be kept open. Raises LauncherError(refusal).
    """
    path = folder / "lock"
    descriptor = locks.take(path, patience=0.0 if _supervisor_lives(path) else _ENDING_TAKES, refusal=refusal)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def _supervisor_lives(path: Path) -> bool:
    try:
        return b"config.demo" in Path("/proc", path.read_text(), "cmdline").read_bytes()
    except OSError:
        return False
