"""The platform's own programs as processes that can be killed and started again: web, worker, timer, broker; and a mail server that counts.

Loopback only. Whatever is started here is ended here, by its own process; all of it ends with the test's process in any case.
"""

import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.demo.folder import REPOSITORY
from config.embedded.processes import Process, spawn
from config.embedded.valkey import EmbeddedValkey

PATIENCE_SECONDS = 60


class Mails:
    """What a mail server was given: how often each Message-ID came, and for whom."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.receivers: dict[str, str] = {}

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # aiosmtpd's name
        content = envelope.content or b""
        key = str(message_from_bytes(content if isinstance(content, bytes) else content.encode())["Message-ID"])
        self.seen[key] += 1
        self.receivers[key] = envelope.rcpt_tos[0]
        return "250 Kept"


class Machines:
    """Everything that runs. `kill(name)` is kill -9 of a whole program and its children; `start(name)` brings it back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.mails = folder, free_port(), Mails()
        mail_port = free_port()
        self._smtp = Controller(self.mails, hostname="127.0.0.1", port=mail_port)
        self._broker = EmbeddedValkey(folder / "valkey")
        self._broker.start()
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.demo",
            "CELERY_BROKER_URL": self._broker.broker_url(),
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        }
        self._programs: dict[str, Process] = {}
        self._commands: Mapping[str, list[str]] = {
            "web": [
                "gunicorn",
                "config.wsgi",
                f"--bind=127.0.0.1:{self.port}",
                "--worker-class=gthread",
                "--workers=2",
                "--threads=4",
                "--no-control-socket",
            ],
            "worker": [
                "celery",
                "--app=config.celery",
                "worker",
                "--pool=threads",
                "--concurrency=4",
                "--without-gossip",
                "--without-mingle",
            ],
            "timer": ["celery", "--app=config.celery", "beat", f"--schedule={folder / 'timer'}"],
        }

    def start_all(self) -> None:
        """Start the mail server and every program; the web answers when this returns."""
        self._smtp.start()
        for name in self._commands:
            self.start(name)
        until(self._web_answers, "the web answers")

    def start(self, name: str) -> None:
        """Start a program that does not run."""
        if name == "broker":
            self._broker.start()
            return
        command = [sys.executable, "-m", *self._commands[name]]
        log = self.folder / f"{name}.log"
        self._programs[name] = spawn(command, log=log, environment=self._environment, folder=REPOSITORY)

    def kill(self, name: str) -> None:
        """Kill it at once and without a word, with all its children."""
        process = self._broker.process if name == "broker" else self._programs.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if name == "broker":
            self._broker.stop()  # only tidies up behind the dead

    def stop_all(self) -> None:
        """End everything that runs."""
        for name in list(self._programs):
            self.kill(name)
        self._broker.stop()
        self._smtp.stop()

    def _web_answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def machines() -> Iterator[Machines]:
    """All of it, running; ended and forgotten afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kyodo-faults-", dir="/tmp"))
    folder.chmod(0o755)
    running = Machines(folder)
    try:
        running.start_all()
        yield running
    finally:
        running.stop_all()
        shutil.rmtree(folder, ignore_errors=True)


def until(happened: Callable[[], bool], what: str, patience: float = PATIENCE_SECONDS) -> None:
    """Wait until it has happened; raises AssertionError when it has not in time."""
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Senders:
    """Browsers that press the button again until the server says it has the application; what was acknowledged is noted."""

    def __init__(self, port: int, requests: Mapping[str, bytes], *, browsers: int) -> None:
        self._port, self._waiting = port, list(requests.items())
        self._lock = threading.Lock()
        self.acknowledged: dict[str, str] = {}
        self.failures: Counter[str] = Counter()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(browsers)]
        self._give_up = threading.Event()

    def __enter__(self) -> "Senders":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._give_up.set()
        for thread in self._threads:
            thread.join(timeout=30)

    @property
    def count(self) -> int:
        return len(self.acknowledged)

    def _work(self) -> None:
        while not self._give_up.is_set():
            with self._lock:
                if not self._waiting:
                    return
                key, request = self._waiting.pop()
            while not self._give_up.is_set():
                outcome = self._send(request)
                if outcome.startswith("/"):
                    self.acknowledged[key] = outcome
                    break
                self.failures[outcome] += 1
                time.sleep(0.1)

    def _send(self, request: bytes) -> str:
        """Where the server leads to after taking the application; else what went wrong."""
        try:
            with socket.create_connection(("127.0.0.1", self._port), timeout=15) as connection:
                connection.sendall(request)
                head = b""
                while b"\r\n\r\n" not in head:
                    received = connection.recv(65_536)
                    if not received:
                        return "the connection ended"
                    head += received
        except OSError as error:
            return type(error).__name__
        status = head[9:12].decode()
        if status != "302":
            return status
        location = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"location:"))
        return location.split(b":", 1)[1].strip().decode()
