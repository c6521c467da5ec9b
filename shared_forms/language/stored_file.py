"""What the form language knows of an uploaded file."""

from dataclasses import dataclass

# Kinds that can be drawn anew and shown as a picture; all others are only named.
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is already stored (添付); answers name it by its id.

    content_type:  as found by looking into the file, not as the sender called it.
    """

    id: str
    name: str
    size_bytes: int
    content_type: str

    @property
    def is_picture(self) -> bool:
        return self.content_type in PICTURES
