"""A receipt of forty answers as PDF: typst against WeasyPrint, the same words, other answers each time."""

import logging
from collections.abc import Iterator
from html import escape
from itertools import count
from typing import Any

from tests.bench.parsing import microseconds

_HTML = """<html lang="ja"><head><title>申請の控え</title><style>@page {{ size: A4; margin: 20mm; @bottom-right {{ content: counter(page) }} }}
body {{ font: 10.5pt/1.7 "Noto Sans CJK JP"; }} table {{ width: 100%; border-collapse: collapse; }} th {{ width: 34%; text-align: left; }}
th, td {{ border-bottom: 0.5pt solid #949494; padding: 6pt 4pt; }}</style></head>
<body><p>{municipality}</p><h1>{title}</h1><p><b>{procedure}</b></p>{qr}<p>{facts}</p>{sections}<p>{notes}</p></body></html>"""


def ours() -> float:
    """Median microseconds of one receipt, once the compiler is warm."""
    from web.typesetting import typeset

    contents = _contents()
    return microseconds(lambda: typeset("applications/documents/receipt.typ", next(contents)), 15)


def reference() -> float:
    """Median microseconds of WeasyPrint on the same content, its fonts found before."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    logging.disable(logging.INFO)  # it tells each of its steps
    contents, fonts = _contents(), FontConfiguration()
    return microseconds(lambda: HTML(string=_page(next(contents))).write_pdf(font_config=fonts), 4)


def _contents() -> Iterator[dict[str, Any]]:
    """What a receipt says, as `applications.receipt_document` gives it."""
    from web.typesetting import qr_code

    for number in count(1):
        receipt = f"27140-R8-{number:07}-0"
        yield {
            "title": "申請の控え",
            "lang": "ja",
            "municipality": "堺市",
            "procedure": "放課後児童会の入会申請",
            "number": receipt,
            "qr": qr_code(f"https://sakai.example.jp/status/?receipt={receipt}"),
            "qr_words": "申請の状況を見る",
            "facts": [
                {"label": "受付番号", "text": receipt, "large": True},
                {"label": "担当課", "text": "課", "large": False},
            ],
            "head": ["項目", "回答"],
            "sections": [
                {
                    "title": f"ページ{page}",
                    "answers": [
                        {"label": f"質問{page}の{row}", "lines": [f"回答 髙橋 {number * row}", "二行目もあります"]}
                        for row in range(8)
                    ],
                }
                for page in range(5)
            ],
            "notes": ["照会コードは、ほかの人に知らせないでください。"],
        }


def _page(content: dict[str, Any]) -> str:
    def section(of: dict[str, Any]) -> str:
        rows = "".join(
            f"<tr><th>{escape(row['label'])}</th><td>{'<br>'.join(map(escape, row['lines']))}</td></tr>"
            for row in of["answers"]
        )
        return f"<h2>{escape(of['title'])}</h2><table>{rows}</table>"

    words = {name: escape(content[name]) for name in ("municipality", "title", "procedure")}
    facts = "<br>".join(f"{fact['label']} {fact['text']}" for fact in content["facts"])
    sections = "".join(map(section, content["sections"]))
    return _HTML.format(**words, qr=content["qr"], facts=facts, sections=sections, notes="<br>".join(content["notes"]))
