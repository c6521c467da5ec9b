"""What is different between two forms, in words for the people who decide (変更点)."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from shared_forms.language.conditions import Condition
from shared_forms.language.definition import FormDefinition, Page
from shared_forms.language.guide import LOCAL_FACT_NAMES
from shared_forms.language.overlay.adding import Move
from shared_forms.language.overlay.applying import attempt
from shared_forms.language.overlay.operations import LIMIT_NAMES, Overlay
from shared_forms.language.texts import Text
from shared_forms.language.types import OptionsQuestion, Question, QuestionWithOptions


class DifferenceKind(StrEnum):
    """What happened to an element (変更の種類)."""

    RELABELLED = "relabelled"
    HELP = "help"
    REQUIRED = "required"
    HIDDEN = "hidden"
    ADDED = "added"
    MOVED = "moved"
    FACT = "fact"
    LIMIT = "limit"
    LOCK = "lock"
    SETTING = "setting"
    CONDITION = "condition"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    target:         id of the page or question, `question.option` or `guide.fact`.
    sentence:       in Japanese, without a full stop.
    before, after:  the words themselves, where words changed.
    """

    kind: DifferenceKind
    target: str
    sentence: str
    before: str | None = None
    after: str | None = None


def describe(definition: FormDefinition, overlay: Overlay) -> tuple[Difference, ...]:
    """What an overlay does to a template, in the order of the form; operations that do not fit it are left out."""
    changed, _ = attempt(definition, overlay)
    lifted = frozenset(operation.target for operation in overlay.operations if isinstance(operation, Move))
    return differences(definition, changed, lifted)


def differences(
    before: FormDefinition, after: FormDefinition, lifted: frozenset[str] = frozenset()
) -> tuple[Difference, ...]:
    """What is different in the second form, named by the words of the first.

    lifted:  questions that somebody is known to have moved; of two that changed places, only that one is named.
    """
    places = _places(before, after, moved(before, after, lifted))
    return (
        *_facts(before, after),
        *_pages(before, after),
        *_questions(before, after),
        *places,
        *_checks(before, after),
    )


def _facts(before: FormDefinition, after: FormDefinition) -> Iterator[Difference]:
    for fact, name in LOCAL_FACT_NAMES.items():
        yield from _words(
            DifferenceKind.FACT, f"guide.{fact}", name, getattr(before.guide, fact), getattr(after.guide, fact)
        )


def _pages(before: FormDefinition, after: FormDefinition) -> Iterator[Difference]:
    now = {page.id: page for page in after.pages}
    for page in before.pages:
        name = f"ページ『{page.title}』"
        if page.id not in now:
            yield Difference(DifferenceKind.HIDDEN, page.id, f"{name}を隠しました")
            continue
        yield from _relabelling(page.id, name, page.title, now[page.id].title)
        yield from _words(DifferenceKind.HELP, page.id, f"{name}の案内", page.help, now[page.id].help)
        yield from _condition(page.id, f"{name}を出す条件", page.show_when, now[page.id].show_when)
        yield from _lock(page.id, name, page.locked, now[page.id].locked)
    old = {page.id for page in before.pages}
    for page in after.pages:
        if page.id not in old:
            yield Difference(
                DifferenceKind.ADDED, page.id, f"ページ『{page.title}』を足しました", after=str(page.title)
            )


def _questions(before: FormDefinition, after: FormDefinition) -> Iterator[Difference]:
    kept_pages = {page.id for page in after.pages}
    for page in before.pages:
        for question in page.questions:
            now = after.question(question.id)
            if now is not None:
                yield from _question(question, now)
            elif page.id in kept_pages:
                yield Difference(DifferenceKind.HIDDEN, question.id, f"『{question.label}』を隠しました")


def _question(before: Question, after: Question) -> Iterator[Difference]:
    name = f"『{before.label}』"
    yield from _relabelling(before.id, name, before.label, after.label)
    yield from _words(DifferenceKind.HELP, before.id, f"{name}の案内", before.help, after.help)
    yield from _need(name, before, after)
    yield from _condition(before.id, f"{name}を出す条件", before.show_when, after.show_when)
    if isinstance(before, OptionsQuestion) and isinstance(after, OptionsQuestion):
        yield from _options(before, after)
    yield from _rows(before, after)
    yield from _lock(before.id, name, before.locked, after.locked)
    if type(before) is not type(after):
        yield Difference(DifferenceKind.SETTING, before.id, f"{name}の答えかたを変えました")
        return
    yield from _limits(name, before, after)
    if _settings(before) != _settings(after):
        yield Difference(DifferenceKind.SETTING, before.id, f"{name}の設定を変えました")


def _lock(target: str, name: str, before: Text | None, after: Text | None) -> Iterator[Difference]:
    if before != after:
        words = "固定をやめました" if after is None else f"固定しました（理由：{after}）"
        yield Difference(DifferenceKind.LOCK, target, f"{name}の{words}" if after is None else f"{name}を{words}")


def _limits(name: str, before: Question, after: Question) -> Iterator[Difference]:
    for limit in before.limits:
        old, new = getattr(before, limit), getattr(after, limit)
        if old != new:
            amounts = [str(each) if isinstance(each, (int, float, str)) else None for each in (old, new)]
            yield Difference(DifferenceKind.LIMIT, before.id, f"{name}の{LIMIT_NAMES[limit]}を変えました", *amounts)


def _need(name: str, before: Question, after: Question) -> Iterator[Difference]:
    if (before.required, before.required_when) == (after.required, after.required_when):
        return
    need = "条件に合うときだけ必須" if after.required_when else "必須" if after.required else "任意"
    yield Difference(DifferenceKind.REQUIRED, before.id, f"{name}を{need}にしました")


def _condition(target: str, name: str, before: Condition | None, after: Condition | None) -> Iterator[Difference]:
    if before != after:
        verb = "付けました" if before is None else "なくしました" if after is None else "変えました"
        yield Difference(DifferenceKind.CONDITION, target, f"{name}を{verb}")


def _checks(before: FormDefinition, after: FormDefinition) -> Iterator[Difference]:
    old, new = ({check.id: check for check in form.checks} for form in (before, after))
    for check in before.checks:
        name = f"確かめ『{check.message}』"
        if check.id not in new:
            yield Difference(DifferenceKind.CHECK, check.id, f"{name}をなくしました")
        elif (now := new[check.id]) != check:
            words = (str(check.message), str(now.message)) if check.message != now.message else (None, None)
            yield Difference(DifferenceKind.CHECK, check.id, f"{name}を変えました", *words)
    for check in after.checks:
        if check.id not in old:
            yield Difference(DifferenceKind.CHECK, check.id, f"確かめ『{check.message}』を足しました")


def _rows(before: Question, after: Question) -> Iterator[Difference]:
    """What is different in the rows of a group."""
    now = {question.id: question for question in after.inner()}
    for question in before.inner():
        if question.id in now:
            yield from _question(question, now[question.id])
        else:
            sentence = f"『{before.label}』の中の『{question.label}』を隠しました"
            yield Difference(DifferenceKind.HIDDEN, question.id, sentence)


def _settings(question: Question) -> dict[str, object]:
    described = {"label", "questions", "help", "required", "required_when", "show_when", "options", "default", "locked"}
    names = type(question).model_fields.keys() - described - {*question.limits}
    return {name: getattr(question, name) for name in sorted(names)}


def _options(before: QuestionWithOptions, after: QuestionWithOptions) -> Iterator[Difference]:
    for option in before.options:
        target, name = f"{before.id}.{option.id}", f"『{before.label}』の選択肢『{option.label}』"
        if (now := after.option(option.id)) is None:
            yield Difference(DifferenceKind.HIDDEN, target, f"{name}を隠しました")
            continue
        yield from _relabelling(target, name, option.label, now.label)
        yield from _words(DifferenceKind.HELP, target, f"{name}の案内", option.note, now.note)
        yield from _condition(target, f"{name}を出す条件", option.show_when, now.show_when)
        if option.kana != now.kana:
            yield Difference(DifferenceKind.SETTING, target, f"{name}の、探すときの読みを変えました")
    for option in after.options:
        if before.option(option.id) is None:
            sentence = f"『{before.label}』に選択肢『{option.label}』を足しました"
            yield Difference(DifferenceKind.ADDED, f"{before.id}.{option.id}", sentence, after=str(option.label))
    old, new = ([option.id for option in question.options] for question in (before, after))
    if [name for name in old if name in {*new}] != [name for name in new if name in {*old}]:
        yield Difference(DifferenceKind.MOVED, before.id, f"『{before.label}』の選択肢の並びを変えました")


def _places(before: FormDefinition, after: FormDefinition, moved: set[str]) -> Iterator[Difference]:
    """Questions that are new, and questions that stand elsewhere among those that were there before."""
    for page in after.pages:
        for place, question in enumerate(page.questions):
            spot = _spot(page, place)
            if before.question(question.id) is None:
                sentence = f"項目『{question.label}』を{spot}に足しました"
                yield Difference(DifferenceKind.ADDED, question.id, sentence, after=str(question.label))
            elif question.id in moved:
                yield Difference(DifferenceKind.MOVED, question.id, f"『{question.label}』を{spot}に移しました")


def moved(before: FormDefinition, after: FormDefinition, lifted: frozenset[str] = frozenset()) -> set[str]:
    """Ids of questions on another page, or out of the order they had on their page."""
    old, new = _by_page(before), _by_page(after)
    old_page = {name: page for page, names in old.items() for name in names}
    found = {name for page, names in new.items() for name in names if old_page.get(name, page) != page}
    for page, names in new.items():
        stayed = [name for name in names if old_page.get(name) == page]
        order = [name for name in old.get(page, ()) if name in stayed]
        found |= _out_of_order(order, stayed, lifted or set(order) - _in_order(order, stayed))
    return found


def _out_of_order(old: Sequence[str], new: Sequence[str], suspects: Set[str]) -> set[str]:
    """The suspects that cannot keep their order among all others and each other."""
    kept = [name for name in old if name not in suspects]
    for suspect in (name for name in old if name in suspects):
        together = {*kept, suspect}
        if [name for name in old if name in together] == [name for name in new if name in together]:
            kept.append(suspect)
    return set(old) - set(kept)


def _in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The names whose order is the same in both."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {name for block in blocks for name in new[block.b : block.b + block.size]}


def _by_page(definition: FormDefinition) -> dict[str, list[str]]:
    return {page.id: [question.id for question in page.questions] for page in definition.pages}


def _spot(page: Page, place: int) -> str:
    return f"『{page.questions[place - 1].label}』のあと" if place else f"ページ『{page.title}』のはじめ"


def _relabelling(target: str, name: str, before: Text, after: Text) -> Iterator[Difference]:
    if str(before) != str(after):
        sentence = f"{name}のことばを『{after}』に変えました"
        yield Difference(DifferenceKind.RELABELLED, target, sentence, str(before), str(after))
    elif before != after:
        yield Difference(DifferenceKind.RELABELLED, target, f"{name}の、ほかの言語のことばを変えました")


def _words(
    kind: DifferenceKind, target: str, name: str, before: Text | None, after: Text | None
) -> Iterator[Difference]:
    """Words that may be missing: added, changed or taken away."""
    if before == after:
        return
    verb = "足しました" if before is None else "取り除きました" if after is None else "変えました"
    yield Difference(kind, target, f"{name}を{verb}", _ja(before), _ja(after))


def _ja(text: Text | None) -> str | None:
    return None if text is None else str(text)
