"""Children that end with us."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from config.embedded.accounts import Account

Process = subprocess.Popen[bytes]

_LEASH = Path(__file__).with_name("leash.py")


def leashed(
    command: Sequence[str | Path], *, signal_number: signal.Signals, account: Account | None = None
) -> list[str]:
    """The command line that runs `command` in the name of `account` until this process ends."""
    name = "-" if account is None or account.is_ours else f"{account.uid}:{account.gid}"
    leash = [sys.executable, "-I", "-S", str(_LEASH), str(int(signal_number)), str(os.getpid()), name]
    return [*leash, *map(str, command)]


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    ends_on: signal.Signals = signal.SIGTERM,
    account: Account | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    keep_open: Sequence[int] = (),
) -> Process:
    """Start a child that gets `ends_on` when the calling thread ends.

    Call it from a thread that lives as long as the child shall (the kernel watches the thread, not the process). The
    child leads a session of its own, so that Ctrl-C reaches only us and we end the children in order.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            leashed(command, signal_number=ends_on, account=account),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
            pass_fds=keep_open,
            start_new_session=True,
        )


def end(processes: Sequence[subprocess.Popen[Any]], *signals: signal.Signals, patience: float = 20.0) -> None:
    """Ask all children at once with each signal in turn, at last kill their whole sessions, until all are gone."""
    for signal_number in signals:
        for process in processes:
            process.send_signal(signal_number)  # does nothing to one that is gone
        _wait(processes, patience)
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(processes: Sequence[subprocess.Popen[Any]], patience: float) -> None:
    deadline = time.monotonic() + patience
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, deadline - time.monotonic()))
