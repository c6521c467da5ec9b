"""What the controls of a question say about themselves to people who do not see the page."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString


def described(question: Any, errors: Sequence[Any] | None) -> SafeString:
    """aria-describedby of a whole question: everything that is wrong, then its help. See `control_state`."""
    return _describedby(question, range(len(errors or ())))


def control_state(question: Any, errors: Sequence[Any] | None, part: str = "", *, optional: bool = False) -> SafeString:
    """aria-invalid and aria-describedby of one control: what is wrong with it, then the question's help.

    question:  .id .type .help; the help stands in `q-<id>-help`, a file's limits in `q-<id>-limits`, how a year may be
               written in `q-<id>-years`, what a number counts (.unit, where there is one) in `q-<id>-unit`; a computed value
               has its unit beside it in the same element.
    errors:    of the whole question, each .part (None: the whole answer); the n-th stands in `q-<id>-error<n>`.
    optional:  the part may stay blank: an answer that is missing as a whole is not missing here.
    """
    wrong = [
        number
        for number, error in enumerate(errors or ())
        if not part or error.part == part or (not error.part and not optional)
    ]
    return SafeString(' aria-invalid="true"' if wrong else "") + _describedby(question, wrong, part)


def autofill(question: Any, token: str) -> SafeString:
    """autocomplete of one part: the answer's own token made particular, in the same section; "off" stays off.

    question:  .autocomplete: "name", "section-child bday", "off" or None.
    """
    if not (question.autocomplete and token):
        return SafeString("")
    *section, whole = question.autocomplete.split(" ")
    return format_html(' autocomplete="{}"', " ".join([*section, whole if whole == "off" else token]))


def _describedby(question: Any, wrong: Iterable[int], part: str = "") -> SafeString:
    places = [f"error{number}" for number in wrong]
    places += ["help"] if question.help else []
    places += ["limits"] if question.type == "file" else []
    places += ["unit"] if getattr(question, "unit", None) and question.type != "computed" else []
    places += ["years"] if part == "year" else []
    if not places:
        return SafeString("")
    return format_html(' aria-describedby="{}"', " ".join(f"q-{question.id}-{place}" for place in places))
