"""A form that changed while somebody filled it in: which answers fit the newer one, and what to tell (様式の更新)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared_forms.language import FormDefinition, Question
from shared_forms.language.texts import Text
from shared_forms.language.types import OptionsQuestion

_TOLD = ("label", "help", "required", "required_when")


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different for the person, by the words of the questions.

    asked:     new questions; again: asked in another way, to be answered anew; changed: other words, options or need;
    gone:      not asked any more.
    """

    asked: tuple[Text, ...]
    again: tuple[Text, ...]
    changed: tuple[Text, ...]
    gone: tuple[Text, ...]

    def __bool__(self) -> bool:
        return bool(self.asked or self.again or self.changed or self.gone)


def fitting(answers: Mapping[str, object], old: FormDefinition, new: FormDefinition) -> dict[str, object]:
    """The answers to questions that are still asked in the same way, as they were typed."""
    kept = {question.id for question in new.questions() if _is_same_kind(old.question(question.id), question)}
    return {name: answer for name, answer in answers.items() if name in kept}


def compare(old: FormDefinition, new: FormDefinition) -> Changes:
    """What to tell somebody who began on the old form and goes on with the new one."""
    before = {question.id: question for question in old.questions() if question.is_asked}
    now = {question.id: question for question in new.questions() if question.is_asked}
    both = [(before[name], question) for name, question in now.items() if name in before]
    return Changes(
        asked=tuple(question.label for name, question in now.items() if name not in before),
        again=tuple(question.label for was, question in both if not _is_same_kind(was, question)),
        changed=tuple(_reworded(both)),
        gone=tuple(question.label for name, question in before.items() if name not in now),
    )


def _reworded(both: list[tuple[Question, Question]]) -> Iterator[Text]:
    for was, now in both:
        if _is_same_kind(was, now) and _told(was) != _told(now):
            yield now.label


def _told(question: Question) -> tuple[object, ...]:
    options = question.options if isinstance(question, OptionsQuestion) else ()
    return (*(getattr(question, name) for name in _TOLD), tuple((each.id, each.label) for each in options))


def _is_same_kind(was: Question | None, now: Question) -> bool:
    """Whether what was typed can stand in the new question's controls."""
    if was is None or was.type != now.type:
        return False
    inner = {each.id: each.type for each in was.inner()}
    return all(inner.get(each.id, each.type) == each.type for each in now.inner())
