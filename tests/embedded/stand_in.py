"""A platform small enough to start in a second: the real supervisor and servers around the least there can be.

The supervisor finds the platform beside itself, so a copy of its packages next to a small manage.py, wsgi and Celery
application is a demo of its own.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.demo.folder import REPOSITORY

_MANAGE = """\
import os, sys, pathlib, time
command = sys.argv[1]
pathlib.Path(__file__).with_name("commands.txt").open("a").write(
    f"{command} {'OWNER_DATABASE_URL' in os.environ} {'ADMIN_DATABASE_URL' in os.environ}\\n")
if command == os.environ.get("STAND_IN_FAILS"):
    sys.exit("CommandError: line 3: the check digit is wrong")
if command == os.environ.get("STAND_IN_SLEEPS"):
    print("[1/43]", flush=True)
    time.sleep(60)
print("Staff: http://sakai.localhost/" if command == "demo_addresses" else f"[1/1] {command}")
"""
_WSGI = """\
import os
def application(environ, start_response):
    at_home = environ["PATH_INFO"] == "/"
    status = "302 Found" if at_home else os.environ.get("STAND_IN_ANSWERS", "200 OK")
    start_response(status, [("Content-Type", "text/plain"), *([("Location", "/sign-in")] if at_home else [])])
    return [b"home"]
"""
_CELERY = """\
import os
from celery import Celery
app = Celery("stand-in", broker=os.environ["CELERY_BROKER_URL"])
"""
_FILES = {
    "config/__init__.py": "",
    "config/wsgi.py": _WSGI,
    "config/celery.py": _CELERY,
    "config/settings/__init__.py": "",
    "config/settings/demo.py": "SECRET_KEY = 'stand-in'\n",
    "manage.py": _MANAGE,
    "uv.lock": "",
}


class StandIn:
    """One copy in one folder, on ports of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / ".demo"
        self.port = free_ports()
        for package in ("config/demo", "config/embedded"):
            shutil.copytree(REPOSITORY / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        for name, content in _FILES.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(content)

    def launch(self, what: str = "serve", **environment: str) -> subprocess.Popen[str]:
        """Start `python -m config.demo serve` (or reset), as make would."""
        return subprocess.Popen(
            [sys.executable, "-m", "config.demo", what],
            cwd=self.folder,
            env={**_plain_environment(), "PORT": str(self.port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, what: str = "serve", **environment: str) -> tuple[int, str]:
        """Run it to its own end: exit code and everything it said."""
        process = self.launch(what, **environment)
        said, _ = process.communicate(timeout=30)
        return process.returncode, said

    def wait_until_settled(self, patience: float = 15.0) -> None:
        """Until the workers have all their threads: the state in which a demo spends its life."""
        logs = [self.data / "worker.log", self.data / "provisioning-worker.log"]
        deadline = time.monotonic() + patience
        while not all(" ready." in log.read_text() for log in logs):
            assert time.monotonic() < deadline, [log.read_text() for log in logs]
            time.sleep(0.05)

    @contextmanager
    def serving(self, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
        """A demo that is ready, and what it has said so far; killed at the end if it still runs."""
        process = self.launch(**environment)
        try:
            yield process, said_until(process, "Ctrl-C stops everything.")
        finally:
            process.kill()
            process.wait()
            self.wait_until_nothing_runs()

    def commands(self) -> list[str]:
        """The management commands that ran: name, whether it knew the owner, whether it knew the administrator."""
        return (self.folder / "commands.txt").read_text().splitlines()

    def running(self) -> dict[int, str]:
        """Every process of this machine that belongs to this copy: working directory, arguments or data in it."""
        return {pid: command for pid, command in _processes().items() if self._is_ours(pid, command)}

    def wait_until_nothing_runs(self, patience: float = 15.0) -> None:
        """Raises AssertionError with what survived."""
        deadline = time.monotonic() + patience
        while survivors := self.running():
            assert time.monotonic() < deadline, survivors
            time.sleep(0.05)

    def _is_ours(self, pid: int, command: str) -> bool:
        try:
            place = os.readlink(f"/proc/{pid}/cwd")
        except OSError:
            place = ""
        return str(self.folder) in command or place.startswith(str(self.folder))


def said_until(process: subprocess.Popen[str], mark: str) -> str:
    """Read what a process says until `mark`; its end before that is a failure."""
    said = ""
    for line in process.stdout or ():
        said += line
        if mark in line:
            return said
    raise AssertionError(f"it ended before {mark!r}:\n{said}")


def free_ports() -> int:
    """A port that is free together with the two behind it that the mails use."""
    while True:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port: int = listener.getsockname()[1]
        if port < 65_000 and all(_is_free(port + distance) for distance in (25, 26)):
            return port


def environment_of(pid: int) -> set[str]:
    """The names in a process's environment."""
    content = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
    return {entry.partition("=")[0] for entry in content.split("\0") if entry}


def interrupt(process: subprocess.Popen[str]) -> None:
    """Ctrl-C."""
    process.send_signal(signal.SIGINT)


def _plain_environment() -> dict[str, str]:
    """Without the addresses of the test suite's own servers."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _processes() -> dict[int, str]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
    return found
