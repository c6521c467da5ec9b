"""The templates that come with the platform (ひな形): documents in the form language, read as data."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from shared_forms.language import FormDefinition
from shared_forms.library.golden_answers import GoldenAnswers, WrongAnswers, golden

__all__ = ["GoldenAnswers", "LibraryTemplate", "WrongAnswers", "golden", "templates"]


@dataclass(frozen=True, slots=True)
class LibraryTemplate:
    """A template, the name it is known by, and how it is found.

    category, life_events:  codes of `shared_forms.categories` and `shared_forms.life_events`.
    keywords:               readings and other words for it, separated by spaces.
    """

    slug: str
    definition: FormDefinition
    category: str
    life_events: tuple[str, ...]
    keywords: str


@cache
def templates() -> tuple[LibraryTemplate, ...]:
    """Every template that `index.json` names, ordered by slug."""
    folder = resources.files(__name__)
    index = json.loads((folder / "index.json").read_bytes())
    return tuple(
        LibraryTemplate(
            slug=name.replace("_", "-"),
            definition=FormDefinition.model_validate_json((folder / f"{name}.json").read_bytes()),
            category=found["category"],
            life_events=tuple(found["life_events"]),
            keywords=found["keywords"],
        )
        for name, found in sorted(index.items())
    )
