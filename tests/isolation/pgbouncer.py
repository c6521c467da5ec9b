"""A real PgBouncer in transaction mode before the test's PostgreSQL: three server connections, a Unix socket, no TCP."""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest

from config.embedded.server import EmbeddedServer
from tests.cluster import DATABASE, PREFIX, TestCluster

PORT = 6432
SERVER_CONNECTIONS = 3
PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
HOW_TO_GET_ONE = (
    "No PgBouncer on this machine. On Debian or Ubuntu: apt-get install pgbouncer (or set KYODO_SKIP_POOLER=1)"
)


def require() -> None:
    """Fail the test where there is no PgBouncer, or skip it where that was asked for."""
    if PROGRAM is None:
        give_up = pytest.skip if os.environ.get("KYODO_SKIP_POOLER") == "1" else pytest.fail
        give_up(HOW_TO_GET_ONE)


class PgBouncer(EmbeddedServer):
    """Database `ours` logs in as the application's role, `naive` as the owner, who may read every schema."""

    label = "PgBouncer"
    socket_name = f".s.PGSQL.{PORT}"
    stop_signals = (signal.SIGTERM,)

    def __init__(self, data_dir: Path, postgres: Path) -> None:
        super().__init__(data_dir)
        self.postgres = postgres

    @classmethod
    @contextmanager
    def before(cls, cluster: TestCluster) -> Iterator[Self]:
        """One that runs for the length of a block."""
        with tempfile.TemporaryDirectory(prefix="kyodo-pooler-", dir="/tmp") as folder:
            Path(folder).chmod(0o711)
            with cls(Path(folder, "data"), cluster.server.sockets) as pooler:
                yield pooler

    def _prepare(self) -> None:
        self._make_private(self.data_dir)

    def _command(self) -> list[str]:
        configuration = self.data_dir / "pgbouncer.ini"
        configuration.write_text(self._configuration())
        configuration.chmod(0o644)
        return [str(PROGRAM), "--quiet", str(configuration)]

    def _configuration(self) -> str:
        server = f"host={self.postgres} dbname={DATABASE}"
        return f"""
[databases]
ours = {server} user={PREFIX}app
naive = {server} user={PREFIX}owner
[pgbouncer]
pool_mode = transaction
default_pool_size = {SERVER_CONNECTIONS}
auth_type = any
unix_socket_dir = {self.sockets}
unix_socket_mode = 0700
listen_port = {PORT}
"""

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(str(self.sockets / self.socket_name))
            except OSError:
                return False
        return True
