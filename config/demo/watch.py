"""Notices when something that should run has ended, and why."""

from dataclasses import dataclass
from pathlib import Path

from config.embedded.errors import LauncherError
from config.embedded.processes import Process


@dataclass(frozen=True)
class Watched:
    """A running child, its name and its log."""

    name: str
    process: Process
    log: Path

    def require_running(self) -> None:
        """Raises LauncherError with the child's last words when it has ended."""
        if self.process.poll() is not None:
            raise LauncherError(f"The {self.name} has ended: {last_line(self.log)} (all of it: {self.log})")


def last_line(log: Path) -> str:
    """Where a program that failed says why: the exception under a traceback, the complaint of a command."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    spoken = [line.strip() for line in lines if line.strip()]
    return spoken[-1] if spoken else "no reason given"
