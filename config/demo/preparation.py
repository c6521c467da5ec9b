"""Brings the data into being: roles, schemas, municipalities, demo content. Every command is safe to repeat."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM

from config.demo.folder import REPOSITORY
from config.demo.services import Database
from config.demo.terminal import progress, step
from config.embedded.errors import LauncherError, last_words
from config.embedded.processes import leashed

_SOURCES = {".py", ".json", ".csv", ".sql", ".lock"}


@dataclass(frozen=True)
class Preparation:
    """One management command and the environment it needs."""

    title: str
    command: str
    environment: Mapping[str, str]


def prepare_data(steps: list[Preparation], database: Database, folder: Path) -> None:
    """Run the steps, unless our own database was prepared by this very code already. Raises LauncherError."""
    record = folder / "prepared"
    fingerprint = _fingerprint(database)
    if fingerprint and record.exists() and record.read_text() == fingerprint:
        return
    log = folder / "preparation.log"
    log.write_bytes(b"")
    for each in steps:
        with step(each.title):
            _run(each, log)
    record.write_text(fingerprint)


def manage(command: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(REPOSITORY / "manage.py"), command]


def _fingerprint(database: Database) -> str:
    """The code and the cluster; nothing for somebody else's database, which may have changed meanwhile."""
    if database.own_cluster is None:
        return ""
    made_at = (database.own_cluster / "PG_VERSION").stat().st_mtime_ns
    digest = hashlib.sha256(str(made_at).encode())
    for file in _sources():
        digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    yield REPOSITORY / "uv.lock"
    rooms = sorted(marker.parent for marker in REPOSITORY.glob("*/__init__.py") if marker.parent.name != "tests")
    for room in rooms:
        yield from sorted(file for file in room.rglob("*") if file.suffix in _SOURCES)


def _run(preparation: Preparation, log: Path) -> None:
    """What the command prints is its progress; what it complains about goes to the log, its last line into our sentence."""
    with log.open("a") as journal:
        process = subprocess.Popen(
            leashed(manage(preparation.command), signal_number=SIGTERM),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=journal,
            text=True,
            errors="replace",
            env=preparation.environment,
            cwd=REPOSITORY,
            start_new_session=True,
        )
        for line in process.stdout or ():
            journal.write(line)
            progress(line.strip())
    if process.wait() != 0:
        raise LauncherError(f"`{preparation.command}` failed: {last_words(log)} (all of it: {log})")
