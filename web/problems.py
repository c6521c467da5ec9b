"""What is wrong with a Django form, as the error summary shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BaseForm, BoundField


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary. anchor: id of the control where it can be put right, "" when it has none."""

    anchor: str
    text: str


def problems_of(form: BaseForm) -> list[Problem]:
    """Every error of a form: what concerns the whole, then field by field in the order of the form."""
    whole = [Problem("", str(error)) for error in form.non_field_errors()]
    return whole + [problem for field in form for problem in _problems_of_field(field)]


def _problems_of_field(field: BoundField) -> Iterator[Problem]:
    anchor = field.id_for_label or field.auto_id
    return (Problem(anchor, str(error)) for error in field.errors)
