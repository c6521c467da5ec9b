"""The templates that come with the platform (ひな形): documents in the form language, read as data."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from shared_forms.language import FormDefinition


@dataclass(frozen=True, slots=True)
class LibraryTemplate:
    """A template and the name it is known by."""

    slug: str
    definition: FormDefinition


@cache
def templates() -> tuple[LibraryTemplate, ...]:
    """Every template of the library, ordered by slug."""
    documents = sorted(resources.files(__name__).iterdir(), key=lambda document: document.name)
    return tuple(
        LibraryTemplate(
            document.name.removesuffix(".json").replace("_", "-"),
            FormDefinition.model_validate_json(document.read_bytes()),
        )
        for document in documents
        if document.name.endswith(".json")
    )
