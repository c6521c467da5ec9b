"""The mails on disk, one .eml file each, as rows for the pages."""

import re
import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

_KEY = re.compile(r"\d{19}-[0-9a-f]{8}")  # nanoseconds of arrival: the names sort by time
_JAPAN = timezone(timedelta(hours=9))
_RECIPIENTS = "X-Envelope-To"


@dataclass(frozen=True)
class Mail:
    """One mail as people read it: headers and text decoded."""

    key: str
    received_at: datetime
    sender: str
    recipients: str
    subject: str
    text: str


class Mailbox:
    """The mails of one folder; made when missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, content: bytes, recipients: list[str]) -> None:
        """Store one mail, completely or not at all, with the addresses it was really sent to. Raises OSError."""
        key = f"{time.time_ns():019d}-{secrets.token_hex(4)}"
        unfinished = self._folder / f"{key}.new"
        try:
            unfinished.write_bytes(f"{_RECIPIENTS}: {', '.join(recipients)}\r\n".encode() + content)
            unfinished.rename(self._folder / f"{key}.eml")
        finally:
            unfinished.unlink(missing_ok=True)

    def newest(self, limit: int) -> list[Mail]:
        """The newest mails, newest first."""
        keys = sorted((file.stem for file in self._folder.glob("*.eml")), reverse=True)
        return [mail for key in keys[:limit] if (mail := self.find(key))]

    def find(self, key: str) -> Mail | None:
        """One mail, or nothing when there is none with this key."""
        file = self._folder / f"{key}.eml"
        if not _KEY.fullmatch(key) or not file.is_file():
            return None
        return _mail(key, message_from_bytes(file.read_bytes(), policy=policy.default))


def _mail(key: str, message: EmailMessage) -> Mail:
    seconds = int(key.partition("-")[0]) / 1_000_000_000
    return Mail(
        key=key,
        received_at=datetime.fromtimestamp(seconds, tz=_JAPAN),
        sender=str(message["From"] or ""),
        recipients=str(message[_RECIPIENTS] or ""),
        subject=str(message["Subject"] or "（件名なし）"),
        text=_text(message),
    )


def _text(message: EmailMessage) -> str:
    """The plain text; the raw mail when it has none or names a character set that does not exist."""
    part = message.get_body(preferencelist=("plain", "html"))
    try:
        text = str(part.get_content()) if part else message.as_string()
    except LookupError:
        text = message.as_string()
    return text.replace("\r\n", "\n")
