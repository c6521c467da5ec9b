"""A form (様式) as an immutable document; published once, it never changes."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, StrictBool

from shared_forms.language.checks import Check
from shared_forms.language.conditions import Condition
from shared_forms.language.follow_up import FollowUp
from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.guide import Guide
from shared_forms.language.json_schemas import DRAFT
from shared_forms.language.texts import Text
from shared_forms.language.types import Question


class Page(FrozenModel):
    """One topic on one screen. locked and local_note are those of questions."""

    id: Id
    title: Text
    help: Text | None = None
    show_when: Condition | None = None
    locked: Text | None = None
    local_note: StrictBool = False
    questions: tuple[Question, ...] = Field(max_length=50)


class Repeat(FrozenModel):
    """What a repeat notice (くり返す連絡) remembers about each child, so that the next one takes three taps.

    child:       questions whose answers are remembered.
    card_title:  the one that names the child's card; card_note stands below it.
    """

    child: tuple[Id, ...] = Field(min_length=1, max_length=20)
    card_title: Id
    card_note: tuple[Id, ...] = Field(default=(), max_length=5)


class FormDefinition(FrozenModel):
    """Everything about a form: what is said before it, its pages and its questions.

    source:  law or document the form follows, for the people who maintain it.
    next:    what is offered once an application arrived.
    """

    title: Text
    kind: Literal["application", "repeat_notice"]
    guide: Guide = Guide()
    source: Text | None = None
    repeat: Repeat | None = None
    pages: tuple[Page, ...] = Field(max_length=50)
    checks: tuple[Check, ...] = Field(default=(), max_length=100)
    next: tuple[FollowUp, ...] = Field(default=(), max_length=5)

    def questions(self) -> Iterator[Question]:
        """Every question in the order of the form."""
        return (question for page in self.pages for question in page.questions)

    def every_question(self) -> Iterator[Question]:
        """The same with those in the rows of groups, each behind its group."""
        return (each for question in self.questions() for each in (question, *question.inner()))

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.every_question()}

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {inner.id: group.id for group in self.questions() for inner in group.inner()}

    def group_of(self, question_id: str) -> str | None:
        """Id of the group in whose rows a question stands; None for one that stands on a page itself."""
        return self._groups.get(question_id)

    def with_ingredients(self, question_ids: Iterable[str]) -> frozenset[str]:
        """These questions and, of those that are computed, all that they are computed from."""
        found: set[str] = set()
        waiting = list(question_ids)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                question = self.question(name)
                waiting += [each.question for each in question.ingredients()] if question else []
        return frozenset(found)

    def question(self, question_id: str) -> Question | None:
        """The question of that id, in a row or not, if it is there."""
        return self._by_id.get(question_id)


def to_json(definition: FormDefinition) -> dict[str, Any]:
    """The document as it is stored. What has its default value is left out, so that a new optional attribute
    changes neither the document nor the hash of a form published before."""
    document: dict[str, Any] = definition.model_dump(mode="json", exclude_defaults=True)
    return document


def content_hash(definition: FormDefinition) -> str:
    """The name of this very content: SHA-256, in hex, of the canonical JSON."""
    canonical = json.dumps(to_json(definition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def json_schema() -> dict[str, Any]:
    """JSON Schema of the form language, for editors and other systems."""
    return {"$schema": DRAFT, **FormDefinition.model_json_schema()}
