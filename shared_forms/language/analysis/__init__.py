"""What would make a form unusable, found before it is published (公開前の点検)."""

from shared_forms.language.analysis.faults import Fault, FaultCode
from shared_forms.language.analysis.references import references
from shared_forms.language.analysis.structure import structure
from shared_forms.language.definition import FormDefinition

__all__ = ["Fault", "FaultCode", "problems"]


def problems(definition: FormDefinition) -> tuple[Fault, ...]:
    """Every fault of a form; a form without any can be compiled and published."""
    return (*structure(definition), *references(definition))
