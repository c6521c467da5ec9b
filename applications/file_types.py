"""What a file is, by its content; what it calls itself is only compared with that."""

import mimetypes
from collections.abc import Sequence
from pathlib import PurePath

import puremagic

HEAD_BYTES = 64 * 1024
MOST_CHARACTERS = 200  # as the column
_WORDS = {"application/pdf": "PDF", "image/jpeg": "JPEG画像", "image/png": "PNG画像"}


def accepted_type(head: bytes, accept: Sequence[str]) -> str | None:
    """The first accepted content type that these bytes look like, None if they look like none of them."""
    candidates = _candidates(head)
    return next((content_type for content_type in accept if content_type in candidates), None)


def claims_to_be(name: str, head: bytes) -> str | None:
    """The type a file's name claims although its content says otherwise; None if the name tells the truth or nothing."""
    claimed, _ = mimetypes.guess_type(name, strict=False)
    return claimed if claimed and claimed not in _candidates(head) else None


def words(content_type: str) -> str:
    """A content type as people call it."""
    extension = mimetypes.guess_extension(content_type) or content_type
    return _WORDS.get(content_type, extension.lstrip(".").upper())


def tidy_name(name: str) -> str:
    """A file's name without folders and without characters that steer text, at most 200 characters with its extension."""
    path = PurePath("".join(character for character in name.replace("\\", "/") if character.isprintable()))
    suffix = path.suffix[:20]
    stem = path.stem.strip(". ")[: MOST_CHARACTERS - len(suffix)]
    return f"{stem}{suffix}" or "file"


def _candidates(head: bytes) -> set[str]:
    try:
        return {match.mime_type for match in puremagic.magic_string(head[:HEAD_BYTES])}
    except (ValueError, puremagic.PureError):
        return set()
