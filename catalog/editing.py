"""How people edit a city's form (市の変更の編集): ids for what they add, and steps up and down."""

from secrets import token_hex

from shared_forms.language import FormDefinition
from shared_forms.language.overlay import CITY_PREFIX, AddOption, AddPage, AddQuestion, Move, Overlay


def new_city_id() -> str:
    """An id for something the city adds. It is never given twice, so that answers to a removed question stay apart."""
    return f"{CITY_PREFIX}{token_hex(4)}"


def added_question(overlay: Overlay, question_id: str) -> AddQuestion | None:
    """The operation that added a question, if the city did."""
    added = (operation for operation in overlay.operations if isinstance(operation, AddQuestion))
    return next((operation for operation in added if operation.question.id == question_id), None)


def added_page(overlay: Overlay, page_id: str) -> AddPage | None:
    """The operation that added a page, if the city did."""
    added = (operation for operation in overlay.operations if isinstance(operation, AddPage))
    return next((operation for operation in added if operation.page.id == page_id), None)


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
