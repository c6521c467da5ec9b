"""Whether something is shown, required, and how much is accepted, carried over to the new template."""

from collections.abc import Iterator

from shared_forms.language.merge.collisions import Collision, CollisionKind, Resolution
from shared_forms.language.merge.meeting import Meeting
from shared_forms.language.overlay import Hide, Operation, Require, SetLimit
from shared_forms.language.overlay.draft import Impossible
from shared_forms.language.types import Question

OURS, THEIRS = Resolution.OURS, Resolution.THEIRS


def carry_hide(operation: Hide, meeting: Meeting) -> Iterator[Operation]:
    """What is hidden stays hidden; of a page on which something new stands, somebody should know."""
    if not operation.option and (grown := _newcomers(operation.target, meeting)):
        names = "、".join(f"『{meeting.new.name(name)}』" for name in grown)
        sentence = f"市で隠しているページに、新しい版で{names}が入りました。"
        collision = Collision(CollisionKind.PAGE_GREW, operation.target, sentence, (OURS, THEIRS))
        if meeting.meet(collision) is THEIRS:
            return
    yield operation


def _newcomers(page: str, meeting: Meeting) -> list[str]:
    stood_there = meeting.old.order.get(page, ())
    return [name for name in meeting.new.order.get(page, ()) if name not in stood_there]


def carry_require(operation: Require, meeting: Meeting) -> Iterator[Operation]:
    """The city's need, unless the template has come to the same."""
    before, now = meeting.old.questions[operation.target], meeting.new.questions[operation.target]
    was, theirs = ((each.required, each.required_when) for each in (before, now))
    if theirs == (operation.required, None):
        return
    if theirs != was:
        collision = Collision(
            CollisionKind.NEED,
            operation.target,
            "必須かどうかを、新しい版でも市でも変えました。",
            (OURS, THEIRS),
            before=_need(before),
            theirs=_need(now),
            ours="必須" if operation.required else "任意",
        )
        if meeting.meet(collision) is THEIRS:
            return
    yield operation


def carry_limit(operation: SetLimit, meeting: Meeting) -> Iterator[Operation]:
    """The city's limit, unless the template has come to the same."""
    before, now = meeting.old.questions[operation.target], meeting.new.questions[operation.target]
    try:
        ours = getattr(operation.limited(now), operation.limit)
    except Impossible:
        meeting.meet(retyped_away(operation.target, operation.limit))
        return
    theirs = getattr(now, operation.limit)
    if theirs == ours:
        return
    if theirs != (was := getattr(before, operation.limit, None)):
        collision = Collision(
            CollisionKind.LIMIT,
            operation.target,
            "入力の範囲を、新しい版でも市でも変えました。",
            (OURS, THEIRS),
            aspect=operation.limit,
            before=_amount(was),
            theirs=_amount(theirs),
            ours=_amount(ours),
        )
        if meeting.meet(collision) is THEIRS:
            return
    yield operation


def retyped_away(target: str, aspect: str, option: str | None = None) -> Collision:
    """The question is answered in another way now, and the operation has nothing to hold on to."""
    sentence = "答えかたが、新しい版で変わりました。これについての市の変更はなくなります。"
    return Collision(CollisionKind.RETYPED, target, sentence, (THEIRS,), option=option, aspect=aspect)


def _need(question: Question) -> str:
    return "条件に合うときだけ必須" if question.required_when else "必須" if question.required else "任意"


def _amount(limit: object) -> str | None:
    return str(limit) if isinstance(limit, (int, float, str)) else None
