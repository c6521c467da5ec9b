"""How an overlay grows and shrinks while people edit (市の変更の編集): from overlay to overlay.

An overlay holds at most one operation for the same thing, so that going back and forth leaves nothing behind.
"""

from collections.abc import Iterable, Iterator, Mapping

from shared_forms.language.definition import FormDefinition, content_hash
from shared_forms.language.overlay.adding import AddOption, AddPage, AddQuestion, Move
from shared_forms.language.overlay.applying import OverlayRefused, apply
from shared_forms.language.overlay.operations import Operation, Overlay, SetFact, SetLimit

Key = tuple[str, str, str | None]


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
    kept = Overlay(operations=tuple(without(overlay.operations, target, option)))
    apply(template, kept)
    return kept


def changed_targets(overlay: Overlay) -> frozenset[str]:
    """Ids of pages and questions, and `guide.<fact>`, that the city changed or added."""
    return frozenset(target_of(operation) for operation in overlay.operations)


def target_of(operation: Operation) -> str:
    """Id of the page or question an operation is about, or `guide.<fact>`."""
    if isinstance(operation, SetFact):
        return f"guide.{operation.fact}"
    if isinstance(operation, AddPage):
        return operation.page.id
    return operation.question.id if isinstance(operation, AddQuestion) else operation.target


def key_of(operation: Operation) -> Key:
    """What an operation is about: operations with the same key replace each other."""
    if isinstance(operation, AddOption):
        return operation.op, operation.target, operation.option.id
    if isinstance(operation, SetLimit):
        return operation.op, operation.target, operation.limit
    return operation.op, target_of(operation), getattr(operation, "option", None)


def neighbour_of(operation: Operation) -> str | None:
    """The page, question or option next to which an operation puts something."""
    if isinstance(operation, (AddQuestion, Move)):
        return operation.after or operation.before
    return operation.after if isinstance(operation, (AddOption, AddPage)) else None


def _with(template: FormDefinition, overlay: Overlay, operation: Operation) -> Overlay:
    key = key_of(operation)
    if isinstance(operation, (AddPage, AddQuestion, AddOption)) and key in map(key_of, overlay.operations):
        # Others may stand next to it, so it keeps its turn.
        replaced = (operation if key_of(old) == key else old for old in overlay.operations)
        return Overlay(operations=tuple(replaced))
    others = tuple(old for old in overlay.operations if key_of(old) != key)
    before, after = Overlay(operations=others), Overlay(operations=(*others, operation))
    # A page shows once something stands on it, so the form may still be the same.
    return before if not isinstance(operation, AddPage) and _same(template, before, after) else after


def _same(template: FormDefinition, before: Overlay, after: Overlay) -> bool:
    try:
        return content_hash(apply(template, before)) == content_hash(apply(template, after))
    except OverlayRefused:
        return False


def without(operations: Iterable[Operation], target: str, option: str | None = None) -> list[Operation]:
    """Operations on other things than this; see `reverted`, of which nothing is checked here."""
    return [*_without(operations, target, option)]


def _without(operations: Iterable[Operation], target: str, option: str | None) -> Iterator[Operation]:
    """Operations on other things. Where one names as its neighbour what the city had added, it gets that one's place."""
    place_of: dict[str, dict[str, str | None]] = {}
    for operation in operations:
        if target_of(operation) == target and option in (None, key_of(operation)[2]):
            place_of |= _place_that_goes(operation, place_of)
        elif (place := place_of.get(neighbour_of(operation) or "")) is None:
            yield operation
        elif target_of(operation) not in place.values():
            yield operation.model_copy(update=place)


def _place_that_goes(
    operation: Operation, gone: Mapping[str, dict[str, str | None]]
) -> dict[str, dict[str, str | None]]:
    """The place of a question or option that the city had added, by its id; of nothing else, for the rest stays."""
    if isinstance(operation, AddOption):
        return {operation.option.id: {"after": operation.after}}
    if isinstance(operation, AddPage):
        return {operation.page.id: {"after": operation.after}}
    if isinstance(operation, AddQuestion) or (isinstance(operation, Move) and operation.target in gone):
        return {target_of(operation): operation.spot._asdict()}
    return {}
