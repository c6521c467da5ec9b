"""Who must agree before an application is decided (決裁の流れ): steps in their order, some only after certain answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import Field, TypeAdapter, model_validator

from accounts.roles import Role
from catalog.models import Procedure
from shared_forms.language.conditions import Condition
from shared_forms.language.frozen import FrozenModel

MOST_STEPS = 10


class Step(FrozenModel):
    """One step: asked of whoever holds a role in the department in charge, or of one person.

    condition:  over the answers of the application; without one the step is always asked.
    """

    name: str = Field(min_length=1, max_length=30)
    role: Role | None = None
    person: UUID | None = None
    person_name: str = ""
    condition: Condition | None = None

    @model_validator(mode="after")
    def _one_is_asked(self) -> Self:
        if (self.role is None) == (self.person is None):
            raise ValueError("a step is asked of a role or of a person")
        return self

    @property
    def decides(self) -> bool:
        """Whether an application may be decided behind it; a processor's word alone decides nothing."""
        return self.role is not Role.PROCESSOR


Route = tuple[Step, ...]
_ROUTE: TypeAdapter[Route] = TypeAdapter(Route)
_AT_THE_END = Step(name="決裁", role=Role.APPROVER)


def route_of(procedure: Procedure) -> Route:
    """The steps of a procedure; none where an approver decides alone."""
    return _ROUTE.validate_python(procedure.approval_route)


def as_json(route: Route) -> list[Any]:
    """A document to store."""
    stored: list[Any] = _ROUTE.dump_python(route, mode="json")
    return stored


def asked(route: Route, answers: Mapping[str, Any], today: date) -> Route:
    """The steps that these answers ask for; behind them somebody who may decide, if the last may not."""
    steps = tuple(step for step in route if step.condition is None or step.condition.predicate()(answers, today))
    return steps if steps and steps[-1].decides else (*steps, _AT_THE_END)
