"""Numbers as people type and read them: full-width digits, thousands separators, a unit behind or a ¥ before (数)."""

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Annotated, Any, TypeGuard

from pydantic import Field, StrictFloat, StrictInt

from shared_forms.language.characters import narrow
from shared_forms.language.refusals import ErrorCode, refuse
from shared_forms.language.typed_text import CODE, text_reader

# What a browser's numbers, and those of JSON in most languages, hold exactly.
GREATEST = 999_999_999_999_999

Whole = Annotated[StrictInt, Field(ge=-GREATEST, le=GREATEST)]
Number = Whole | Annotated[StrictFloat, Field(ge=-GREATEST, le=GREATEST, allow_inf_nan=False)]

# From JSON that is not None to a number, None when nothing was typed; raises NotAccepted.
NumberReader = Callable[[Any], int | float | None]

# Words people put behind a number whatever the form says about its unit.
_COMMON_UNITS = (
    "円",
    "yen",
    "人",
    "名",
    "個",
    "枚",
    "歳",
    "才",
    "回",
    "件",
    "日",
    "通",
    "台",
    "頭",
    "匹",
    "冊",
    "本",
    "つ",
)

_read_text = text_reader(CODE, max_length=40)
_minus = re.compile("^[-\u2010-\u2015\u2212\u30fc]")
_grouped = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])").match
_plain = re.compile(r"(-?)\+?([0-9]+)(?:\.([0-9]+))?").fullmatch


def number_reader(
    minimum: int | float, maximum: int | float, *, decimals: int = 0, units: Collection[str] = ()
) -> NumberReader:
    """Build the reader once per form.

    decimals:  how many digits behind the point are accepted.
    units:     words that may stand behind the number, besides those that are common anyway.
    """
    behind = tuple(sorted({narrow(unit) for unit in (*units, *_COMMON_UNITS)}, key=len, reverse=True))

    def read(raw: Any) -> int | float | None:
        number = _json_number(raw) if isinstance(raw, (int, float)) else _typed_number(raw, behind)
        if number is None:
            return None
        if number < minimum:
            raise refuse(ErrorCode.TOO_SMALL, min=minimum)
        if number > maximum:
            raise refuse(ErrorCode.TOO_LARGE, max=maximum)
        if -int(str(number.as_tuple().exponent)) > decimals:
            raise refuse(ErrorCode.TOO_MANY_DECIMALS, max=decimals)
        return int(number) if number == number.to_integral_value() else float(number)

    return read


def written(number: int | float, *, separate_from: int = 10_000) -> str:
    """A number to read, with separators from five digits on: one of four may be a year."""
    exact = Decimal(repr(number))
    return f"{exact:,f}" if abs(number) >= separate_from else f"{exact:f}"


def typed_number(raw: object) -> str:
    """What a control shows again for a raw or normalised answer."""
    if isinstance(raw, str):
        return raw
    return f"{Decimal(repr(raw)):f}" if is_number(raw) else ""


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether this is a number that a question takes, as JSON."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -GREATEST <= value <= GREATEST


def _json_number(raw: int | float) -> Decimal:
    if isinstance(raw, bool):
        raise refuse(ErrorCode.WRONG_SHAPE)
    if not -GREATEST <= raw <= GREATEST:  # what is not a number at all included
        raise refuse(ErrorCode.NOT_A_NUMBER)
    number = Decimal(repr(raw))
    return number.to_integral_value() if number == number.to_integral_value() else number


def _typed_number(raw: Any, units: tuple[str, ...]) -> Decimal | None:
    text = "".join(_read_text(raw).split()).lower()
    if not text:
        return None
    bare = _without_unit(_minus.sub("-", text.removeprefix("¥").removeprefix("\\")), units)
    sign, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    if grouped := _grouped(digits):
        digits = grouped[0].replace(",", "") + digits[grouped.end() :]
    if _plain(sign + digits) is None:
        raise refuse(ErrorCode.NOT_A_NUMBER)
    return Decimal(sign + digits)


def _without_unit(text: str, units: tuple[str, ...]) -> str:
    return next((text.removesuffix(unit) for unit in units if text.endswith(unit)), text)
