"""A month of a year (年月)."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from common.wareki import era_label
from shared_forms.language.comparing import Order
from shared_forms.language.frozen import FrozenModel
from shared_forms.language.json_schemas import Schema, matching
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.texts import ENGLISH
from shared_forms.language.typed_dates import EARLIEST, date_of, month_of, year_of
from shared_forms.language.typed_text import CODE, text_reader
from shared_forms.language.types.base import AnswerValue, Files, GetList, QuestionBase, Reader, Reading
from shared_forms.language.types.date import part_reader
from shared_forms.language.types.parts import parts_from_form_data, parts_reader, typed_parts

_EARLIEST = f"{EARLIEST:%Y-%m}"
_LATEST = "9999-12"

_read_iso = text_reader(CODE, max_length=20)
_read_parts = parts_reader({"year": part_reader(year_of), "month": part_reader(month_of)})


class FromThisMonth(FrozenModel):
    """So many months after the one of answering; negative before it."""

    this_month: Annotated[int, Field(strict=True, ge=-1200, le=1200)]

    def resolve(self, reading: Reading) -> str:
        months = reading.today.year * 12 + reading.today.month - 1 + self.this_month
        return f"{months // 12:04}-{months % 12 + 1:02}"


IsoMonth = Annotated[str, StringConstraints(pattern=r"^(1[89]|2[01])[0-9]{2}-(0[1-9]|1[0-2])$")]
MonthLimit = IsoMonth | FromThisMonth


class MonthQuestion(QuestionBase):
    """A month; the answer is YYYY-MM.

    min, max:  first and last month accepted, each a month or counted from this one.
    """

    parts: ClassVar[tuple[str, ...]] = ("year", "month")
    ordered_as: ClassVar[Order | None] = "month"
    limits: ClassVar[tuple[str, ...]] = ("min", "max")

    type: Literal["month"]
    min: MonthLimit | None = None
    max: MonthLimit | None = None

    def reader(self) -> Reader:
        first, last = _resolver(self.min, _EARLIEST), _resolver(self.max, _LATEST)

        def read(raw: Any, reading: Reading) -> str | None:
            month = _month(raw)
            if month is None:
                return None
            if month < (earliest := first(reading)):
                raise refuse(ErrorCode.TOO_EARLY, min=earliest)
            if month > (latest := last(reading)):
                raise refuse(ErrorCode.TOO_LATE, max=latest)
            return month

        return read

    def answer_schema(self) -> Schema:
        # No form can ask for a month before 1800.
        return matching("(?:1[89]|[2-9][0-9])[0-9]{2}-(?:0[1-9]|1[0-2])")

    def from_form_data(self, getlist: GetList) -> dict[str, str]:
        return parts_from_form_data(self.id, self.parts, getlist)

    def typed(self, raw: object) -> dict[str, str]:
        if isinstance(raw, str) and (first := date_of(f"{raw}-01")):
            return {"year": str(first.year), "month": str(first.month)}
        return typed_parts(raw, self.parts)

    def display(self, value: AnswerValue, language: str, files: Files) -> tuple[str, ...]:
        return (spoken_month(str(value), language),)

    def contradictions(self) -> Iterator[str]:
        if type(self.min) is type(self.max) and self.min is not None and _place(self.min) > _place(self.max):
            yield "最も早い月が、最も遅い月より後になっています。"


def spoken_month(month: str, language: str) -> str:
    """A month to read: 2026年11月（令和8年11月）."""
    first = date_of(f"{month}-01")
    if first is None:
        return month
    if language == ENGLISH:
        return f"{first:%B %Y}"
    return f"{first.year}年{first.month}月（{era_label(first)}{first.month}月）"


def _place(limit: MonthLimit | None) -> tuple[str, int]:
    return ("", limit.this_month) if isinstance(limit, FromThisMonth) else (str(limit), 0)


def _resolver(limit: MonthLimit | None, otherwise: str) -> Callable[[Reading], str]:
    if isinstance(limit, FromThisMonth):
        return limit.resolve
    return lambda reading: limit or otherwise


def _month(raw: Any) -> str | None:
    """The month somebody gave as YYYY-MM or in two parts, None when all is blank."""
    if isinstance(raw, str):
        text = _read_iso(raw)
        if text and (len(text) != 7 or date_of(f"{text}-01") is None):
            raise refuse(ErrorCode.NOT_A_MONTH)
        return text or None
    parts = _read_parts(raw)
    return f"{int(parts['year']):04}-{int(parts['month']):02}" if parts else None
