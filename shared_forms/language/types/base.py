"""What every type of question has and can do."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal, NamedTuple

from pydantic import Field, StrictBool

from shared_forms.language.comparing import Order
from shared_forms.language.conditions import Condition
from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.json_schemas import Schema
from shared_forms.language.stored_file import StoredFile
from shared_forms.language.texts import Text
from shared_forms.language.types.options import Option

# A normalised answer, as it is stored in JSON.
AnswerValue = str | bool | int | float | dict[str, Any] | list[Any]

# What the controls of a question show again: one text, a text per part, several texts of one name, or rows of all these.
Typed = str | dict[str, str] | list[str] | list[dict[str, Any]]

Files = Mapping[str, StoredFile]

# All values that the browser sent under one control name.
GetList = Callable[[str], list[str]]

Privacy = Literal["plain", "personal", "sensitive"]


# What a value is computed from: a number, a whole one, a day, which option was chosen, or the rows of a group.
Role = Literal["number", "whole", "day", "option", "rows"]


class Ingredient(NamedTuple):
    """An earlier question that a value is computed from, and as what.

    group:    the group in whose rows it stands.
    options:  those the computation knows.
    """

    question: str
    role: Role
    group: str | None = None
    options: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """What is known while answers are read: the day, the files, and the accepted answers so far."""

    today: date
    files: Files
    answers: MutableMapping[str, AnswerValue] = field(default_factory=dict)


# From JSON that is not None to the normalised answer; None or "" when nothing was answered; raises NotAccepted.
Reader = Callable[[Any, Reading], AnswerValue | None]


class QuestionBase(FrozenModel):
    """A question (項目): the attributes all types share, and the protocol each type fulfils.

    required_when:  required only then.
    autocomplete:   HTML autofill token (WCAG 1.3.5).
    privacy:        how carefully the answer is handled; `personal` unless the form says otherwise.
    locked:         reason for which no city may change the question, e.g. the law that asks for it.
    local_note:     each city writes these words for itself (市の案内); an update of the form leaves a city's own words alone.

    What conditions may do with the answer, besides asking whether there is one:
    ordered_as:  kind of order in which answers are compared; None when they have none.
    has_rows:    whether its rows can be counted.

    is_asked:   whether there is anything to answer.
    is_stored:  whether there is anything to keep; a computed value is kept though nobody is asked.
    limits:     attributes that say how much is accepted; a city may change them where the question is not locked.
    """

    parts: ClassVar[tuple[str, ...]] = ()
    ordered_as: ClassVar[Order | None] = None
    has_rows: ClassVar[bool] = False
    is_asked: ClassVar[bool] = True
    is_stored: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = ()

    id: Id
    label: Text
    help: Text | None = None
    required: StrictBool = True
    required_when: Condition | None = None
    show_when: Condition | None = None
    autocomplete: str | None = Field(default=None, pattern=r"^[a-z0-9-]+( [a-z0-9-]+)*$", max_length=100)
    privacy: Privacy = "personal"
    locked: Text | None = None
    local_note: StrictBool = False

    @abstractmethod
    def reader(self) -> Reader:
        """Build, once per form, the function that reads an answer."""

    @abstractmethod
    def answer_schema(self) -> Schema:
        """JSON Schema of the normalised answer.

        It says all that can be said of one answer alone. Check digits, limits counted from a day or from another answer, how
        many digits stand behind the point, and the order of options are beyond it.
        """

    def described_schema(self) -> Schema:
        """The same with the words of the question."""
        words = {"title": self.label, "description": self.help}
        return {name: text.get() for name, text in words.items() if text is not None} | self.answer_schema()

    @property
    def always_answered(self) -> bool:
        """Whether no answers are complete without this one, wherever it is asked."""
        return self.required and self.required_when is None and self.show_when is None

    def from_form_data(self, getlist: GetList) -> Typed:
        """What the browser sent for this question, as it goes into the raw answers."""
        values = getlist(self.id)
        return values[0] if values else ""

    def typed(self, raw: object) -> Typed:
        """What the controls show again for a raw or normalised answer of any shape."""
        return raw if isinstance(raw, str) else ""

    def is_blank(self, raw: object) -> bool:
        """Whether nothing was answered."""
        typed = self.typed(raw)
        return not any(typed.values() if isinstance(typed, dict) else typed)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        """A normalised answer in lines for a reader."""
        return tuple(str(value).splitlines())

    def initial(self, today: date) -> Typed | None:
        """What is filled in before anybody answers."""
        return None

    def inner(self) -> tuple[Any, ...]:
        """The questions that stand in it."""
        return ()

    def offers(self) -> tuple[Option, ...]:
        """The options there are to choose from."""
        return ()

    def comparable_values(self) -> frozenset[bool | str] | None:
        """The values the answer may be, as far as a condition may ask which; None when it may not."""
        return None

    def includable_options(self) -> frozenset[str] | None:
        """The options a condition may look for among several that were chosen; None when only one can be."""
        return None

    def limit_references(self) -> tuple[str, ...]:
        """Earlier questions of the same type that limits of this one look at."""
        return ()

    def ingredients(self) -> tuple[Ingredient, ...]:
        """The questions that the value of this one is computed from."""
        return ()

    def contradictions(self) -> Iterator[str]:
        """What can never work in the question itself, in Japanese sentences for the person who edits it."""
        return iter(())
