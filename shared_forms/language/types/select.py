"""One option out of a long list, such as schools (一覧から選ぶ)."""

from typing import Literal

from pydantic import Field

from shared_forms.language.types.choosing import OneOptionQuestion
from shared_forms.language.types.options import Option


class SelectQuestion(OneOptionQuestion):
    """Exactly one option out of many; the answer is its id."""

    type: Literal["select"]
    options: tuple[Option, ...] = Field(max_length=2000)
