"""How a city makes a shared form its own (市の変更): operations on stable ids, never a copy of the template."""

from shared_forms.language.overlay.applying import OverlayProblem, OverlayRefused, apply
from shared_forms.language.overlay.differences import Difference, DifferenceKind, describe, differences
from shared_forms.language.overlay.draft import CITY_PREFIX, ProblemCode
from shared_forms.language.overlay.operations import (
    AddOption,
    AddQuestion,
    Hide,
    Move,
    Operation,
    Overlay,
    Rehelp,
    Relabel,
    Require,
    SetFact,
)

__all__ = [
    "CITY_PREFIX",
    "AddOption",
    "AddQuestion",
    "Difference",
    "DifferenceKind",
    "Hide",
    "Move",
    "Operation",
    "Overlay",
    "OverlayProblem",
    "OverlayRefused",
    "ProblemCode",
    "Rehelp",
    "Relabel",
    "Require",
    "SetFact",
    "apply",
    "describe",
    "differences",
]
