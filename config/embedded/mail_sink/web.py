"""Serves the pages on this machine only."""

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from config.embedded.mail_sink import pages
from config.embedded.mail_sink.mailbox import Mailbox

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_HOSTS = ("localhost", "127.0.0.1")
_SHOWN = 200


class MailPages(ThreadingHTTPServer):
    """The web server of one mailbox."""

    daemon_threads = True

    def __init__(self, port: int, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        super().__init__(("127.0.0.1", port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: MailPages
    server_version = "mail-sink"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer by path. A foreign Host means that another site's name was bent to this machine."""
        if self.headers.get("Host", "").partition(":")[0] not in _HOSTS:
            return self._answer(HTTPStatus.MISDIRECTED_REQUEST, "")
        if self.path == "/":
            return self._answer(HTTPStatus.OK, pages.mail_list(self.server.mailbox.newest(_SHOWN)))
        if self.path == "/style.css":
            return self._answer(HTTPStatus.OK, pages.STYLE, kind="text/css")
        mail = self.server.mailbox.find(self.path.removeprefix("/mail/"))
        if mail is None:
            return self._answer(HTTPStatus.NOT_FOUND, pages.not_found())
        return self._answer(HTTPStatus.OK, pages.one_mail(mail))

    def _answer(self, status: HTTPStatus, content: str, *, kind: str = "text/html") -> None:
        body = content.encode("utf-8", "replace")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the name the base class gives it)
        """Silence: who read which mail is nobody's business."""
