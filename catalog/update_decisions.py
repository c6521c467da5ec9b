"""What somebody decided about an update, kept until it is taken (決めたことの控え): decided today, taken tomorrow."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from catalog.models import Adoption
from shared_forms.language.merge import Choice, Collision, Resolution
from shared_forms.language.texts import Text

Choices = Mapping[str, Choice]


def written(version_id: UUID, choices: Choices) -> dict[str, Any]:
    """The choices as they are kept, with the version they are about."""
    return {
        "version": str(version_id),
        "choices": {
            key: {"resolution": choice.resolution.value, "text": choice.text and choice.text.model_dump(mode="json")}
            for key, choice in choices.items()
        },
    }


def kept(adoption: Adoption, version_id: UUID) -> dict[str, Choice]:
    """What was decided about this version; nothing when it was about another one."""
    if adoption.decisions.get("version") != str(version_id):
        return {}
    return {
        key: Choice(Resolution(each["resolution"]), Text.model_validate(each["text"]) if each["text"] else None)
        for key, each in adoption.decisions["choices"].items()
    }


def recorded(collision: Collision, choices: Choices) -> dict[str, str | None]:
    """One collision for the record of the update: what both sides said, and what became of it."""
    choice = choices.get(collision.key)
    return {
        "name": collision.name,
        "sentence": collision.sentence,
        "before": collision.before,
        "theirs": collision.theirs,
        "ours": collision.ours,
        "resolution": collision.resolution.value,
        "words": str(choice.text) if choice and choice.text else None,
    }
