"""What the analysis finds (指摘)."""

from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """Kinds of faults; each blocks publication. With those behind the line a form can be read all the same."""

    TOO_LARGE = "too_large"
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
    FOLLOW_UP = "follow_up"
    # ---
    UNREACHABLE = "unreachable"
    IMPOSSIBLE_OPTION = "impossible_option"
    NEVER_NEEDED = "never_needed"
    DEAD_END = "dead_end"


class CautionCode(StrEnum):
    """Kinds of what could be better; none blocks anything."""

    LONG_LABEL = "long_label"
    LONG_PAGE = "long_page"
    MANY_OPTIONS = "many_options"
    UNEXPLAINED_FILE = "unexplained_file"
    NO_PURPOSE = "no_purpose"
    NO_AUTOCOMPLETE = "no_autocomplete"
    MINUTES = "minutes"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    where:    id of the page or question to correct; "" for the form as a whole.
    message:  a Japanese sentence for the person who edits the form.
    """

    code: FaultCode
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that could be better (注意); the same attributes as a fault."""

    code: CautionCode
    where: str
    message: str
