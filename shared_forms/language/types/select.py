"""One option out of a long list, such as schools (一覧から選ぶ)."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from shared_forms.language.frozen import ID_PATTERN, Id
from shared_forms.language.json_schemas import Schema, matching
from shared_forms.language.types.choosing import OneOptionQuestion
from shared_forms.language.types.options import Option


class SelectQuestion(OneOptionQuestion):
    """Exactly one option out of many; the answer is its id.

    dataset:  the list a city keeps that gives the options; they are in the form once it is published (`datasets.py`).
    """

    type: Literal["select"]
    options: tuple[Option, ...] = Field(default=(), max_length=2000)
    dataset: Id | None = None

    def answer_schema(self) -> Schema:
        """As long as the options are in a city's list, any id will do."""
        return super().answer_schema() if self.dataset is None else matching(ID_PATTERN)

    def contradictions(self) -> Iterator[str]:
        if self.dataset is None or self.default is not None:
            yield from super().contradictions()
        if self.dataset is not None and self.options:
            yield f"選択肢は市の一覧「{self.dataset}」から入るので、様式には書けません。どちらかにしてください。"
