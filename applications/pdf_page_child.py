"""Opens a stranger's PDF in a process of its own, with little memory and time and nowhere to write.

    python -I pdf_page_child.py describe|draw PAGE < file.pdf

describe: {"pages": how many, "text": of the page} as JSON. draw: the page as JPEG. Ends with 3 for what is no PDF, or no such page.
"""

import json
import resource
import sys
from io import BytesIO

LONG_SIDE = 2000
MOST_CHARACTERS = 20_000
LIMITS = {
    resource.RLIMIT_AS: 1_500_000_000,
    resource.RLIMIT_CPU: 10,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_CORE: 0,
}
NOT_READABLE = 3


def main(what: str, page: str) -> int:
    """Read standard input, write standard output."""
    import pypdfium2  # before the limits: loading it opens files and threads

    for limit, value in LIMITS.items():
        resource.setrlimit(limit, (value, value))
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        shown = document[int(page) - 1] if 1 <= int(page) <= len(document) else None
    except pypdfium2.PdfiumError:
        return NOT_READABLE
    if shown is None:
        return NOT_READABLE
    if what == "describe":
        text = shown.get_textpage().get_text_bounded()[:MOST_CHARACTERS]
        sys.stdout.write(json.dumps({"pages": len(document), "text": text}))
        return 0
    written = BytesIO()
    scale = min(4.0, LONG_SIDE / max(*shown.get_size(), 1.0))
    shown.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB").save(written, "JPEG", quality=82)
    sys.stdout.buffer.write(written.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
