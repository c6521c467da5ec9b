"""One of several options, all in sight (選択)."""

from typing import Literal

from shared_forms.language.types.choosing import OneOptionQuestion


class ChoiceQuestion(OneOptionQuestion):
    """Exactly one option out of a few; the answer is its id."""

    type: Literal["choice"]
