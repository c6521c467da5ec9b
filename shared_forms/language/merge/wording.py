"""Words (ことばと案内) that the city changed, carried over to the new template."""

from collections.abc import Iterator

from shared_forms.language.merge.collisions import Collision, CollisionKind, Resolution
from shared_forms.language.merge.elements import help_of, label_of
from shared_forms.language.merge.meeting import Meeting
from shared_forms.language.merge.words import MergedWords, merged
from shared_forms.language.overlay import Operation, Rehelp, Relabel
from shared_forms.language.texts import Text

OURS, THEIRS, REWRITE = Resolution.OURS, Resolution.THEIRS, Resolution.REWRITE


def carry_words(operation: Relabel | Rehelp, meeting: Meeting) -> Iterator[Operation]:
    """The operation with the words that come of both sides; nothing where they are the template's by now."""
    of = label_of if isinstance(operation, Relabel) else help_of
    before = meeting.old.part(operation.target, operation.option)
    now = meeting.new.part(operation.target, operation.option)
    was, theirs = (of(part) if part is not None else None for part in (before, now))
    text = _chosen(operation, was, theirs, meeting)
    if isinstance(operation, Rehelp):
        if text != theirs:
            yield operation.model_copy(update={"text": text})
    elif text is not None and text != theirs:
        yield operation.model_copy(update={"text": text})


def _chosen(operation: Relabel | Rehelp, was: Text | None, theirs: Text | None, meeting: Meeting) -> Text | None:
    both = merged(was, theirs, operation.text)
    collision = _collision(operation, was, theirs, both, meeting)
    if collision is None:
        return both.ours
    answer = meeting.meet(collision)
    if answer is REWRITE:
        return meeting.choices[collision.key].text
    return both.ours if answer is OURS else both.theirs if both.collide else theirs


def _collision(
    operation: Relabel | Rehelp, was: Text | None, theirs: Text | None, both: MergedWords, meeting: Meeting
) -> Collision | None:
    resolutions: tuple[Resolution, ...] = (OURS, THEIRS)
    what = "ことば" if isinstance(operation, Relabel) else "案内"
    if both.collide and not meeting.new.is_local_note(operation.target):
        kind, resolutions = CollisionKind.REWORDED, (OURS, THEIRS, REWRITE)
        sentence = f"{what}を、新しい版でも市でも変えました。"
    elif both.both and not both.collide:
        kind = CollisionKind.TRANSLATION
        sentence = f"{what}を、新しい版と市で、別の言語について変えました。意味が合っているか見てください。"
    elif isinstance(operation, Relabel) and not operation.option and meeting.is_retyped(operation.target):
        kind = CollisionKind.RETYPED
        sentence = "答えかたが、新しい版で変わりました。市のことばが合っているか見てください。"
    else:
        return None
    return Collision(
        kind,
        operation.target,
        sentence,
        resolutions,
        option=operation.option,
        aspect=operation.op,
        before=_ja(was),
        theirs=_ja(theirs),
        ours=_ja(operation.text),
    )


def _ja(text: Text | None) -> str | None:
    return None if text is None else str(text)
