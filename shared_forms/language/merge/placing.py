"""What the city added or moved, carried over to a place in the new template."""

from collections.abc import Iterator

from shared_forms.language.merge.collisions import Collision, CollisionKind, Resolution
from shared_forms.language.merge.meeting import Meeting
from shared_forms.language.merge.places import kept_page, kept_spot, renamed
from shared_forms.language.merge.settings import retyped_away
from shared_forms.language.overlay import AddOption, AddPage, AddQuestion, Move, Operation
from shared_forms.language.overlay.composing import target_of
from shared_forms.language.overlay.draft import CITY_PREFIX, Spot
from shared_forms.language.types import OptionsQuestion

OURS, THEIRS = Resolution.OURS, Resolution.THEIRS


def carry_page(operation: AddPage, meeting: Meeting) -> Iterator[Operation]:
    """An own page, behind the page it stood behind or the last one before that which is left."""
    yield operation.model_copy(
        update={"after": kept_page(operation.after, meeting.old, meeting.new, meeting.own.keys())}
    )


def carry_question(operation: AddQuestion, meeting: Meeting) -> Iterator[Operation]:
    """An own question; it is given up if somebody found that the template asks the same by now."""
    name = operation.question.id
    new = (question for each, question in meeting.new.questions.items() if each not in meeting.old.questions)
    if any(str(question.label) == str(operation.question.label) for question in new):
        sentence = "市が足した項目と同じことばの項目が、新しい版に入りました。どちらも要るか見てください。"
        if meeting.meet(Collision(CollisionKind.SAME_WORDS, name, sentence, (OURS, THEIRS))) is THEIRS:
            meeting.given_up.append((name, None))
    yield _placed(operation, meeting)


def carry_option(operation: AddOption, meeting: Meeting) -> Iterator[Operation]:
    """An own option, behind the option it stood behind or the last one before that which is left."""
    target, option = operation.target, operation.option
    now = meeting.new.questions[target]
    if not isinstance(now, OptionsQuestion):
        meeting.meet(retyped_away(target, operation.op, option.id))
        return
    before = meeting.old.questions.get(target)
    old_ids = [each.id for each in before.options] if isinstance(before, OptionsQuestion) else []
    if any(each.id not in old_ids and str(each.label) == str(option.label) for each in now.options):
        sentence = f"市が足した選択肢と同じ『{option.label}』が、新しい版に入りました。どちらも要るか見てください。"
        collision = Collision(CollisionKind.SAME_WORDS, target, sentence, (OURS, THEIRS), option=option.id)
        if meeting.meet(collision) is THEIRS:
            meeting.given_up.append((target, option.id))
    after = operation.after
    if after is not None and not after.startswith(CITY_PREFIX) and now.option(after) is None:
        earlier = old_ids[: old_ids.index(after)] if after in old_ids else []
        after = next((each for each in reversed(earlier) if now.option(each) is not None), None)
    yield operation.model_copy(update={"after": after})


def carry_move(operation: Move, meeting: Meeting) -> Iterator[Operation]:
    """A question put elsewhere, unless the template put it there too."""
    target = operation.target
    if target not in meeting.own and target not in meeting.new.places:
        meeting.meet(retyped_away(target, operation.op))
        return
    if target in meeting.moved:
        if _stands_at(target, operation.spot, meeting):
            return
        sentence = "新しい版でも市でも、別の場所へ移しました。"
        if meeting.meet(Collision(CollisionKind.MOVED, target, sentence, (OURS, THEIRS))) is THEIRS:
            return
    yield _placed(operation, meeting)


def _stands_at(target: str, spot: Spot, meeting: Meeting) -> bool:
    page, number = meeting.new.places[target]
    names = meeting.new.order[page]
    if spot.page:
        return page == spot.page and number == len(names) - 1
    neighbour = number - 1 if spot.after else number + 1
    return 0 <= neighbour < len(names) and names[neighbour] == (spot.after or spot.before)


def _placed(operation: AddQuestion | Move, meeting: Meeting) -> AddQuestion | Move:
    """The operation with a place that the new template has."""
    target, spot = target_of(operation), renamed(operation.spot, meeting.kept)
    own = {*meeting.own, *meeting.kept.values()}
    kept = kept_spot(spot, meeting.old, meeting.new, own, target)
    page = _page_of(operation.spot, meeting)
    if kept != spot and page not in meeting.new.pages and page not in own:
        sentence = "置いていたページが、新しい版でなくなりました。近くのページに置きます。"
        meeting.meet(Collision(CollisionKind.PLACE_GONE, target, sentence, (OURS,)))
    return operation.model_copy(update=kept._asdict())


def _page_of(spot: Spot, meeting: Meeting) -> str | None:
    if spot.page:
        return spot.page
    place = meeting.old.places.get(str(spot.after or spot.before))
    return place.page if place else None
