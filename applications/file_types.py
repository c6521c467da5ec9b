"""What a file is, by its content; what it calls itself is only compared with that."""

import mimetypes
from collections.abc import Sequence
from pathlib import PurePath

import puremagic

HEAD_BYTES = 64 * 1024
MOST_CHARACTERS = 200  # as the column


def accepted_type(head: bytes, accept: Sequence[str]) -> str | None:
    """The first accepted content type that these bytes look like, None if they look like none of them."""
    candidates = _candidates(head)
    return next((content_type for content_type in accept if content_type in candidates), None)


def is_disguised(name: str, head: bytes) -> bool:
    """Whether the ending of a file's name claims a type that its content is not; an unknown ending claims none."""
    claimed, _ = mimetypes.guess_type(name, strict=False)
    return claimed is not None and claimed not in _candidates(head)


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
