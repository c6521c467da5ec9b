"""The options of a question (選択肢), and which of them are offered."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import StrictBool, StringConstraints

from shared_forms.language.conditions import Condition
from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.texts import Text


class Option(FrozenModel):
    """An answer to choose.

    note:       a line below the label; behind it in a list.
    kana:       how it is read, for whoever looks for it in a long list; shown nowhere.
    exclusive:  chosen alone or not at all, such as "none of these"; where several can be chosen.
    free_text:  something is written beside it, such as "other"; where several can be chosen, for one option.
    ends:       whoever chooses this need not or cannot apply here; the text says what to do instead.
    show_when:  offered only then; an answer that names it at another time is no choice.
    locked:     reason for which no city may change or hide the option.
    """

    id: Id
    label: Text
    note: Text | None = None
    kana: Annotated[str, StringConstraints(max_length=200)] | None = None
    exclusive: StrictBool = False
    free_text: StrictBool = False
    ends: Text | None = None
    show_when: Condition | None = None
    locked: Text | None = None


def offered(options: Sequence[Option]) -> Callable[[str, Mapping[str, Any], date], bool]:
    """Build, once per form, what tells whether an option is on offer, given the answers so far. Unknown ones never are."""
    always = frozenset(option.id for option in options if option.show_when is None)
    sometimes = {option.id: option.show_when.predicate() for option in options if option.show_when is not None}

    def is_offered(option_id: str, answers: Mapping[str, Any], today: date) -> bool:
        if option_id in always:
            return True
        holds = sometimes.get(option_id)
        return holds is not None and holds(answers, today)

    return is_offered
