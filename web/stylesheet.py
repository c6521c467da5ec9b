"""One stylesheet out of many: `python -m web.stylesheet` writes all.css from index.css and what it imports.

Thirty small files are good to read and slow to fetch on a phone. The result is committed; a test holds it equal to its sources.
"""

import re
from pathlib import Path

CSS = Path(__file__).parent / "static" / "web" / "css"
BUNDLE = CSS / "all.css"
_IMPORT = re.compile(r'^@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>[a-z]+)\);$', re.MULTILINE)


def bundled() -> str:
    """index.css with every imported file in its place, inside its layer."""
    head = "/* Written by `python -m web.stylesheet` from index.css; change the files it imports. */\n"
    return head + _IMPORT.sub(_in_layer, (CSS / "index.css").read_text())


def _in_layer(found: re.Match[str]) -> str:
    return f"@layer {found['layer']} {{\n{(CSS / found['file']).read_text().rstrip()}\n}}"


if __name__ == "__main__":
    BUNDLE.write_text(bundled())
