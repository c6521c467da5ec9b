"""A PDF as people look at it (閲覧用のページ): drawn as a picture, so that nothing inside it runs where it is read."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CONTENT_TYPE = "application/pdf"
PATIENCE_SECONDS = 20
_CHILD = Path(__file__).with_name("pdf_page_child.py")


class NotReadable(Exception):
    """It is no PDF that can be shown: broken, locked by a password, too large to draw, or without such a page."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: how many there are, and its words for those who do not see it."""

    pages: int
    text: str


def describe(content: bytes, number: int) -> PdfPage:
    """What there is to say of a page, counted from 1. Raises NotReadable."""
    told = json.loads(_asked("describe", content, number))
    return PdfPage(told["pages"], told["text"].strip())


def draw(content: bytes, number: int) -> bytes:
    """A page as JPEG. Raises NotReadable."""
    return _asked("draw", content, number)


def _asked(what: str, content: bytes, number: int) -> bytes:
    """The child's answer. Whatever becomes of the child, nothing becomes of us."""
    command = [sys.executable, "-I", str(_CHILD), what, str(number)]
    try:
        child = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE_SECONDS, env={})
    except subprocess.TimeoutExpired as error:
        raise NotReadable from error
    if child.returncode != 0:
        raise NotReadable
    return child.stdout
