"""Takes mails over SMTP on this machine only."""

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.embedded.mail_sink.mailbox import Mailbox


class KeepEverything:
    """aiosmtpd's handler: every mail is accepted, none is passed on."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Store the mail; a full disk is told as temporary, so that the sender keeps it and tries again."""
        content = envelope.content or b""
        try:
            self._mailbox.keep(content.encode() if isinstance(content, str) else content, envelope.rcpt_tos)
        except OSError as error:
            return f"452 4.3.1 Mail cannot be stored: {error.strerror}"
        return "250 2.0.0 Kept"


def controller(port: int, mailbox: Mailbox) -> Controller:
    """The SMTP server in a thread of its own, to be started and stopped."""
    return Controller(KeepEverything(mailbox), hostname="127.0.0.1", port=port)
