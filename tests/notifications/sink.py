"""A real mail server on this machine that can be stopped and started again at the same port."""

import email.policy
import socket
import threading
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Keeps every mail. `refuses` are answers given instead, one per mail, until they are used up."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.mails: list[EmailMessage] = []
        self.refuses: list[str] = []
        self.lock = threading.Lock()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> Self:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        with self.lock:
            if self.refuses:
                return self.refuses.pop()
            content = envelope.content or b""
            parsed = email.message_from_bytes(
                content.encode() if isinstance(content, str) else content, policy=email.policy.default
            )
            self.mails.append(parsed)  # type: ignore[arg-type]
        return "250 kept"

    def subjects(self) -> list[str]:
        """Subjects of everything that came, sorted."""
        return sorted(str(mail["Subject"]).strip() for mail in self.mails)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
