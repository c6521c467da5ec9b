"""What the analysis finds (指摘)."""

from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """Kinds of faults; each blocks publication."""

    EMPTY = "empty"
    DUPLICATE_ID = "duplicate_id"
    RESERVED_ID = "reserved_id"
    UNKNOWN_QUESTION = "unknown_question"
    FORWARD_REFERENCE = "forward_reference"
    NOT_COMPARABLE = "not_comparable"
    UNKNOWN_VALUE = "unknown_value"
    CYCLE = "cycle"
    CONTRADICTION = "contradiction"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    where:    id of the page or question to correct; "" for the form as a whole.
    message:  a Japanese sentence for the person who edits the form.
    """

    code: FaultCode
    where: str
    message: str
