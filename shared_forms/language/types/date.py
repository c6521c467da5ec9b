"""A day (日付): stored by the western calendar, typed by either, shown with both."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from common.fiscal import fiscal_year_of
from common.wareki import long_date
from shared_forms.language.comparing import Order
from shared_forms.language.frozen import FrozenModel, Id
from shared_forms.language.json_schemas import Schema, matching
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.texts import JAPANESE
from shared_forms.language.typed_dates import EARLIEST, date_of, day_of, days_after, month_of, year_of
from shared_forms.language.typed_text import CODE, TextReader, text_reader
from shared_forms.language.types.base import AnswerValue, Files, GetList, QuestionBase, Reader, Reading
from shared_forms.language.types.parts import parts_from_form_data, parts_reader, typed_parts

Days = Annotated[int, Field(strict=True, ge=-36_525, le=36_525)]

_NUMBERS = {str(number): number for number in (*range(1, 32), *range(EARLIEST.year, 2200))}
_LONGEST_PART = 20
_read_iso = text_reader(CODE, max_length=_LONGEST_PART)


def _only_iso(value: object) -> object:
    """Keep pydantic from taking numbers for timestamps."""
    return (date_of(value) or "not a date") if isinstance(value, str) else value if isinstance(value, date) else None


class FromToday(FrozenModel):
    """So many days after the day of answering; negative before it."""

    today: Days

    def resolve(self, reading: Reading) -> date:
        return days_after(reading.today, self.today)


class FromAnswer(FrozenModel):
    """So many days after the answer to an earlier date question; no limit while that has none."""

    question: Id
    days: Days = 0

    def resolve(self, reading: Reading) -> date | None:
        answer = reading.answers.get(self.question)
        day = date_of(answer) if isinstance(answer, str) else None
        return days_after(day, self.days) if day else None


class OfFiscalYear(FrozenModel):
    """The first or last day of a fiscal year (年度), so many years after the one of the day of answering."""

    fiscal_year: Annotated[int, Field(strict=True, ge=-100, le=100)]
    at: Literal["start", "end"]

    def resolve(self, reading: Reading) -> date:
        year = fiscal_year_of(reading.today) + self.fiscal_year
        return date(year, 4, 1) if self.at == "start" else date(year + 1, 3, 31)


IsoDate = Annotated[date, BeforeValidator(_only_iso)]
Limit = IsoDate | FromToday | FromAnswer | OfFiscalYear


class DateQuestion(QuestionBase):
    """A day; the answer is YYYY-MM-DD.

    min, max:  first and last day accepted, each a day or counted from today, from an earlier answer or by fiscal years.
    default:   day that is filled in before anybody answers.
    """

    parts: ClassVar[tuple[str, ...]] = ("year", "month", "day")
    ordered_as: ClassVar[Order | None] = "date"
    limits: ClassVar[tuple[str, ...]] = ("min", "max")

    type: Literal["date"]
    min: Limit | None = None
    max: Limit | None = None
    default: IsoDate | FromToday | None = None

    def reader(self) -> Reader:
        first, last = _resolver(self.min), _resolver(self.max)

        def read(raw: Any, reading: Reading) -> str | None:
            day = _day_of(raw)
            if day is None:
                return None
            if day < (earliest := first(reading) or EARLIEST):
                raise refuse(ErrorCode.TOO_EARLY, min=earliest.isoformat())
            if (latest := last(reading)) and day > latest:
                raise refuse(ErrorCode.TOO_LATE, max=latest.isoformat())
            return day.isoformat()

        return read

    def answer_schema(self) -> Schema:
        return matching("[0-9]{4}-[0-9]{2}-[0-9]{2}", format="date")

    def from_form_data(self, getlist: GetList) -> dict[str, str]:
        return parts_from_form_data(self.id, self.parts, getlist)

    def typed(self, raw: object) -> dict[str, str]:
        if isinstance(raw, str) and (day := date_of(raw)):
            return {"year": str(day.year), "month": str(day.month), "day": str(day.day)}
        return typed_parts(raw, self.parts)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        day = date_of(str(value))
        if day is None:
            return (str(value),)
        return (long_date(day) if language == JAPANESE else f"{day:%A}, {day.day} {day:%B %Y}",)

    def initial(self, today: date) -> str | None:
        day = self.default.resolve(Reading(today, {})) if isinstance(self.default, FromToday) else self.default
        return day.isoformat() if day else None

    def limit_references(self) -> tuple[str, ...]:
        return tuple(limit.question for limit in (self.min, self.max) if isinstance(limit, FromAnswer))

    def contradictions(self) -> Iterator[str]:
        if isinstance(self.min, date) and isinstance(self.max, date) and self.min > self.max:
            yield "最も早い日が、最も遅い日より後になっています。"
        if isinstance(self.min, FromToday) and isinstance(self.max, FromToday) and self.min.today > self.max.today:
            yield "最も早い日が、最も遅い日より後になっています。"
        if isinstance(self.min, OfFiscalYear) and isinstance(self.max, OfFiscalYear):
            today = Reading(date(2026, 4, 1), {})
            if self.min.resolve(today) > self.max.resolve(today):
                yield "最も早い日が、最も遅い日より後になっています。"


def _resolver(limit: Limit | None) -> Callable[[Reading], date | None]:
    if isinstance(limit, (FromToday, FromAnswer, OfFiscalYear)):
        return limit.resolve
    return lambda reading: limit


def _day_of(raw: Any) -> date | None:
    """The day somebody gave as YYYY-MM-DD or in three parts, None when all is blank."""
    if not isinstance(raw, str):
        if plain := _plain_day(raw):
            return plain
        parts = _read_parts(raw)
        return _calendar_day(**parts) if parts else None
    if not (text := _read_iso(raw)):
        return None
    if (day := date_of(text)) is None:
        raise refuse(ErrorCode.NOT_A_DATE)
    return day


def _plain_day(raw: Any) -> date | None:
    """The day of three plain numbers, which is what nearly everybody types."""
    try:
        day = date(_NUMBERS[raw["year"]], _NUMBERS[raw["month"]], _NUMBERS[raw["day"]])
    except (LookupError, TypeError, ValueError):
        return None
    return day if day >= EARLIEST else None


def _calendar_day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise refuse(ErrorCode.NOT_A_DATE) from None


def part_reader(number_of: Callable[[str], int | None]) -> TextReader:
    """Read the control of a year, month or day into digits."""
    read_text = text_reader(CODE, max_length=_LONGEST_PART)

    def read(raw: Any, _reading: object = None, /) -> str:
        text = read_text(raw)
        if not text:
            return ""
        if (number := number_of(text)) is None:
            raise refuse(ErrorCode.NOT_A_DATE)
        return str(number)

    return read


_read_parts = parts_reader({"year": part_reader(year_of), "month": part_reader(month_of), "day": part_reader(day_of)})
