"""How answers are compared (答えの比べかた): by kind and never across kinds, so that a browser comes to the same result.

A stored answer is of one of these kinds, told by its form alone:

- number: a JSON number. True and False are none, 1.0 is 1.
- date `YYYY-MM-DD`, month `YYYY-MM`, time `HH:MM`: a text of exactly that form, ASCII digits.
- anything else (texts, booleans, objects, lists) has no order.

Two of one kind are ordered as numbers, or as the texts they are; whatever else is compared, and whatever is missing, is neither
more nor less than anything.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictFloat, StrictInt, StringConstraints

from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.typed_dates import date_of, days_after

Order = Literal["number", "date", "month", "time"]

_FORMS: Mapping[Order, str] = {
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "month": "[0-9]{4}-[0-9]{2}",
    "time": "[0-9]{2}:[0-9]{2}",
}
_ORDERED = {order: re.compile(form).fullmatch for order, form in _FORMS.items()}

# What a browser's numbers hold exactly.
GREATEST_NUMBER = 2**53 - 1


class OfQuestion(FrozenModel):
    """The answer to another question."""

    question: Id

    def value(self, answers: Mapping[str, Any], today: date) -> Any:
        return answers.get(self.question)


class OfToday(FrozenModel):
    """The day so many days after the one of answering; negative before it."""

    today: Annotated[int, Field(strict=True, ge=-36_525, le=36_525)]

    def value(self, answers: Mapping[str, Any], today: date) -> str:
        return days_after(today, self.today).isoformat()


def _day_of_the_calendar(text: str) -> str:
    if date_of(text) is None:
        raise ValueError("not a day of the calendar")
    return text


_Number = (
    Annotated[StrictInt, Field(ge=-GREATEST_NUMBER, le=GREATEST_NUMBER)]
    | Annotated[StrictFloat, Field(ge=-GREATEST_NUMBER, le=GREATEST_NUMBER, allow_inf_nan=False)]
)
_Day = Annotated[str, StringConstraints(pattern=rf"^{_FORMS['date']}$"), AfterValidator(_day_of_the_calendar)]
_Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
_Time = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]

# What an answer is compared with.
Operand = _Number | _Day | _Month | _Time | OfQuestion | OfToday


def order_of(value: object) -> Order | None:
    """The kind of a value that has an order, None for one that has none."""
    if isinstance(value, str):
        return next((order for order, is_of_form in _ORDERED.items() if is_of_form(value)), None)
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def order_of_bound(bound: Operand) -> Order | None:
    """The kind of what a condition compares with; None for the answer to a question, which is of that question's kind."""
    return "date" if isinstance(bound, OfToday) else order_of(bound)


def comparison(first: Any, second: Any) -> int | None:
    """-1, 0 or 1 as the first value is less, the same or more; None when they cannot be compared."""
    kind = order_of(first)
    if kind is None or kind != order_of(second):
        return None
    return 1 if first > second else -1 if first < second else 0


def same(first: Any, second: Any) -> bool:
    """Whether two values of JSON are the same; True is not 1, and nothing is not the same as nothing."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(value, second[key]) for key, value in first.items())
    return first is not None and bool(first == second)
