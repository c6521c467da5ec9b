"""Notices when something that should run has ended."""

from dataclasses import dataclass
from pathlib import Path

from config.embedded.errors import LauncherError, last_words
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
            raise LauncherError(f"The {self.name} has ended: {last_words(self.log)} (all of it: {self.log})")
