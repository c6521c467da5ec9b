"""What an update and a city's changes may disagree about (ぶつかり), and what can be done about it."""

from dataclasses import dataclass
from enum import StrEnum

from shared_forms.language.texts import Text


class Level(StrEnum):
    """How much an update asks of the people in a city (手間)."""

    AUTOMATIC = "automatic"
    LOOK = "look"
    DECISION = "decision"


class CollisionKind(StrEnum):
    """What collides (ぶつかりの種類). Those behind the line are shown and done; those before it wait for a decision."""

    REWORDED = "reworded"
    NEED = "need"
    LIMIT = "limit"
    MOVED = "moved"
    REMOVED = "removed"
    CONDITION = "condition"
    PAGE_GREW = "page_grew"
    # ---
    TRANSLATION = "translation"
    LOCKED = "locked"
    RETYPED = "retyped"
    NEEDED = "needed"
    PLACE_GONE = "place_gone"
    SAME_WORDS = "same_words"
    UNFIT = "unfit"


_SHOWN_ONLY = frozenset(
    {
        CollisionKind.TRANSLATION,
        CollisionKind.LOCKED,
        CollisionKind.RETYPED,
        CollisionKind.NEEDED,
        CollisionKind.PLACE_GONE,
        CollisionKind.SAME_WORDS,
        CollisionKind.UNFIT,
    }
)


class Resolution(StrEnum):
    """What a city may do about a collision (決めかた)."""

    OURS = "ours"
    THEIRS = "theirs"
    REWRITE = "rewrite"
    KEEP = "keep"
    UNCONDITIONAL = "unconditional"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decided. text: the new words, for REWRITE."""

    resolution: Resolution
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Collision:
    """One thing that both sides changed, or that the update leaves without its ground.

    target, option, aspect:  id of page or question, of the option if it is one's, and the operation it is about.
    sentence:                what happened, in Japanese; said of `name`.
    resolutions:             what can be done; the first is done until somebody decides.
    before, theirs, ours:    the words themselves, where it is about words: in the old template, in the new one, the city's.
    name:                    what people call it.
    chosen:                  what somebody decided, if that is among the resolutions.
    """

    kind: CollisionKind
    target: str
    sentence: str
    resolutions: tuple[Resolution, ...]
    option: str | None = None
    aspect: str = ""
    before: str | None = None
    theirs: str | None = None
    ours: str | None = None
    name: str = ""
    chosen: Resolution | None = None

    @property
    def key(self) -> str:
        """The name under which a choice is kept; the same whenever the same two versions meet."""
        return ":".join(filter(None, (self.kind, self.target, self.option, self.aspect)))

    @property
    def resolution(self) -> Resolution:
        """What is done."""
        return self.chosen or self.resolutions[0]

    @property
    def level(self) -> Level:
        """What it asks of people before anybody decided."""
        return Level.LOOK if self.kind in _SHOWN_ONLY or len(self.resolutions) == 1 else Level.DECISION

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to decide."""
        return self.level is Level.DECISION and self.chosen is None
