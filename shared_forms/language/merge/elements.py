"""One version of a template, taken apart by id."""

from typing import NamedTuple

from shared_forms.language.definition import FormDefinition, Page
from shared_forms.language.texts import Text
from shared_forms.language.types import OptionsQuestion, Question
from shared_forms.language.types.options import Option


class Place(NamedTuple):
    """Where a question of a page stands."""

    page: str
    number: int


class Elements:
    """Pages, questions and options of a form by id, and where the questions stand."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition
        self.pages: dict[str, Page] = {page.id: page for page in definition.pages}
        self.questions: dict[str, Question] = {question.id: question for question in definition.every_question()}
        self.order: dict[str, tuple[str, ...]] = {
            page.id: tuple(question.id for question in page.questions) for page in definition.pages
        }
        self.places: dict[str, Place] = {
            name: Place(page, number) for page, names in self.order.items() for number, name in enumerate(names)
        }

    def element(self, target: str) -> Page | Question | None:
        """A page or question, in a row or not."""
        return self.pages.get(target) or self.questions.get(target)

    def option(self, target: str, option_id: str) -> Option | None:
        """An option of a question."""
        question = self.questions.get(target)
        return question.option(option_id) if isinstance(question, OptionsQuestion) else None

    def part(self, target: str, option_id: str | None) -> Page | Question | Option | None:
        """A page or question, or an option of one."""
        return self.option(target, option_id) if option_id else self.element(target)

    def lock(self, target: str, option_id: str | None) -> Text | None:
        """Why a city may not touch it, if so."""
        element, option = self.element(target), self.option(target, option_id) if option_id else None
        return (element.locked if element else None) or (option.locked if option else None)

    def is_local_note(self, target: str) -> bool:
        """Whether each city writes its words for itself."""
        element = self.element(target)
        return element is not None and element.local_note

    def name(self, target: str, option_id: str | None = None) -> str:
        """What people call it, by its words here; its id when it is not here."""
        element = self.element(target)
        if element is None:
            return target
        name = str(element.title if isinstance(element, Page) else element.label)
        option = self.option(target, option_id) if option_id else None
        return f"{name}：{option.label}" if option else name


def label_of(part: Page | Question | Option) -> Text:
    """The words by which it is called."""
    return part.title if isinstance(part, Page) else part.label


def help_of(part: Page | Question | Option) -> Text | None:
    """The words that guide people, if any."""
    return part.note if isinstance(part, Option) else part.help
