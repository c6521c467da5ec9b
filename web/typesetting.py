"""Documents for paper and for keeping (PDF), set by typst: tagged for screen readers (PDF/UA-1), in Noto's Japanese letters.

A document is a `.typ` file that reads everything it says from one JSON object, so that no answer is ever taken for markup. What all
documents share stands in `web/documents/base.typ`.
"""

import json
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import noto_cjk
import segno
import typst

ROOT = Path(__file__).resolve().parents[1]
_FONTS = (noto_cjk.get("sans", "jp", "regular"), noto_cjk.get("sans", "jp", "bold"))

# The compiler remembers fonts and what it has set before; it serves one thread at a time.
_lock = Lock()


def typeset(document: str, data: Mapping[str, Any]) -> bytes:
    """A PDF of a document.

    document:  its path below the project's root, such as "applications/documents/receipt.typ".
    data:      what it says, as JSON; the document asks for it by `data` of base.typ.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with _lock:
        pdf = _compiler().compile(ROOT / document, sys_inputs=inputs, pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)  # as nothing names a file to write
    return pdf


def qr_code(text: str) -> str:
    """A QR code as an SVG image, for a document to show."""
    drawing = BytesIO()
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", border=0, xmldecl=False)
    return drawing.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    folders = sorted({font.path.parent for font in _FONTS})
    return typst.Compiler(root=ROOT, font_paths=folders, ignore_system_fonts=True)
