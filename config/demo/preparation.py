"""Brings the data into being: roles, schemas, municipalities, demo content. Every command is safe to repeat."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM

from config.demo.folder import REPOSITORY
from config.demo.services import Database
from config.demo.terminal import progress, step
from config.embedded.errors import LauncherError, last_words
from config.embedded.processes import end, leashed

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


def output_of(command: str, environment: Mapping[str, str], log: Path) -> str:
    """What a management command prints. Raises LauncherError."""
    with _started(command, environment, log) as process:
        said, _ = process.communicate()
    _require_success(command, process.returncode, log)
    return said


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
    with _started(preparation.command, preparation.environment, log) as process:
        for line in process.stdout or ():
            progress(line.strip())
    _require_success(preparation.command, process.returncode, log)


@contextmanager
def _started(command: str, environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[str]]:
    """What the command prints is for us; what it complains about goes to the log. It never outlives the block."""
    with log.open("a") as complaints:
        process = subprocess.Popen(
            leashed([sys.executable, REPOSITORY / "manage.py", command], signal_number=SIGTERM),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            errors="replace",
            env=environment,
            cwd=REPOSITORY,
            start_new_session=True,
        )
    try:
        yield process
        process.wait()
    finally:
        end([process], SIGTERM, patience=3.0)


def _require_success(command: str, code: int, log: Path) -> None:
    if code != 0:
        raise LauncherError(f"`{command}` failed: {last_words(log)} (all of it: {log})")
