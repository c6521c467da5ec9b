"""A real broker and a real Celery worker, each a process that can be stopped and started again."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from signal import SIGTERM

from config.embedded.processes import Process, end, spawn
from config.embedded.valkey import EmbeddedValkey

ROOT = Path(__file__).parents[2]
OWNERS_SECRETS = ("OWNER_DATABASE_URL", "ADMIN_DATABASE_URL")
PATIENCE = 30.0


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for something that other processes do."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"{PATIENCE:.0f} seconds passed and still not: {what}"
        time.sleep(0.05)


class Worker:
    """One Celery worker with two threads, who knows the login role's database address and no other."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.log = folder / "worker.log"
        inherited = {name: value for name, value in os.environ.items() if name not in OWNERS_SECRETS}
        self.environment = {**inherited, **environment}
        self._process: Process | None = None

    def start(self) -> None:
        self.log.write_bytes(b"")
        command = [sys.executable, "-m", "celery", "--app=config.celery", "worker", "--pool=threads", "--concurrency=2"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=INFO"]
        self._process = spawn([*command, *quiet], log=self.log, environment=self.environment, folder=ROOT)
        until(lambda: " ready." in self.words(), "the worker is ready")

    def stop(self) -> None:
        if self._process is not None:
            end([self._process], SIGTERM)
            self._process = None

    def words(self) -> str:
        """What it logged since it was started."""
        return self.log.read_text(errors="replace")


@contextmanager
def valkey() -> Iterator[EmbeddedValkey]:
    """A running broker in a folder of its own; stop() and start() keep what was queued."""
    with tempfile.TemporaryDirectory(prefix="kyodo-broker-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedValkey(Path(folder, "data")) as server:
            yield server
