"""Answers as they are read: check page, staff's page, print."""

from shared_forms.language.answers import NO_FILES
from shared_forms.language.texts import JAPANESE
from shared_forms.language.types import Question
from shared_forms.language.types.base import AnswerValue, Files


def lines(
    question: Question, value: AnswerValue | None, language: str = JAPANESE, files: Files = NO_FILES
) -> tuple[str, ...]:
    """A normalised answer in lines; none when there is no answer.

    files:  attachment id -> file, to name attached files.
    """
    return () if value is None else question.display(value, language, files)
