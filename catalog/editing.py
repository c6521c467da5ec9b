"""How an overlay grows and shrinks while people edit (市の変更の編集). Plain Python: from overlay to overlay.

An overlay holds at most one operation for the same thing, so that going back and forth leaves nothing behind.
"""

from collections.abc import Iterable, Iterator, Mapping
from secrets import token_hex

from shared_forms.language import FormDefinition, content_hash
from shared_forms.language.overlay import (
    CITY_PREFIX,
    AddOption,
    AddQuestion,
    Move,
    Operation,
    Overlay,
    OverlayRefused,
    SetFact,
    apply,
)

Key = tuple[str, str, str | None]


def new_city_id() -> str:
    """An id for something the city adds. It is never given twice, so that answers to a removed question stay apart."""
    return f"{CITY_PREFIX}{token_hex(4)}"


def with_operations(template: FormDefinition, overlay: Overlay, operations: Iterable[Operation]) -> Overlay:
    """The overlay with more operations. Each replaces an older one for the same thing; one that changes nothing goes.

    Raises OverlayRefused when the result does not fit the template.
    """
    for operation in operations:
        overlay = _with(template, overlay, operation)
    apply(template, overlay)
    return overlay


def reverted(template: FormDefinition, overlay: Overlay, target: str, option: str | None = None) -> Overlay:
    """The overlay without the city's changes to a page, question, option or fact (`guide.<fact>`).

    What the city added is removed; questions that were put next to it stay where they are.
    Raises OverlayRefused when something else needs what would go.
    """
    kept = Overlay(operations=tuple(_without(overlay.operations, target, option)))
    apply(template, kept)
    return kept


def changed_targets(overlay: Overlay) -> frozenset[str]:
    """Ids of pages and questions, and `guide.<fact>`, that the city changed or added."""
    return frozenset(_target(operation) for operation in overlay.operations)


def added_question(overlay: Overlay, question_id: str) -> AddQuestion | None:
    """The operation that added a question, if the city did."""
    added = (operation for operation in overlay.operations if isinstance(operation, AddQuestion))
    return next((operation for operation in added if operation.question.id == question_id), None)


def added_option(overlay: Overlay, question_id: str, option_id: str) -> AddOption:
    """The operation with which the city added an option to a question of the template."""
    added = (operation for operation in overlay.operations if isinstance(operation, AddOption))
    return next(each for each in added if (each.target, each.option.id) == (question_id, option_id))


def step_up(definition: FormDefinition, question_id: str) -> Move | None:
    """The move to the place before: past the previous question, or to the end of the previous page. None at the top."""
    page, place = _place(definition, question_id)
    if place > 0:
        return Move(op="move", target=question_id, before=definition.pages[page].questions[place - 1].id)
    if page > 0:
        return Move(op="move", target=question_id, after=definition.pages[page - 1].questions[-1].id)
    return None


def step_down(definition: FormDefinition, question_id: str) -> Move | None:
    """The move to the place behind: past the next question, or to the start of the next page. None at the bottom."""
    page, place = _place(definition, question_id)
    if place + 1 < len(definition.pages[page].questions):
        return Move(op="move", target=question_id, after=definition.pages[page].questions[place + 1].id)
    if page + 1 < len(definition.pages):
        return Move(op="move", target=question_id, before=definition.pages[page + 1].questions[0].id)
    return None


def _place(definition: FormDefinition, question_id: str) -> tuple[int, int]:
    return next(
        (number, place)
        for number, page in enumerate(definition.pages)
        for place, question in enumerate(page.questions)
        if question.id == question_id
    )


def _with(template: FormDefinition, overlay: Overlay, operation: Operation) -> Overlay:
    key = _key(operation)
    if isinstance(operation, (AddQuestion, AddOption)) and key in map(_key, overlay.operations):
        # Others may stand next to it, so it keeps its turn.
        replaced = (operation if _key(old) == key else old for old in overlay.operations)
        return Overlay(operations=tuple(replaced))
    others = tuple(old for old in overlay.operations if _key(old) != key)
    before, after = Overlay(operations=others), Overlay(operations=(*others, operation))
    return before if _same(template, before, after) else after


def _same(template: FormDefinition, before: Overlay, after: Overlay) -> bool:
    try:
        return content_hash(apply(template, before)) == content_hash(apply(template, after))
    except OverlayRefused:
        return False


def _without(operations: Iterable[Operation], target: str, option: str | None) -> Iterator[Operation]:
    """Operations on other things. Where one names as its neighbour what the city had added, it gets that one's place."""
    place_of: dict[str, dict[str, str | None]] = {}
    for operation in operations:
        if _target(operation) == target and option in (None, _key(operation)[2]):
            place_of |= _place_that_goes(operation, place_of)
        elif (place := place_of.get(_neighbour(operation) or "")) is None:
            yield operation
        elif _target(operation) not in place.values():
            yield operation.model_copy(update=place)


def _place_that_goes(
    operation: Operation, gone: Mapping[str, dict[str, str | None]]
) -> dict[str, dict[str, str | None]]:
    """The place of a question or option that the city had added, by its id; of nothing else, for the rest stays."""
    if isinstance(operation, AddOption):
        return {operation.option.id: {"after": operation.after}}
    if isinstance(operation, AddQuestion) or (isinstance(operation, Move) and operation.target in gone):
        return {_target(operation): operation.spot._asdict()}
    return {}


def _neighbour(operation: Operation) -> str | None:
    """The question or option next to which an operation puts something."""
    if isinstance(operation, (AddQuestion, Move)):
        return operation.after or operation.before
    return operation.after if isinstance(operation, AddOption) else None


def _target(operation: Operation) -> str:
    if isinstance(operation, SetFact):
        return f"guide.{operation.fact}"
    return operation.question.id if isinstance(operation, AddQuestion) else operation.target


def _key(operation: Operation) -> Key:
    """What an operation is about: operations with the same key replace each other."""
    option = operation.option.id if isinstance(operation, AddOption) else getattr(operation, "option", None)
    return operation.op, _target(operation), option
