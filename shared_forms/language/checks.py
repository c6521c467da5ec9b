"""Checks across questions (項目どうしの確かめ): what cannot be told of any single answer."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from shared_forms.language.conditions import Condition, Predicate
from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.refusals import AnswerError, ErrorCode
from shared_forms.language.texts import Text


class Check(FrozenModel):
    """Answers that do not go together.

    at:          question beside which the message stands; where it is not asked, the check is not made.
    wrong_when:  true of answers that must be put right.
    message:     what to do, for the person who answers.
    """

    id: Id
    at: Id
    wrong_when: Condition
    message: Text

    def looks_at(self) -> frozenset[str]:
        """The questions whose answers must be known before anything can be said."""
        return frozenset({self.at, *(reference.question for reference in self.wrong_when.references())})


class CompiledCheck(NamedTuple):
    """A check made ready; `asked` is the condition of the question beside which it speaks, None when that always is."""

    check: Check
    looks_at: frozenset[str]
    wrong: Predicate
    asked: Predicate | None


def failed(
    checks: Iterable[CompiledCheck], accepted: Mapping[str, Any], refused: Collection[str], today: date
) -> Iterator[AnswerError]:
    """The errors of checks that fail. A check says nothing while an answer it looks at is refused or missing though required.

    refused:  ids of questions about whose answers something else is wrong.
    """
    for check, looks_at, wrong, asked in checks:
        if looks_at.isdisjoint(refused) and (asked is None or asked(accepted, today)) and wrong(accepted, today):
            yield AnswerError(check.at, None, ErrorCode.CHECK, {"check": check.id}, check.message)
