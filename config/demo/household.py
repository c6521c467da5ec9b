"""Everything that runs for the demo: started here, watched here, ended here."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from signal import SIGQUIT, SIGTERM
from types import TracebackType
from typing import Self

from config.demo.programs import Program
from config.demo.terminal import say
from config.embedded.errors import LauncherError, last_words
from config.embedded.processes import Process, end
from config.embedded.server import EmbeddedServer


@dataclass(frozen=True)
class Member:
    """A running child, the name people know it by, and its log."""

    name: str
    process: Process
    log: Path

    def require_running(self) -> None:
        """Raises LauncherError with the child's last words when it has ended."""
        if self.process.poll() is not None:
            raise LauncherError(f"The {self.name} has ended: {last_words(self.log)} (all of it: {self.log})")


class Household:
    """The children of one supervisor. At the end programs go first, then the servers they work with."""

    def __init__(self, folder: Path, lock: int) -> None:
        self._folder = folder
        self._lock = lock
        self._programs: list[Member] = []
        self._servers: list[EmbeddedServer] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        say("\nStopping ...")
        end([member.process for member in self._programs], SIGTERM, SIGQUIT, patience=10.0)
        for server in reversed(self._servers):
            server.stop()
        say(f"Everything has stopped. The data stays in {self._folder}; `make demo-reset` forgets it.")

    def host(self, server: EmbeddedServer) -> None:
        """Start a server. Raises LauncherError."""
        self._servers.append(server)
        server.start()

    def run(self, programs: Iterable[Program]) -> None:
        """Start programs that end with us and hold the demo's lock meanwhile."""
        for program in programs:
            process = program.start(self._folder, lock=self._lock)
            self._programs.append(Member(program.name, process, program.log(self._folder)))

    def require_all(self) -> None:
        """Raises LauncherError when anything that should run has ended."""
        servers = [Member(server.label, server.process, server.log) for server in self._servers]
        for member in [*servers, *self._programs]:
            member.require_running()

    def stay(self) -> None:
        """Watch until something ends, or somebody ends us."""
        while True:
            self.require_all()
            time.sleep(0.5)
