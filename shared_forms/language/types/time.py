"""A time of day (時刻)."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from shared_forms.language.comparing import Order
from shared_forms.language.json_schemas import Schema, matching, one_of
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.texts import ENGLISH
from shared_forms.language.typed_text import Tidying, text_reader
from shared_forms.language.typed_times import is_time, time_of
from shared_forms.language.types.base import AnswerValue, Files, QuestionBase, Reader, Reading

_ANY_TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
TimeOfDay = Annotated[str, StringConstraints(pattern=rf"^{_ANY_TIME}$")]

# A schema names each time up to a day of quarter hours.
_MOST_TIMES = 96


class TimeQuestion(QuestionBase):
    """A time of day; the answer is HH:MM.

    min, max:      first and last time accepted.
    step_minutes:  accepted are the full hour and every so many minutes after it.
    """

    ordered_as: ClassVar[Order | None] = "time"
    limits: ClassVar[tuple[str, ...]] = ("min", "max")

    type: Literal["time"]
    min: TimeOfDay | None = None
    max: TimeOfDay | None = None
    step_minutes: Annotated[int, Field(strict=True, ge=1, le=60)] = 1

    @property
    def step_seconds(self) -> int:
        """The step as browsers count it."""
        return 60 * self.step_minutes

    def reader(self) -> Reader:
        first, last, step = self.min or "00:00", self.max or "23:59", self.step_minutes

        def read(raw: Any, reading: Reading) -> str:
            time = _read_text(raw)
            if not time:
                return ""
            if time < first:
                raise refuse(ErrorCode.TOO_EARLY, min=first)
            if time > last:
                raise refuse(ErrorCode.TOO_LATE, max=last)
            if int(time[3:]) % step:
                raise refuse(ErrorCode.BETWEEN_STEPS, minutes=step)
            return time

        return read

    def answer_schema(self) -> Schema:
        first, last = self.min or "00:00", self.max or "23:59"
        minutes = [f"{minute:02}" for minute in range(0, 60, self.step_minutes)]
        times = [f"{hour:02}:{minute}" for hour in range(24) for minute in minutes]
        accepted = [time for time in times if first <= time <= last]
        return one_of(accepted) if len(accepted) <= _MOST_TIMES else matching(_ANY_TIME)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        return (spoken_time(str(value), language),)

    def contradictions(self) -> Iterator[str]:
        if self.min is not None and self.max is not None and self.min > self.max:
            yield "最も早い時刻が、最も遅い時刻より後になっています。"


def spoken_time(time: str, language: str) -> str:
    """A time to read: 9時、14時30分; 14:30 in English."""
    if language == ENGLISH or not is_time(time):
        return time
    hour, minute = int(time[:2]), int(time[3:])
    return f"{hour}時{minute}分" if minute else f"{hour}時"


def _tidy(text: str) -> str:
    if not text.strip():
        return ""
    if (time := time_of(text)) is None:
        raise refuse(ErrorCode.NOT_A_TIME)
    return time


_read_text = text_reader(Tidying(re.compile(rf"\A(?!{_ANY_TIME}\Z)").search, _tidy), max_length=20)
