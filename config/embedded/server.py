"""What the embedded servers have in common: a private folder, one process, and an end that is clean."""

import os
import signal
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from config.embedded import locks
from config.embedded.accounts import Account, server_account
from config.embedded.errors import LauncherError, explaining, last_words
from config.embedded.processes import Process, end, spawn
from config.embedded.sockets import release, socket_folder


class EmbeddedServer(ABC):
    """One server over one data folder; a context manager, or start() and stop()."""

    label: ClassVar[str]
    socket_name: ClassVar[str]
    stop_signals: ClassVar[tuple[signal.Signals, ...]]
    fatal_marks: ClassVar[tuple[str, ...]]  # of the log's lines that say why it ended
    start_patience: ClassVar[float] = 60.0
    lock_patience: ClassVar[float] = 15.0  # a server whose parent was killed is still ending

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir.absolute()
        self.log = self.data_dir.with_name(f"{self.data_dir.name}.log")
        with explaining(self.data_dir):
            self.account: Account = server_account(self.data_dir)
        self._process: Process | None = None
        self._lock: int | None = None
        self._sockets: Path | None = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def process(self) -> Process:
        """The running process. Raises LauncherError before start()."""
        if self._process is None:
            raise LauncherError(f"{self.label} was not started.")
        return self._process

    @property
    def sockets(self) -> Path:
        """The private folder of the server's socket. Raises LauncherError before start()."""
        if self._sockets is None:
            raise LauncherError(f"{self.label} was not started.")
        return self._sockets

    def start(self) -> Self:
        """Prepare the folder when it is new, start the server and wait until it answers. Raises LauncherError."""
        self._make_parent()
        self._lock = locks.take(
            self.data_dir.with_name(f"{self.data_dir.name}.lock"),
            patience=self.lock_patience,
            refusal=f"{self.label} already runs on {self.data_dir}: stop the other one first.",
        )
        try:
            with explaining(self.data_dir):
                self.log.write_bytes(b"")
                self._prepare()
                self._sockets = socket_folder(self.data_dir, self.socket_name, self.account)
                self._process = spawn(
                    self._command(),
                    log=self.log,
                    ends_on=self.stop_signals[0],
                    account=self.account,
                    folder=self.data_dir,
                    keep_open=[self._lock],
                )
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End the server cleanly; does nothing when it does not run."""
        if self._process is not None:
            end([self._process], *self.stop_signals)
            self._process = None
        if self._sockets is not None:
            release(self.data_dir)
            self._sockets = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @abstractmethod
    def _prepare(self) -> None:
        """Bring the data folder into being."""

    @abstractmethod
    def _command(self) -> list[str]:
        """The server in the foreground."""

    @abstractmethod
    def _answers(self) -> bool:
        """True once clients are served."""

    def _make_parent(self) -> None:
        parent = self.data_dir.parent
        with explaining(parent):
            parent.mkdir(parents=True, exist_ok=True)
            enters = self.account.may_enter(parent)
        if not enters:
            raise LauncherError(
                f"{self.label} runs as `{self.account.name}`, who cannot enter {parent}: "
                "choose a folder that every user may enter."
            )

    def _make_private(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        if not self.account.is_ours:
            os.chown(folder, self.account.uid, self.account.gid)
        folder.chmod(0o700)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + self.start_patience
        while not self._answers():
            if self.process.poll() is not None:
                raise LauncherError(
                    f"{self.label} ended while starting: {last_words(self.log, *self.fatal_marks)} ({self.log})"
                )
            if time.monotonic() > deadline:
                raise LauncherError(
                    f"{self.label} did not answer within {self.start_patience:.0f} seconds ({self.log})."
                )
            time.sleep(0.01)
