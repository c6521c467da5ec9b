"""A city's operations, one by one, from the old template to the new one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from shared_forms.language.merge.collisions import Choice, Collision, CollisionKind, Resolution
from shared_forms.language.merge.elements import label_of
from shared_forms.language.merge.meeting import Meeting
from shared_forms.language.merge.places import kept_spot
from shared_forms.language.merge.placing import carry_move, carry_option, carry_page, carry_question
from shared_forms.language.merge.settings import carry_hide, carry_limit, carry_require, retyped_away
from shared_forms.language.merge.wording import carry_words
from shared_forms.language.overlay import (
    CITY_PREFIX,
    AddOption,
    AddPage,
    AddQuestion,
    Hide,
    Move,
    Operation,
    Rehelp,
    Relabel,
    Require,
    SetFact,
    SetLimit,
    attempt,
)
from shared_forms.language.overlay.composing import target_of, without
from shared_forms.language.overlay.draft import Spot

THEIRS, KEEP = Resolution.THEIRS, Resolution.KEEP

_CARRY: Mapping[type[Operation], Callable[[Any, Meeting], Iterator[Operation]]] = {
    Relabel: carry_words,
    Rehelp: carry_words,
    Hide: carry_hide,
    Require: carry_require,
    SetLimit: carry_limit,
    AddPage: carry_page,
    AddQuestion: carry_question,
    AddOption: carry_option,
    Move: carry_move,
}


def carry(meeting: Meeting) -> list[Operation]:
    """The operations that go on with the new template; where each stands in the meeting's collisions if it met any."""
    operations: list[Operation] = list(_kept_questions(meeting))
    for operation in meeting.overlay.operations:
        if isinstance(operation, SetFact) or _is_on_own(operation, meeting):
            operations.append(operation)
        elif target_of(operation) in meeting.own or _is_open(operation, meeting):
            operations += _CARRY[type(operation)](operation, meeting)
    for target, option in meeting.given_up:
        operations = without(operations, target, option)
    return operations


def _is_on_own(operation: Operation, meeting: Meeting) -> bool:
    """Whether an operation changes something else than the place of what the city added."""
    return target_of(operation) in meeting.own and not isinstance(operation, (AddPage, AddQuestion, Move))


def _is_open(operation: Operation, meeting: Meeting) -> bool:
    """Whether the new template still has what an operation is about, and leaves it to the city."""
    target = target_of(operation)
    option = None if isinstance(operation, AddOption) else getattr(operation, "option", None)
    if meeting.new.element(target) is None or (option and meeting.new.option(target, option) is None):
        if not isinstance(operation, Hide):
            _give_up(operation, target, option, meeting)
        return False
    if (reason := meeting.new.lock(target, option)) is None:
        return True
    sentence = f"新しい版で固定されました（理由：{reason}）。これについての市の変更はなくなります。"
    theirs, ours = _both_labels(operation, meeting)
    lock = Collision(
        CollisionKind.LOCKED, target, sentence, (THEIRS,), option=option, aspect=operation.op, theirs=theirs, ours=ours
    )
    meeting.meet(lock)
    return False


def _both_labels(operation: Operation, meeting: Meeting) -> tuple[str | None, str | None]:
    if not isinstance(operation, Relabel):
        return None, None
    part = meeting.new.part(operation.target, operation.option)
    return str(label_of(part)) if part is not None else None, str(operation.text)


def _give_up(operation: Operation, target: str, option: str | None, meeting: Meeting) -> None:
    """What the city changed is gone from the template: it goes here too, or stays as the city's own."""
    if option and meeting.new.element(target) is not None:
        if meeting.is_retyped(target):
            meeting.meet(retyped_away(target, operation.op, option))
        else:
            sentence = "この選択肢は、新しい版でなくなりました。市で変えていた内容もなくなります。"
            meeting.meet(Collision(CollisionKind.REMOVED, target, sentence, (THEIRS,), option=option))
        return
    sentence = "新しい版でなくなりました。市で変えていた内容もなくなります。"
    resolutions = (THEIRS, KEEP) if _can_stay(target, meeting) else (THEIRS,)
    meeting.meet(Collision(CollisionKind.REMOVED, target, sentence, resolutions))


def _can_stay(target: str, meeting: Meeting) -> bool:
    question = meeting.old.questions.get(target)
    return question is not None and target in meeting.old.places and question.is_asked and not question.inner()


def _kept_questions(meeting: Meeting) -> Iterator[AddQuestion]:
    """Questions that the template gave up and the city keeps, as the city asks them."""
    wanted = [name for name in meeting.old.places if _is_kept(meeting.choices.get(f"{CollisionKind.REMOVED}:{name}"))]
    wanted = [name for name in wanted if name not in meeting.new.questions and _can_stay(name, meeting)]
    if not wanted:
        return
    form, _ = attempt(meeting.old.definition, meeting.overlay)
    for name in wanted:
        if (question := form.question(name)) is not None:
            meeting.kept[name] = f"{CITY_PREFIX}{name}"[:40]
            own = question.model_copy(update={"id": meeting.kept[name], "locked": None})
            spot = kept_spot(Spot(name, None, None), meeting.old, meeting.new, set())
            yield AddQuestion(op="add_question", question=own, **spot._asdict())


def _is_kept(choice: Choice | None) -> bool:
    return choice is not None and choice.resolution is KEEP
