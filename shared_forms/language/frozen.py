"""The base of everything a form is made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class FrozenModel(BaseModel):
    """An immutable part of a form: unknown keys are refused, so that a misspelt one is never silently ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


# What answers, overlays and merges refer to; it outlives every change of words and order.
ID_PATTERN = "[a-z][a-z0-9_]{0,39}"
Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$")]
