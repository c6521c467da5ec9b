"""From template and overlay to the form a city publishes."""

from collections.abc import Iterator
from dataclasses import dataclass

from common.errors import DomainError
from shared_forms.language import analysis
from shared_forms.language.compiled_form import FaultyForm
from shared_forms.language.definition import FormDefinition
from shared_forms.language.overlay import hiding
from shared_forms.language.overlay.draft import Draft, Impossible, ProblemCode
from shared_forms.language.overlay.operations import Hide, Overlay


@dataclass(frozen=True, slots=True)
class OverlayProblem:
    """One reason for which an overlay does not fit the template.

    operation:  index in the overlay; None for a fault of the form that all operations together lead to.
    target:     id of what it concerns.
    message:    a Japanese sentence for the person who edits the form.
    """

    code: ProblemCode
    operation: int | None
    target: str
    message: str


class OverlayRefused(DomainError):
    """The overlay does not fit; `problems` has every reason."""

    code = "overlay_refused"

    def __init__(self, problems: tuple[OverlayProblem, ...]) -> None:
        super().__init__(
            "市の変更を、この様式にあてはめられません。" + "".join(problem.message for problem in problems)
        )
        self.problems = problems


def apply(definition: FormDefinition, overlay: Overlay) -> FormDefinition:
    """The form with the city's changes; it has no faults, and what is locked in it is as in the template.

    Raises OverlayRefused with all problems at once, FaultyForm when the template itself cannot be used.
    """
    changed, problems = attempt(definition, overlay)
    faults = (
        OverlayProblem(ProblemCode.FAULT, None, fault.where, fault.message) for fault in analysis.problems(changed)
    )
    if refusals := (*problems, *faults):
        raise OverlayRefused(refusals)
    return changed


def attempt(definition: FormDefinition, overlay: Overlay) -> tuple[FormDefinition, tuple[OverlayProblem, ...]]:
    """The form with those changes that are possible, and why the others are not."""
    if faults := analysis.problems(definition):
        raise FaultyForm(faults)
    draft = Draft(definition)
    problems = [*_change(draft, overlay), *_hide(draft, overlay)]
    return draft.definition(), tuple(sorted(problems, key=lambda problem: problem.operation or 0))


def _change(draft: Draft, overlay: Overlay) -> Iterator[OverlayProblem]:
    for number, operation in enumerate(overlay.operations):
        if not isinstance(operation, Hide):
            try:
                operation.change(draft)
            except Impossible as refusal:
                target = getattr(operation, "target", "")
                yield OverlayProblem(refusal.code, number, target, refusal.message)


def _hide(draft: Draft, overlay: Overlay) -> Iterator[OverlayProblem]:
    """Hide everything, or nothing: what one operation hides may be needed by what another fails to hide."""
    hides = {number: operation for number, operation in enumerate(overlay.operations) if isinstance(operation, Hide)}
    hidden = hiding.hidden_by(draft, hides.values())
    refused = False
    for number, operation in hides.items():
        try:
            hiding.check(draft, operation, hidden)
        except Impossible as refusal:
            refused = True
            yield OverlayProblem(refusal.code, number, operation.target, refusal.message)
    if not refused:
        hiding.carry_out(draft, hidden)
