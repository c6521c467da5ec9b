"""`python -m config.demo serve|reset`: see `make demo` and `make demo-reset`."""

import argparse
import os
import signal
import sys
from typing import NoReturn

from config.demo import supervisor
from config.demo.options import read_options
from config.embedded.errors import LauncherError
from config.embedded.leash import die_with_parent

_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Serve or reset; every refusal is one sentence and exit code 1."""
    arguments = _arguments()
    for number in _ENDINGS:
        signal.signal(number, _end_once)
    if arguments.end_with_parent:
        die_with_parent(signal.SIGTERM, os.getppid())
    try:
        {"serve": supervisor.serve, "reset": supervisor.reset}[arguments.what](read_options())
    except LauncherError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m config.demo", description="The platform on one's own machine.")
    parser.add_argument("what", choices=["serve", "reset"])
    parser.add_argument("--end-with-parent", action="store_true", help="stop when the calling process is gone")
    return parser.parse_args()


def _end_once(signal_number: int, frame: object) -> NoReturn:
    """The first signal ends everything in order; impatient ones after it must not disturb that."""
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
