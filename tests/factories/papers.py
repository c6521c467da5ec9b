"""Papers as people send them: PDFs with words in them.

Not by WeasyPrint: importing it tells Pillow, for the whole process, to open pictures that are cut off.
"""

import typst

from web.typesetting import _FONTS


def a_paper(*pages: str) -> bytes:
    """A PDF with one line on each page."""
    source = "#pagebreak()\n".join(f'#text(font: "Noto Sans CJK JP")[#"{words}"]\n' for words in pages)
    pdf = typst.compile(source.encode(), font_paths=[font.path.parent for font in _FONTS])
    assert isinstance(pdf, bytes)
    return pdf
