"""What would make a form unusable, or could be better, found before it is published (公開前の点検).

problems:   for these a form cannot be compiled.
dead_ends:  for these it must not be published either; asked of a form without problems.
cautions:   to look at once more.
"""

from shared_forms.language.analysis.computations import computations
from shared_forms.language.analysis.faults import Caution, CautionCode, Fault, FaultCode
from shared_forms.language.analysis.follow_ups import follow_ups
from shared_forms.language.analysis.improvements import cautions
from shared_forms.language.analysis.reach import dead_ends
from shared_forms.language.analysis.references import references
from shared_forms.language.analysis.structure import structure
from shared_forms.language.definition import FormDefinition

__all__ = ["Caution", "CautionCode", "Fault", "FaultCode", "cautions", "dead_ends", "problems"]


def problems(definition: FormDefinition) -> tuple[Fault, ...]:
    """Every fault for which a form cannot be compiled."""
    return (*structure(definition), *references(definition), *computations(definition), *follow_ups(definition))
