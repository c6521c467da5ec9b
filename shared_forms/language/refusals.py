"""Why an answer is not accepted: codes and numbers here, words in the resident's language elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shared_forms.language.texts import Text


class ErrorCode(StrEnum):
    """Every reason for which an answer is refused; in brackets the parameters that come with it."""

    REQUIRED = "required"
    WRONG_SHAPE = "wrong_shape"  # no screen of ours sends this
    TOO_LONG = "too_long"  # max
    TOO_SHORT = "too_short"  # min
    CONTROL_CHARACTER = "control_character"
    UNREADABLE_CHARACTER = "unreadable_character"  # private use, half a surrogate pair, a pile of combining marks
    NOT_DIGITS = "not_digits"
    NOT_KATAKANA = "not_katakana"
    NOT_A_NUMBER = "not_a_number"
    TOO_SMALL = "too_small"  # min
    TOO_LARGE = "too_large"  # max
    TOO_MANY_DECIMALS = "too_many_decimals"  # max
    NOT_A_DATE = "not_a_date"
    NOT_A_MONTH = "not_a_month"
    NOT_A_TIME = "not_a_time"
    TOO_EARLY = "too_early"  # min (YYYY-MM-DD, YYYY-MM or HH:MM)
    TOO_LATE = "too_late"  # max (YYYY-MM-DD, YYYY-MM or HH:MM)
    BETWEEN_STEPS = "between_steps"  # minutes: so many from one time that is accepted to the next
    NOT_A_CHOICE = "not_a_choice"
    TOO_FEW_ROWS = "too_few_rows"  # min
    TOO_MANY_ROWS = "too_many_rows"  # max
    CHECK = "check"  # check: the id of what was checked across questions; its own words say what to do
    ENDS_HERE = "ends_here"  # option: its `ends` text says where to go instead
    NOT_TOGETHER = "not_together"  # option: it can only be chosen alone
    TOO_FEW_CHOSEN = "too_few_chosen"  # min
    TOO_MANY_CHOSEN = "too_many_chosen"  # max
    NOT_EMAIL = "not_email"
    NOT_A_BANK_CODE = "not_a_bank_code"
    NOT_A_BRANCH_CODE = "not_a_branch_code"
    NOT_AN_ACCOUNT_NUMBER = "not_an_account_number"
    NOT_HOLDER_KANA = "not_holder_kana"
    NOT_POSTAL_CODE = "not_postal_code"
    NOT_PHONE = "not_phone"
    NOT_CORPORATE_NUMBER = "not_corporate_number"
    NOT_INVOICE_NUMBER = "not_invoice_number"
    WRONG_CHECK_DIGIT = "wrong_check_digit"  # a digit is mistyped
    FILE_MISSING = "file_missing"
    TOO_MANY_FILES = "too_many_files"  # max
    TOO_FEW_FILES = "too_few_files"  # min
    FILES_TOO_HEAVY = "files_too_heavy"  # max_megabytes: of all files of one application together
    FILE_TOO_LARGE = "file_too_large"  # name, max_bytes
    FILE_TYPE = "file_type"  # name
    FILE_DISGUISED = "file_disguised"  # name: its ending says one kind of file, its content another
    FILE_EMPTY = "file_empty"  # name
    FILE_UNREADABLE = "file_unreadable"  # name: called a picture, and cannot be opened as one


Params = Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an answer; `part` is the control it concerns, such as `year`."""

    code: ErrorCode
    part: str | None = None
    params: Params = field(default_factory=dict)


class NotAccepted(Exception):
    """Raised by the reader of a question, with everything that is wrong with the answer."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def refuse(code: ErrorCode, part: str | None = None, **params: str | int | float) -> NotAccepted:
    """What to raise for a single reason."""
    return NotAccepted(Problem(code, part, params))


@dataclass(frozen=True, slots=True)
class AnswerError:
    """A problem with the answer to one question of the form.

    message:  what the form itself says about it, in its own words.
    """

    question: str
    part: str | None
    code: ErrorCode
    params: Params = field(default_factory=dict)
    message: Text | None = None

    @property
    def control(self) -> str:
        """Name of the HTML control to go to, `<question>` or `<question>.<part>`."""
        return f"{self.question}.{self.part}" if self.part else self.question


@dataclass(frozen=True, slots=True)
class Errors:
    """Everything that is wrong with a set of answers, in the order of the form."""

    items: tuple[AnswerError, ...] = ()

    def __iter__(self) -> Iterator[AnswerError]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def of(self, question: str) -> tuple[AnswerError, ...]:
        """The errors of one question."""
        return tuple(error for error in self.items if error.question == question)
