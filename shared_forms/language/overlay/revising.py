"""The next version of a template (改版), edited with the operations a city has: nothing is locked for its owner, who sets the locks.

What the owner adds bears a city's id while it is edited (`CITY_PREFIX`), and one of the template's own when the version is made.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from shared_forms.language.definition import FormDefinition, to_json
from shared_forms.language.overlay.applying import OverlayProblem, attempt
from shared_forms.language.overlay.draft import CITY_PREFIX
from shared_forms.language.overlay.operations import Overlay

# Ids of what a version of a template brings that was made here. `CITY_PREFIX` and this one have the same random ending.
ADDED_PREFIX = "new_"

# Id of a page or question -> why nobody may change it; "" sets it free.
Locks = Mapping[str, str]
# Id of a page or question -> whether each city words it for itself.
Notes = Mapping[str, bool]
NO_NOTES: Notes = MappingProxyType({})
_Place = tuple[str, str]  # of a page or question (id, ""), or of an option (id of the question, id of the option)


def unlocked(definition: FormDefinition) -> FormDefinition:
    """The same form without any lock."""
    document = to_json(definition)
    for _, element in _elements(document):
        element.pop("locked", None)
    return FormDefinition.model_validate(document)


def locks_of(definition: FormDefinition) -> dict[str, str]:
    """The locked pages and questions, with the reason in Japanese."""
    found = {page.id: page.locked for page in definition.pages if page.locked}
    found |= {each.id: each.locked for each in definition.every_question() if each.locked}
    return {target: str(reason) for target, reason in found.items()}


def notes_of(definition: FormDefinition) -> frozenset[str]:
    """The pages and questions that each city words for itself (市の案内)."""
    return frozenset(each.id for each in (*definition.pages, *definition.every_question()) if each.local_note)


def revised(
    base: FormDefinition, overlay: Overlay, locks: Locks, notes: Notes = NO_NOTES
) -> tuple[FormDefinition, tuple[OverlayProblem, ...]]:
    """The version that comes of these operations, locks and local notes, and why some operations are not possible.

    Locks of the base stay where nothing else is said. Added elements still bear the ids of `CITY_PREFIX`.
    """
    changed, problems = attempt(unlocked(base), overlay)
    before = {place: element["locked"] for place, element in _elements(to_json(base)) if "locked" in element}
    document = to_json(changed)
    for place, element in _elements(document):
        reason = {"ja": locks[place[0]]} if place[0] in locks and not place[1] else before.get(place)
        if reason and reason != {"ja": ""}:
            element["locked"] = reason
        if place[0] in notes and not place[1]:
            element["local_note"] = notes[place[0]]
    return FormDefinition.model_validate(document), problems


def with_own_ids(definition: FormDefinition) -> FormDefinition:
    """The form with ids of the template's own for everything that was added, wherever they are named."""
    document = to_json(definition)
    added = {place[1] or place[0] for place, _ in _elements(document) if (place[1] or place[0]).startswith(CITY_PREFIX)}
    names = {name: ADDED_PREFIX + name.removeprefix(CITY_PREFIX) for name in added}
    return FormDefinition.model_validate(_renamed(document, names))


def _elements(document: dict[str, Any]) -> Iterator[tuple[_Place, dict[str, Any]]]:
    """Every page, question and option of a stored form."""
    for page in document["pages"]:
        yield (page["id"], ""), page
        yield from _questions(page["questions"])


def _questions(questions: list[dict[str, Any]]) -> Iterator[tuple[_Place, dict[str, Any]]]:
    for question in questions:
        yield (question["id"], ""), question
        for option in question.get("options") or ():
            yield (question["id"], option["id"]), option
        yield from _questions(question.get("questions") or [])


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same document with other ids, as values, as keys, and within paths (`id.part`)."""
    if isinstance(value, dict):
        return {_name(key, names): _renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return _name(value, names) if isinstance(value, str) else value


def _name(word: str, names: Mapping[str, str]) -> str:
    head, dot, rest = word.partition(".")
    return names.get(head, head) + dot + rest
