"""The programs of the platform, each a direct child of the supervisor."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.demo.folder import REPOSITORY
from config.demo.options import Options
from config.embedded.processes import Process, spawn


@dataclass(frozen=True)
class Program:
    """A Python module to run, under a name people know it by."""

    name: str
    module: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]

    def log(self, folder: Path) -> Path:
        """Where it says what it does."""
        return folder / f"{self.name.replace(' ', '-')}.log"

    def start(self, folder: Path, *, lock: int) -> Process:
        """Start it as a child that ends with us and holds the demo's lock meanwhile."""
        log = self.log(folder)
        log.write_bytes(b"")
        command = [sys.executable, "-m", self.module, *self.arguments]
        return spawn(command, log=log, environment=self.environment, folder=REPOSITORY, keep_open=[lock])


def doors(options: Options, folder: Path, environment: Mapping[str, str]) -> tuple[Program, ...]:
    """What people see: the web, and the page of mails."""
    return (
        Program("mail sink", "config.embedded.mail_sink", _mail_sink(options, folder), environment),
        Program("web server", "gunicorn", _web(options), environment),
    )


def workers(folder: Path, *, serving: Mapping[str, str], owner: Mapping[str, str]) -> tuple[Program, ...]:
    """What works behind the doors. Only the provisioning worker knows the owner's address."""
    return (
        Program("worker", "celery", _worker("default", "--pool=threads", "--concurrency=4"), serving),
        Program(
            "provisioning worker", "celery", _worker("provisioning", "--pool=solo", "--queues=provisioning"), owner
        ),
        Program("timer", "celery", _timer(folder), serving),
    )


def _mail_sink(options: Options, folder: Path) -> tuple[str, ...]:
    ports = (f"--smtp-port={options.mail_server_port}", f"--http-port={options.mail_page_port}")
    return (*ports, f"--dir={folder / 'mails'}")


def _web(options: Options) -> tuple[str, ...]:
    return (
        "config.wsgi",
        f"--bind=127.0.0.1:{options.port}",
        "--worker-class=gthread",
        "--workers=2",
        "--threads=8",
        "--graceful-timeout=3",
        "--no-control-socket",
    )


def _worker(name: str, *more: str) -> tuple[str, ...]:
    """Threads and solo: a prefork pool would have children of its own, which outlive a killed parent."""
    quiet = ("--without-gossip", "--without-mingle", "--loglevel=INFO")
    return ("--app=config.celery", "worker", f"--hostname={name}@demo", *quiet, *more)


def _timer(folder: Path) -> tuple[str, ...]:
    """Beat on its own for the same reason: inside a worker (-B) it would be a grandchild."""
    return ("--app=config.celery", "beat", f"--schedule={folder / 'timer-schedule'}", "--loglevel=INFO")
