"""Which department an application goes to (受付の窓口): the procedure's, unless an answer sends it to another. No database.

{"question": "ward", "departments": {"naka": "<key>", …}}; what is not named goes to the procedure's own department.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from catalog.models import Procedure
from shared_forms.language import FormDefinition, Question

DECIDING = ("choice", "select")


def desk_of(procedure: Procedure, answers: Mapping[str, Any]) -> UUID:
    """The department that these answers lead to."""
    chosen = answers.get(procedure.desks.get("question", ""))
    found = procedure.desks.get("departments", {}).get(chosen) if isinstance(chosen, str) else None
    return UUID(found) if found else procedure.department_id


def deciding_questions(definition: FormDefinition) -> list[Question]:
    """The questions that may decide it: one answer out of several, asked outside of rows."""
    return [each for page in definition.pages for each in page.questions if each.type in DECIDING]


def as_json(question: str, departments: Mapping[str, UUID]) -> dict[str, Any]:
    """As the procedure keeps it; {} when no answer leads anywhere else."""
    if not question or not departments:
        return {}
    return {"question": question, "departments": {option: str(key) for option, key in sorted(departments.items())}}
