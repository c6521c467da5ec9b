"""The ports the demo listens on, tried before anything is started."""

import socket

from config.demo.options import Options
from config.embedded.errors import LauncherError


def require_free(options: Options) -> None:
    """Raises LauncherError when something else listens already."""
    wanted = {
        "the web server": options.port,
        "the mail page": options.mail_page_port,
        "the mail server": options.mail_server_port,
    }
    for purpose, port in wanted.items():
        _try(port, purpose, other=options.port + 100)


def _try(port: int, purpose: str, *, other: int) -> None:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            raise LauncherError(
                f"Port {port} for {purpose} cannot be used ({error.strerror}): "
                f"end the other program, or choose another port: make demo PORT={other}"
            ) from None
