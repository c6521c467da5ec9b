"""Lists that a city keeps, such as its schools (市の一覧), where a form would have options.

A shared form names the list; what residents fill in has the entries themselves, as they were on the day of publication.
"""

from collections.abc import Iterator, Mapping

from shared_forms.language.definition import FormDefinition
from shared_forms.language.types import GroupQuestion, Question, SelectQuestion
from shared_forms.language.types.options import Option

Entries = Mapping[str, tuple[Option, ...]]


def datasets_of(definition: FormDefinition) -> dict[str, str]:
    """The lists a form takes its options from, each with what the first question that does so is called."""
    named: dict[str, str] = {}
    for question in definition.every_question():
        if isinstance(question, SelectQuestion) and question.dataset:
            named.setdefault(question.dataset, str(question.label))
    return named


def with_entries(definition: FormDefinition, entries: Entries) -> FormDefinition:
    """The form with the entries of these lists as ordinary options; questions about other lists stay as they are."""
    if not datasets_of(definition).keys() & entries.keys():
        return definition
    pages = tuple(
        page.model_copy(update={"questions": tuple(_filled(page.questions, entries))}) for page in definition.pages
    )
    # A new document rather than a copy: what the form remembers of its questions is not true of this one.
    fields = {name: getattr(definition, name) for name in FormDefinition.model_fields}
    return FormDefinition(**{**fields, "pages": pages})


def _filled(questions: tuple[Question, ...], entries: Entries) -> Iterator[Question]:
    for question in questions:
        if isinstance(question, SelectQuestion) and question.dataset and question.dataset in entries:
            yield question.model_copy(update={"options": entries[question.dataset], "dataset": None})
        elif isinstance(question, GroupQuestion):
            yield question.model_copy(update={"questions": tuple(_filled(question.questions, entries))})
        else:
            yield question
