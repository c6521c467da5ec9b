"""How a city makes a shared form its own (市の変更): operations on stable ids, never a copy of the template."""

from shared_forms.language.overlay.adding import AddOption, AddPage, AddQuestion, Move, OwnPage
from shared_forms.language.overlay.applying import OverlayProblem, OverlayRefused, apply, attempt
from shared_forms.language.overlay.composing import changed_targets, reverted, with_operations
from shared_forms.language.overlay.differences import Difference, DifferenceKind, describe, differences
from shared_forms.language.overlay.draft import CITY_PREFIX, ProblemCode
from shared_forms.language.overlay.operations import (
    Hide,
    Operation,
    Overlay,
    Rehelp,
    Relabel,
    Require,
    SetFact,
    SetLimit,
)
from shared_forms.language.overlay.undoing import Edit, EditDoesNotFit, Edits

__all__ = [
    "CITY_PREFIX",
    "AddOption",
    "AddPage",
    "AddQuestion",
    "Difference",
    "DifferenceKind",
    "Edit",
    "EditDoesNotFit",
    "Edits",
    "Hide",
    "Move",
    "Operation",
    "Overlay",
    "OverlayProblem",
    "OverlayRefused",
    "OwnPage",
    "ProblemCode",
    "Rehelp",
    "Relabel",
    "Require",
    "SetFact",
    "SetLimit",
    "apply",
    "attempt",
    "changed_targets",
    "describe",
    "differences",
    "reverted",
    "with_operations",
]
