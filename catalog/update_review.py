"""An update question by question (見くらべ): the template before and after, the city's own, and what each decision leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from django.forms import BoundField

from catalog.editor import element, kind_of
from catalog.selectors import WaitingUpdate
from catalog.update_form import WORDS, UpdateForm, words_key
from shared_forms.language import FormDefinition, Page, Question
from shared_forms.language.merge import Choice, Collision, Level, Resolution, merge
from shared_forms.language.overlay import Difference
from shared_forms.language.texts import Text
from shared_forms.language.types import OptionsQuestion

# Words, and whether they were there, went, or came.
Part = tuple[Literal["same", "gone", "new"], str]
_ALIKE = 0.4  # less of the words in common: the one as a whole instead of the other
_TO_BE_WRITTEN = "（書き直したことば）"


@dataclass(frozen=True, slots=True)
class Side:
    """A page or question as one side has it, marked against the template as it was.

    state:   "" when it is asked, "hidden" when the city hides it, "gone" when there is none.
    need:    "※必須", "※任意", or "" for a page; is_new_need when it was another.
    """

    state: Literal["", "hidden", "gone"]
    label: tuple[Part, ...] = ()
    kind: str = ""
    need: str = ""
    is_new_need: bool = False
    help: tuple[Part, ...] = ()
    options: tuple[tuple[Part, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way out, and what the residents' form has then."""

    value: str
    words: str
    is_chosen: bool
    side: Side


@dataclass(frozen=True, slots=True)
class Decision:
    """One collision with its ways out. choice: the field; words: the field for new words, if they may be written."""

    collision: Collision
    choice: BoundField
    words: BoundField | None
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one page or question on which the two sides meet. page: on which it stands."""

    target: str
    name: str
    page: str
    before: Side
    theirs: Side
    ours: Side
    decisions: tuple[Decision, ...]
    is_open: bool
    is_only_look: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The whole update for the screen.

    cards:      what waits for somebody, in the order of the city's changes.
    by_itself:  what the update changes besides.
    shown:      collisions with one way out.
    """

    cards: tuple[Card, ...]
    by_itself: tuple[Difference, ...]
    shown: tuple[Collision, ...]

    @property
    def to_decide(self) -> int:
        return sum(not card.is_only_look for card in self.cards)

    @property
    def decided(self) -> int:
        return sum(not card.is_only_look and not card.is_open for card in self.cards)


class _Ground(NamedTuple):
    """What every card is made from. ours: the city's form as it is; decided: what is chosen at present."""

    update: WaitingUpdate
    ours: FormDefinition
    form: UpdateForm
    decided: Mapping[str, Choice]


def review(update: WaitingUpdate, form: UpdateForm, decided: Mapping[str, Choice]) -> Review:
    """The cards of an update, with the fields of the form on them.

    decided:  what is chosen at present, by the key of the collision.
    """
    ground = _Ground(update, update.ours, form, decided)
    cards = tuple(_card(target, ground) for target in dict.fromkeys(each.target for each in form.collisions))
    met = {each.target for each in update.merge.collisions}
    by_itself = tuple(each for each in update.differences if each.target.partition(".")[0] not in met)
    return Review(cards, by_itself, tuple(each for each in update.merge.collisions if len(each.resolutions) == 1))


def _card(target: str, ground: _Ground) -> Card:
    update, met = ground.update, [each for each in ground.form.collisions if each.target == target]
    before, theirs, ours = (element(each, target) for each in (update.old, update.new, ground.ours))
    pages = (_page_of(form, target) for form in (ground.ours, update.old, update.new))
    return Card(
        target,
        met[0].name.partition("：")[0],
        next(filter(None, pages), ""),
        _side(before, None),
        _side(theirs, before),
        _side(ours or before, before, state="" if ours else "hidden"),
        tuple(_decision(each, ground) for each in met),
        any(each.level is Level.DECISION and each.key not in ground.decided for each in met),
        all(each.level is Level.LOOK for each in met),
    )


def _decision(collision: Collision, ground: _Ground) -> Decision:
    form, words = ground.form, words_key(collision)
    choice = form[collision.key]
    outcomes = tuple(
        Outcome(each.value, WORDS[each], each.value == choice.value(), _outcome(collision, each, ground))
        for each in collision.resolutions
    )
    return Decision(collision, choice, form[words] if words in form.fields else None, outcomes)


def _outcome(collision: Collision, resolution: Resolution, ground: _Ground) -> Side:
    """What the element is like once somebody has chosen this, and the rest as it is chosen; options only where they become others."""
    if resolution is Resolution.KEEP:
        return _side(element(ground.ours, collision.target), None)
    update, before = ground.update, ground.decided.get(collision.key)
    words = before.text if before and before.text else Text(ja=_TO_BE_WRITTEN)
    choice = Choice(resolution, words if resolution is Resolution.REWRITE else None)
    form = merge(update.old, update.new, update.overlay, {**ground.decided, collision.key: choice}).form
    found = element(form, collision.target)
    if found is None:
        return Side("hidden" if element(update.new, collision.target) else "gone")
    side, ours = _side(found, None), element(ground.ours, collision.target)
    are_as_now = ours is not None and side.options == _side(ours, None).options
    return replace(side, options=()) if are_as_now else side


def _side(
    element: Page | Question | None, before: Page | Question | None, *, state: Literal["", "hidden"] = ""
) -> Side:
    if element is None:
        return Side("gone")
    is_question = not isinstance(element, Page)
    need = _need(element)
    return Side(
        state,
        _marked(_name(before), _name(element)),
        kind_of(element) if not isinstance(element, Page) else "ページ",
        need,
        bool(is_question and before and _need(before) != need),
        _marked(str(before.help or "") if before else None, str(element.help or "")),
        tuple(_options(element, before)),
    )


def _name(element: Page | Question | None) -> str | None:
    if element is None:
        return None
    return str(element.title if isinstance(element, Page) else element.label)


def _need(element: Page | Question) -> str:
    if isinstance(element, Page):
        return ""
    return "※条件に合うときだけ必須" if element.required_when else "※必須" if element.required else "※任意"


def _options(element: Page | Question, before: Page | Question | None) -> Iterable[tuple[Part, ...]]:
    if not isinstance(element, OptionsQuestion):
        return
    known = before if isinstance(before, OptionsQuestion) else None
    for option in element.options:
        was = known.option(option.id) if known else None
        if known and was is None:
            yield (("new", str(option.label)),)
        else:
            yield _marked(str(was.label) if was else None, str(option.label))
    for option in known.options if known else ():
        if element.option(option.id) is None:
            yield (("gone", str(option.label)),)


def _marked(before: str | None, now: str | None) -> tuple[Part, ...]:
    """The words of now, with what went and what came, if there were others before."""
    now = now or ""
    if before is None or before == now:
        return (("same", now),) if now else ()
    steps = SequenceMatcher(None, before, now, autojunk=False)
    if steps.ratio() < _ALIKE:
        return tuple(part for part in (("gone", before), ("new", now)) if part[1])
    parts: list[Part] = []
    for tag, start, end, first, last in steps.get_opcodes():
        if tag == "equal":
            parts.append(("same", now[first:last]))
            continue
        parts += [("gone", before[start:end])] if end > start else []
        parts += [("new", now[first:last])] if last > first else []
    return tuple(parts)


def _page_of(form: FormDefinition, target: str) -> str:
    for page in form.pages:
        if page.id == target or any(question.id == target for question in page.questions):
            return str(page.title)
    return ""
