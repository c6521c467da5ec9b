"""The two pages: all mails, and one mail. Everything that came from outside is escaped."""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from config.embedded.mail_sink.mailbox import Mail

STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.7 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.4; }
a { color: LinkText; }
a:focus-visible { outline: 4px solid CanvasText; background: #ffd43d; color: #000; }
ul { list-style: none; padding: 0; }
li { border-top: 1px solid GrayText; padding: .5rem 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
pre { border-top: 1px solid GrayText; padding-top: 1rem; }
.meta { display: block; font-size: .875rem; }
"""

# Only addresses of this machine become links: nothing in a mail can lead away by one click.
_OUR_LINK = re.compile(r"https?://(?:[a-z0-9-]+\.)*localhost(?![a-z0-9.-])(?::\d+)?(?:[/?#][^\s<>「」（）]*)?")


def mail_list(mails: Sequence[Mail]) -> str:
    """All mails, newest first."""
    rows = "\n".join(_row(mail) for mail in mails)
    empty = "<p>メールはまだありません。申請などを行うと、ここに届きます。</p>"
    intro = "<p>デモが送ったメールです。外部には何も送信されません。新しいメールは、再読み込みすると表示されます。</p>"
    return _page("届いたメール", f"<h1>届いたメール</h1>\n{intro}\n" + (f"<ul>\n{rows}\n</ul>" if mails else empty))


def one_mail(mail: Mail) -> str:
    """One mail with its text."""
    facts = {"差出人": mail.sender, "宛先": mail.recipients, "日時": _when(mail)}
    lines = "\n".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts.items())
    body = f"<h1>{escape(mail.subject)}</h1>\n<dl>\n{lines}\n</dl>\n<pre>{_with_links(mail.text)}</pre>"
    return _page(mail.subject, f'<p><a href="/">一覧に戻る</a></p>\n{body}')


def not_found() -> str:
    """No such page or mail."""
    return _page("見つかりません", '<h1>見つかりません</h1>\n<p><a href="/">届いたメールの一覧</a></p>')


def _row(mail: Mail) -> str:
    about = f"{_when(mail)}　宛先: {escape(mail.recipients)}"
    return f'<li><a href="/mail/{quote(mail.key)}">{escape(mail.subject)}</a><span class="meta">{about}</span></li>'


def _when(mail: Mail) -> str:
    return f"{mail.received_at:%Y-%m-%d %H:%M:%S}"


def _with_links(text: str) -> str:
    pieces, end = [], 0
    for link in _OUR_LINK.finditer(text):
        address = escape(link.group())
        pieces += [escape(text[end : link.start()]), f'<a href="{address}">{address}</a>']
        end = link.end()
    return "".join([*pieces, escape(text[end:])])


def _page(title: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}｜共同窓口のデモ</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
{main}
</main>
</body>
</html>
"""
