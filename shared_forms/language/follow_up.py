"""What is offered once an application arrived (つながる手続): another procedure, and which answers it may begin with."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.texts import Text

# Answers of these types belong to one application: a file is its own, and nobody agrees twice with one tick.
GIVEN_ANEW = frozenset({"file", "consent", "computed", "static"})

TemplateSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class FollowUp(FrozenModel):
    """One procedure that comes next, if the city publishes it.

    procedure:  slug of the shared form it was adopted from.
    label:      what the link says; the procedure's own title unless given.
    hand_over:  question there -> question here whose answer it begins with; only between questions of one type.
    """

    procedure: TemplateSlug
    label: Text | None = None
    hand_over: dict[Id, Id] = Field(default_factory=dict, max_length=30)
