"""Mails are kept, readable in Japanese, and cannot do anything to their reader."""

import smtplib
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from config.embedded.mail_sink.mailbox import Mailbox
from config.embedded.mail_sink.smtp import controller
from config.embedded.mail_sink.web import MailPages
from tests.embedded.stand_in import free_ports


class Sink:
    """A running sink: send to it, read its pages."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port

    def send(self, text: str, *, subject: str = "【堺市】受付のお知らせ", charset: str = "utf-8") -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "共同窓口 <madoguchi@example.jp>", "osaka@example.jp", subject
        mail.set_content(text, charset=charset)
        with smtplib.SMTP("127.0.0.1", self.port + 26) as client:
            client.send_message(mail)

    def get(self, path: str = "/", *, host: str = "localhost") -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port + 25, timeout=5)
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer, page

    def only_mail(self) -> str:
        return self.get(f"/mail/{next(self.folder.glob('*.eml')).stem}")[1]


@pytest.fixture
def sink(place: Path) -> Iterator[Sink]:
    port = free_ports()
    mailbox = Mailbox(place / "mails")
    smtp = controller(port + 26, mailbox)
    smtp.start()
    with MailPages(port + 25, mailbox) as web:
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Sink(place / "mails", port)
        web.shutdown()
        thread.join()
    smtp.stop()


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp"])
def test_a_mail_is_listed_and_read_in_japanese(sink: Sink, charset: str) -> None:
    assert "まだありません" in sink.get()[1]
    sink.send("吉田様\n申請を受け付けました。", charset=charset)
    listed = sink.get()[1]
    assert "【堺市】受付のお知らせ" in listed
    assert "osaka@example.jp" in listed
    read = sink.only_mail()
    assert "吉田様\n申請を受け付けました。" in read
    assert "共同窓口 &lt;madoguchi@example.jp&gt;" in read


def test_newest_first(sink: Sink) -> None:
    for number in (1, 2, 3):
        sink.send("本文", subject=f"{number}通目")
    page = sink.get()[1]
    assert page.index("3通目") < page.index("2通目") < page.index("1通目")


def test_markup_in_a_mail_stays_text(sink: Sink) -> None:
    text = '<script>1</script> http://x.localhost/"onmouseover="y <script>2</script>'
    sink.send(text, subject="<img src=x onerror=alert(1)>")
    for page in (sink.get()[1], sink.only_mail()):
        assert "<script" not in page
        assert "<img" not in page
        assert '"onmouseover' not in page


def test_links_to_the_demo_work_and_links_to_elsewhere_do_not(sink: Sink) -> None:
    sink.send("http://sakai.localhost:8000/s/?a=1&b=2（24時間）\nhttp://example.jp/ http://localhost.example.jp/")
    read = sink.only_mail()
    assert '<a href="http://sakai.localhost:8000/s/?a=1&amp;b=2">' in read
    assert read.count("<a href") == 2
    assert '<a href="/">' in read


def test_strict_headers_and_no_answer_to_a_foreign_host(sink: Sink) -> None:
    sink.send("秘密")
    answer, _ = sink.get()
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "unsafe" not in policy
    refused, page = sink.get(host="attacker.example")
    assert refused.status == 421
    assert page == ""


@pytest.mark.parametrize("path", ["/mail/", "/mail/../../etc/passwd", "/mail/0000000000000000000-00000000", "/x%00"])
def test_what_is_not_a_mail_is_not_found(sink: Sink, path: str) -> None:
    assert sink.get(path)[0].status == 404


def test_a_mail_without_a_readable_character_set_is_shown_raw(sink: Sink) -> None:
    with smtplib.SMTP("127.0.0.1", sink.port + 26) as client:
        client.sendmail("a@example.jp", ["b@example.jp"], b"Content-Type: text/plain; charset=none-such\r\n\r\nhello")
    assert "hello" in sink.only_mail()


def test_what_cannot_be_stored_is_refused_for_now_so_that_the_sender_keeps_it(sink: Sink) -> None:
    sink.folder.rmdir()
    with pytest.raises(smtplib.SMTPDataError) as refusal:
        sink.send("本文")
    assert refusal.value.smtp_code == 452
    sink.folder.mkdir()
    sink.send("本文")
    assert "本文" in sink.only_mail()
