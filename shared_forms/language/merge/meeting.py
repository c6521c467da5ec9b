"""Where the two sides meet: the old and the new template, the city's changes, and what people decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from shared_forms.language.merge.collisions import Choice, Collision, Resolution
from shared_forms.language.merge.elements import Elements
from shared_forms.language.overlay import AddPage, AddQuestion, Operation, Overlay
from shared_forms.language.overlay.composing import target_of
from shared_forms.language.overlay.differences import moved


@dataclass(frozen=True, slots=True)
class Meeting:
    """One merge while it is worked out.

    own:         names of the pages and questions that the city added, by id.
    moved:       questions that the update put elsewhere.
    kept:        id that a question gets which the template gave up and the city keeps, by the old one.
    given_up:    own questions, and options of questions, for which the template's stand in.
    collisions:  what was met, by key, in the order of meeting.
    """

    old: Elements
    new: Elements
    overlay: Overlay
    choices: Mapping[str, Choice]
    own: Mapping[str, str]
    moved: frozenset[str]
    kept: dict[str, str] = field(default_factory=dict)
    given_up: list[tuple[str, str | None]] = field(default_factory=list)
    collisions: dict[str, Collision] = field(default_factory=dict)

    def meet(self, collision: Collision) -> Resolution:
        """Note a collision, once, and say what is to be done about it."""
        if collision.key not in self.collisions:
            choice = self.choices.get(collision.key)
            is_open_to_it = choice is not None and choice.resolution in collision.resolutions
            chosen = choice.resolution if choice is not None and is_open_to_it else None
            self.collisions[collision.key] = replace(collision, name=self._name(collision), chosen=chosen)
        return self.collisions[collision.key].resolution

    def is_retyped(self, target: str) -> bool:
        """Whether a question is answered in another way now."""
        before, now = self.old.questions.get(target), self.new.questions.get(target)
        return before is not None and now is not None and before.type != now.type

    def _name(self, collision: Collision) -> str:
        own = self.own.get(collision.target)
        return own or self.old.name(collision.target, collision.option)


def meeting(old: Elements, new: Elements, overlay: Overlay, choices: Mapping[str, Choice]) -> Meeting:
    """The beginning of a merge."""
    own = {target_of(each): _own_name(each) for each in overlay.operations if isinstance(each, (AddPage, AddQuestion))}
    return Meeting(old, new, overlay, choices, own, frozenset(moved(old.definition, new.definition)))


def _own_name(operation: Operation) -> str:
    if isinstance(operation, AddPage):
        return str(operation.page.title)
    return str(operation.question.label) if isinstance(operation, AddQuestion) else ""
