"""What nobody ever gets to see or to choose, found by trying the answers that conditions look at.

Questions with a finite list of answers are tried with each of them, all others with "something"; every question also without an
answer. What is found is therefore certain, and what depends on dates or numbers is not found.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shared_forms.language.analysis.deciding import ANYTHING, SOMETHING, decide
from shared_forms.language.analysis.faults import Fault, FaultCode
from shared_forms.language.conditions import Condition
from shared_forms.language.definition import FormDefinition, Page
from shared_forms.language.types import Question
from shared_forms.language.types.options import Option

# What takes more looks at answers than this, for one condition or for the whole form, is taken to be possible.
MOST_LOOKS = 100_000
MOST_LOOKS_OF_A_FORM = 1_000_000


def dead_ends(definition: FormDefinition) -> tuple[Fault, ...]:
    """Every fault for which a form that can be read must not be published all the same."""
    return tuple(_dead_ends(definition))


def _dead_ends(definition: FormDefinition) -> Iterator[Fault]:
    trials = _Trials(definition)
    for page in definition.pages:
        if not trials.can_be(page.show_when):
            message = f"ページ『{page.title}』は、表示条件に合う答えがないので、だれにも出ません。条件を直すか、ページをなくしてください。"
            yield Fault(FaultCode.UNREACHABLE, page.id, message)
            continue
        for question in page.questions:
            yield from _of_question(trials, page, question)


def _of_question(trials: "_Trials", page: Page, question: Question) -> Iterator[Fault]:
    shown = (page.show_when, question.show_when)
    if not trials.can_be(*shown):
        message = f"『{question.label}』は、表示条件に合う答えがないので、だれにも出ません。条件を直すか、項目をなくしてください。"
        yield Fault(FaultCode.UNREACHABLE, question.id, message)
        return
    if question.required_when and not trials.can_be(*shown, question.required_when):
        message = f"『{question.label}』の必須の条件に合う答えがないので、必須になりません。条件を直すか、任意にしてください。"
        yield Fault(FaultCode.NEVER_NEEDED, question.id, message)
    conditional = (option for option in question.offers() if option.show_when is not None)
    never = [option for option in conditional if not trials.can_be(*shown, option.show_when)]
    for option in never:
        message = f"『{question.label}』の選択肢『{option.label}』は、表示条件に合う答えがないので、だれにも出ません。"
        yield Fault(FaultCode.IMPOSSIBLE_OPTION, question.id, message)
    if question.required and question.offers() and not _answerable(question, never):
        message = f"『{question.label}』は必須なのに、選んで先へ進める選択肢がありません。選択肢を足すか、任意にしてください。"
        yield Fault(FaultCode.DEAD_END, question.id, message)


def _answerable(question: Question, never: list[Option]) -> list[Option]:
    return [option for option in question.offers() if option.ends is None and option not in never]


class _Trials:
    """Tries answers; knows of each question what it may be answered with and when it is shown."""

    def __init__(self, definition: FormDefinition) -> None:
        self._left = MOST_LOOKS_OF_A_FORM
        self._order = {question.id: place for place, question in enumerate(definition.questions())}
        self._questions = {question.id: question for question in definition.questions()}
        self._shown = {
            question.id: (page.show_when, question.show_when)
            for page in definition.pages
            for question in page.questions
        }
        self._decided_by = {
            name: _references((*self._shown[name], *(option.show_when for option in question.offers())))
            for name, question in self._questions.items()
        }

    def can_be(self, *conditions: Condition | None) -> bool:
        """Whether some answers make all conditions hold, as far as can be told."""
        wanted = [condition for condition in conditions if condition is not None]
        if not wanted or self._left < 0:
            return True
        looked_at = _references(wanted)
        names = sorted(self._with_deciding(looked_at), key=self._order.__getitem__)
        left = min(MOST_LOOKS, self._left)
        trials: list[dict[str, Any]] = [dict.fromkeys(names, ANYTHING)]
        for name in names:
            remaining = []
            for before in trials:
                looks = 1 + len(self._decided_by[name])
                for trial in self._answered(name, before):
                    looks += 1 + len(looked_at)
                    if looks > left:
                        self._left -= looks
                        return True
                    if not any(_fails(condition, trial) for condition in wanted):
                        remaining.append(trial)
                left -= looks
                self._left -= looks
            trials = remaining
        return bool(trials)

    def _answered(self, name: str, before: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The same answers with one question more: not answered, or with one of its values."""
        without = {question: answer for question, answer in before.items() if question != name}
        yield without
        if any(_fails(condition, before) for condition in self._shown[name]):
            return
        question = self._questions[name]
        refused = {option.id for option in question.offers() if option.ends or _fails(option.show_when, before)}
        for value in question.comparable_values() or (SOMETHING,):
            if value not in refused:
                yield without | {name: value}

    def _with_deciding(self, looked_at: Iterable[str]) -> set[str]:
        """These questions, and those that decide what may be answered there."""
        found: set[str] = set()
        waiting = list(looked_at)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._decided_by[name]
        return found


def _references(conditions: Iterable[Condition | None]) -> list[str]:
    """The questions these conditions look at, as often as they do."""
    return [each.question for condition in conditions if condition for each in condition.references()]


def _fails(condition: Condition | None, answers: Mapping[str, Any]) -> bool:
    return condition is not None and decide(condition, answers) is False
