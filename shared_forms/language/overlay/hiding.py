"""Hiding (隠す), all at once and last: what is hidden still serves as a place for others, and two things
that need each other can go together."""

from collections.abc import Iterable, Iterator

from shared_forms.language.conditions import Condition
from shared_forms.language.follow_up import FollowUp
from shared_forms.language.overlay.draft import Draft, Impossible, ProblemCode, name_of, refuse_locked
from shared_forms.language.overlay.operations import Hide
from shared_forms.language.types import OptionsQuestion, Question, QuestionWithOptions
from shared_forms.language.types.choosing import OneOptionQuestion

# Ids of questions and pages, and (question id, option id) of options.
Hidden = set[str | tuple[str, str]]


def check(draft: Draft, operation: Hide, hidden: Hidden) -> None:
    """Refuse to hide what is not there, locked, added by the city itself, or needed by something visible."""
    if operation.option:
        _, option = draft.unlocked_option(operation.target, operation.option)
        _refuse_own(str(option.label), own=(operation.target, option.id) in draft.added_options)
    else:
        draft.unlocked(operation.target)
        for name in draft.order.get(operation.target, [operation.target]):
            _check_question(draft, draft.questions[name])
    _refuse_needed(draft, operation, hidden)


def _check_question(draft: Draft, question: Question) -> None:
    for inner in question.inner():
        _check_question(draft, draft.questions[inner.id])
    refuse_locked(str(question.label), question.locked)
    _refuse_own(str(question.label), own=question.id in draft.added)
    for option in question.options if isinstance(question, OptionsQuestion) else ():
        refuse_locked(str(option.label), option.locked)
        _refuse_own(str(option.label), own=(question.id, option.id) in draft.added_options)


def hidden_by(draft: Draft, operations: Iterable[Hide]) -> Hidden:
    """Everything these operations hide, the questions of a page included."""
    hidden: Hidden = set()
    for operation in operations:
        if operation.option:
            hidden.add((operation.target, operation.option))
        else:
            hidden.update((operation.target, *draft.order.get(operation.target, ())))
    return hidden


def carry_out(draft: Draft, hidden: Hidden) -> None:
    """Take everything hidden out of the form."""
    draft.gone_from_rows |= {name for name in hidden if isinstance(name, str)}
    for page, names in draft.order.items():
        draft.order[page] = [name for name in names if name not in hidden]
    for question in draft.questions.values():
        if isinstance(question, OptionsQuestion):
            draft.put(_without_hidden_options(question, hidden))
    if repeat := draft.repeat:
        kept = {name: tuple(q for q in getattr(repeat, name) if q not in hidden) for name in ("child", "card_note")}
        draft.repeat = repeat.model_copy(update=kept)
    draft.next = tuple(_without_hidden_sources(follow_up, hidden) for follow_up in draft.next)


def _without_hidden_sources(follow_up: FollowUp, hidden: Hidden) -> FollowUp:
    kept = {there: here for there, here in follow_up.hand_over.items() if here not in hidden}
    return follow_up.model_copy(update={"hand_over": kept})


def _without_hidden_options(question: QuestionWithOptions, hidden: Hidden) -> QuestionWithOptions:
    changes: dict[str, object] = {
        "options": tuple(option for option in question.options if (question.id, option.id) not in hidden)
    }
    if isinstance(question, OneOptionQuestion) and (question.id, str(question.default)) in hidden:
        changes["default"] = None
    return question.model_copy(update=changes)


def _refuse_needed(draft: Draft, operation: Hide, hidden: Hidden) -> None:
    """Refuse to hide what something visible still looks at, and name that."""
    going = hidden_by(draft, [operation])
    needers = dict.fromkeys(name for name, needs in _visible_needs(draft, hidden) if going & needs)
    if draft.repeat and draft.repeat.card_title in going:
        needers["『お子さんのカード』"] = None
    if needers:
        names = "、".join(needers)
        subject = name_of(draft.element(operation.target))
        raise Impossible(ProblemCode.NEEDED, f"『{subject}』は{names}が使っているので、隠せません。")


def _visible_needs(draft: Draft, hidden: Hidden) -> Iterator[tuple[str, Hidden]]:
    """What stays, by name, with all that it looks at."""
    for page_id, names in draft.order.items():
        visible = [draft.questions[name] for name in names if name not in hidden]
        if visible:
            page = draft.pages[page_id]
            yield f"『{page.title}』", _needs(page.show_when)
        inner = (draft.questions[each.id] for group in visible for each in group.inner() if each.id not in hidden)
        for question in (*visible, *inner):
            yield f"『{question.label}』", _needs_of(question, hidden)
    for check in draft.checks:
        yield f"確かめ『{check.message}』", _needs(check.wrong_when) | {check.at}


def _needs_of(question: Question, hidden: Hidden) -> Hidden:
    options = (option for option in question.offers() if (question.id, option.id) not in hidden)
    conditions = (question.show_when, question.required_when, *(option.show_when for option in options))
    computed_from = {each.question for each in question.ingredients()}
    return _needs(*conditions) | set(question.limit_references()) | computed_from


def _needs(*conditions: Condition | None) -> Hidden:
    needs: Hidden = set()
    for condition in conditions:
        for reference in condition.references() if condition else ():
            needs.add(reference.question)
            needs.update((reference.question, value) for value in reference.values if isinstance(value, str))
    return needs


def _refuse_own(name: str, *, own: bool) -> None:
    if own:
        message = f"『{name}』は市が足したものです。隠すのではなく、足す操作を取り除いてください。"
        raise Impossible(ProblemCode.ADDED_BY_CITY, message)
