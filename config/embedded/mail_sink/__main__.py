"""`python -m config.embedded.mail_sink --smtp-port 8026 --http-port 8025 --dir mails`"""

import argparse
import signal
import sys
from pathlib import Path
from typing import NoReturn

from config.embedded.mail_sink.mailbox import Mailbox
from config.embedded.mail_sink.smtp import controller
from config.embedded.mail_sink.web import MailPages


def main() -> None:
    """Serve until SIGTERM or Ctrl-C."""
    options = _options()
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    try:
        mailbox = Mailbox(options.dir)
        smtp = controller(options.smtp_port, mailbox)
        with MailPages(options.http_port, mailbox) as web:
            smtp.start()
            web.serve_forever()
    except OSError as error:
        sys.exit(f"The mail sink could not start: {error}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Keep every mail, and show them on a page.")
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--dir", type=Path, required=True)
    return parser.parse_args()


def _leave(signal_number: int, frame: object) -> NoReturn:
    sys.exit(0)


if __name__ == "__main__":
    main()
