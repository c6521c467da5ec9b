"""What intake needs outside of the answers: whom staff look for, and where mails go. No database."""

from collections.abc import Iterable, Iterator, Mapping

from catalog.search_words import fold
from shared_forms.language import CompiledForm, FormDefinition, Question
from shared_forms.language.answers import Answers, AnswerValue
from shared_forms.language.display import lines

MOST_CHARACTERS = 200  # as the column
MOST_SEARCHED = 1000


def applicant_label(form: CompiledForm, answers: Answers) -> str:
    """The name an application is found by: a repeat notice's card title, else the first person named, else ""."""
    definition = form.definition
    if definition.repeat is not None:
        return card_label(definition, answers)
    return next(_names(definition.questions(), answers), "")[:MOST_CHARACTERS]


def search_text(form: CompiledForm, answers: Answers) -> str:
    """What a search for people finds: every name with its reading, folded and without spaces between its parts."""
    people = [question for question in form.definition.questions() if question.type == "person_name"]
    names = [applicant_label(form, answers), *_names(people, answers), *_readings(people, answers)]
    return " ".join(dict.fromkeys(fold(name).replace(" ", "") for name in names if name))[:MOST_SEARCHED]


def card_label(definition: FormDefinition, answers: Answers) -> str:
    """What stands on the card of the child that a repeat notice is about."""
    title = definition.question(definition.repeat.card_title) if definition.repeat else None
    if title is None:
        return ""
    if title.type == "person_name":
        return next(_names([title], answers), "")[:MOST_CHARACTERS]
    return "".join(lines(title, answers.get(title.id)))[:MOST_CHARACTERS]


def card_note(definition: FormDefinition, answers: Mapping[str, AnswerValue]) -> str:
    """What stands below the name: school, class."""
    questions = [
        definition.question(question) for question in (definition.repeat.card_note if definition.repeat else ())
    ]
    return " ".join(line for question in questions if question for line in lines(question, answers.get(question.id)))


def contact_email(form: CompiledForm, answers: Answers) -> str:
    """The first e-mail address among the answers, "" if there is none."""
    found = (
        answers[question.id]
        for question in form.definition.questions()
        if question.type == "email" and question.id in answers
    )
    return str(next(found, ""))


def changed_questions(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """The questions whose answers differ, as the audit record names them: identifiers with spaces between."""
    every = before.keys() | after.keys()
    return " ".join(sorted(question for question in every if before.get(question) != after.get(question)))


def _names(questions: Iterable[Question], answers: Answers) -> Iterator[str]:
    """Written names without their reading, of every person among the answers."""
    for question in questions:
        value = answers.get(question.id)
        if question.type == "person_name" and isinstance(value, dict):
            yield f"{value['family']} {value['given']}"


def _readings(questions: Iterable[Question], answers: Answers) -> Iterator[str]:
    """How these names are read, where people said so."""
    for question in questions:
        value = answers.get(question.id)
        if isinstance(value, dict) and value.get("family_kana"):
            yield f"{value['family_kana']} {value.get('given_kana', '')}"
