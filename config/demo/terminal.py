"""What the person at the terminal sees."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_ERASE_LINE = "\r\x1b[K"


def say(text: str = "", *, end: str = "\n") -> None:
    """Print at once. A terminal that was closed meanwhile is no reason to stop cleaning up."""
    try:
        print(text, end=end, flush=True)
    except OSError:
        _listen_to_nobody()


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    say(f"{title} ...")
    started = time.monotonic()
    yield
    progress("")
    say(f"  done in {time.monotonic() - started:.1f} s")


def progress(line: str) -> None:
    """One line of a running step: on a terminal each replaces the last, elsewhere all stay."""
    if sys.stdout.isatty():
        columns = os.get_terminal_size().columns
        say(
            f"{_ERASE_LINE}  {line[: columns // 2]}" if line else _ERASE_LINE, end=""
        )  # half: Japanese is twice as wide
    elif line:
        say(f"  {line}")


def _listen_to_nobody() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
