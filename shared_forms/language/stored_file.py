"""What the form language knows of an uploaded file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is already stored (添付); answers name it by its id.

    content_type:  as found by looking into the file, not as the sender called it.
    """

    id: str
    name: str
    size_bytes: int
    content_type: str
