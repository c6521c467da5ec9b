"""Which answers staff may put right, and what those then are (職権による補正). No database.

Files are evidence and consents are given: both stay the applicant's own.
"""

from collections.abc import Mapping
from datetime import date

from shared_forms.language import CompiledForm, Errors, Question
from shared_forms.language.answers import Answers, AnswerValue, parse
from shared_forms.language.types.base import Files

_OWN = ("file", "consent")


def can_be_amended(question: Question) -> bool:
    """Whether an error in an answer to this question may be put right by staff."""
    return question.is_asked and question.type not in _OWN


def amended(
    form: CompiledForm,
    answers: Mapping[str, AnswerValue],
    typed: Mapping[str, object],
    *,
    handed_in_on: date,
    files: Files,
) -> Answers | Errors:
    """All answers with some of them put right, or what is wrong with them then.

    typed:         question id -> raw answer; those to questions that cannot be amended are left out.
    handed_in_on:  "not in the future" and the like are judged as of this day.
    """
    allowed = {question.id for question in form.definition.questions() if can_be_amended(question)}
    changed = {question: value for question, value in typed.items() if question in allowed}
    return parse(form, {**answers, **changed}, today=handed_in_on, files=files)
