"""One demo at a time per folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded import locks

_ENDING_TAKES = 20.0


@contextmanager
def claimed(folder: Path, *, refusal: str) -> Iterator[int]:
    """Take the folder's lock and write our number into it; the demo's programs will hold the lock too.

    While another supervisor lives we are refused at once; what a killed one left behind is given time to end.
    Yields the lock's descriptor for them. Raises LauncherError(refusal).
    """
    path = folder / "lock"
    descriptor = locks.take(path, patience=0.0 if _supervisor_lives(path) else _ENDING_TAKES, refusal=refusal)
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def _supervisor_lives(path: Path) -> bool:
    try:
        return b"config.demo" in Path("/proc", path.read_text(), "cmdline").read_bytes()
    except OSError:
        return False
