"""The shape of what staff type about an application."""

from collections.abc import Iterable
from typing import Any

from django import forms

MOST_CHARACTERS = 2000
TOO_LONG = {"max_length": "%(limit_value)d文字までで書いてください。いまは%(show_value)d文字です。"}


class Words(forms.CharField):
    """Some sentences for the applicant."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=MOST_CHARACTERS, error_messages=TOO_LONG)


class ReasonForm(forms.Form):
    """A word that goes with a decision."""

    reason = Words()


class CommentsForm(forms.Form):
    """What to correct: a field per question that the application answers, and one ("comment.") for the whole."""

    PREFIX = "comment."

    def __init__(self, questions: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in ("", *questions):
            self.fields[f"{self.PREFIX}{question}"] = Words()

    def comments(self) -> dict[str, str]:
        """Question -> what was typed, "" for the whole; for the service."""
        return {name.removeprefix(self.PREFIX): text for name, text in self.cleaned_data.items()}

    def of(self, question: str) -> forms.BoundField:
        """The field of one question."""
        return self[f"{self.PREFIX}{question}"]
