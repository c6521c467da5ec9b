"""How much a question accepts (入力の範囲), as people write it: 100, 0.5, 9:00, 2026-04-01, 今日, 7日後, 今月, 10 (MB)."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django import forms

from common.file_sizes import MEGABYTE
from shared_forms.language import Question
from shared_forms.language.overlay.operations import LIMIT_NAMES
from shared_forms.language.types import NumberQuestion

Json = Any
_NOT_WRITTEN = ("accept",)  # chosen, not typed
_UNITS = {"max_size_bytes": "MB", "max_length": "文字", "min_length": "文字"}


class _Way(NamedTuple):
    """One way of writing a limit. example: what people are told; read: None for what is not understood; write: "" as well."""

    example: str
    read: Callable[[str], Json]
    write: Callable[[Json], str]


class LimitField(forms.CharField):
    """One limit of one question; blank is no limit, where there may be none."""

    def __init__(self, question: Question, limit: str) -> None:
        self.way = _way(question, limit)
        unit = f"（{_UNITS[limit]}）" if limit in _UNITS else ""
        may_be_none = type(question).model_fields[limit].default is None
        super().__init__(
            label=f"{LIMIT_NAMES[limit]}{unit}",
            required=not may_be_none,
            max_length=20,
            help_text=f"例：{self.way.example}{'。空けると、制限しません。' if may_be_none else ''}",
            error_messages=dict.fromkeys(("required", "max_length"), f"{self.way.example}のように入力してください。"),
        )

    def clean(self, value: Any) -> Json:
        words = unicodedata.normalize("NFKC", super().clean(value)).replace(" ", "")
        if not words:
            return None
        read = self.way.read(words)
        if read is None:
            raise forms.ValidationError(f"{self.way.example}のように入力してください。")
        return read


def limit_fields(question: Question) -> Mapping[str, LimitField]:
    """A field for each limit that can be written in one line, by the limit's name."""
    values = question.model_dump(mode="json")
    fields = {limit: LimitField(question, limit) for limit in question.limits if limit not in _NOT_WRITTEN}
    return {limit: field for limit, field in fields.items() if values[limit] is None or field.way.write(values[limit])}


def written(question: Question, limit: str) -> str:
    """A limit as it is now, as people write it; "" for none."""
    value = question.model_dump(mode="json")[limit]
    return "" if value is None else _way(question, limit).write(value)


def _way(question: Question, limit: str) -> _Way:
    if limit == "max_size_bytes":
        return _Way("10", lambda words: _whole(words, times=MEGABYTE), lambda value: str(value // MEGABYTE))
    if limit not in ("min", "max"):
        return _Way("10", _whole, str)
    if isinstance(question, NumberQuestion) and question.decimals:
        return _Way("0.5", _decimal, lambda value: f"{value:g}")
    return _WAYS.get(question.type, _Way("100", _whole, str))


def _whole(words: str, *, times: int = 1) -> int | None:
    plain = words.replace(",", "")
    return int(plain) * times if re.fullmatch(r"-?[0-9]{1,12}", plain) else None


def _decimal(words: str) -> float | None:
    return float(words) if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", words) else None


def _time(words: str) -> str | None:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:時]([0-5][0-9])分?", words)
    return f"{int(found[1]):02d}:{found[2]}" if found else None


def _from(now: str, unit: str, key: str) -> tuple[Callable[[str], Json], Callable[[Json], str]]:
    """So many days from today, so many months from this one."""
    pattern = re.compile(rf"([0-9]{{1,4}}){unit}(前|後)")

    def read(words: str) -> Json:
        if words == now:
            return {key: 0}
        found = pattern.fullmatch(words)
        return {key: int(found[1]) * (-1 if found[2] == "前" else 1)} if found else None

    def write(value: Json) -> str:
        if not isinstance(value, dict) or value.keys() != {key}:
            return ""
        amount = value[key]
        return f"{abs(amount)}{unit}{'前' if amount < 0 else '後'}" if amount else now

    return read, write


def _calendar(example: str, pattern: str, now: str, unit: str, key: str) -> _Way:
    read, write = _from(now, unit, key)
    return _Way(
        f"{example}、{now}、7{unit}後",
        lambda words: words if re.fullmatch(pattern, words) else read(words),
        lambda value: value if isinstance(value, str) else write(value),
    )


_WAYS = {
    "time": _Way("9:00", _time, str),
    "date": _calendar("2026-04-01", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "今日", "日", "today"),
    "month": _calendar("2026-04", r"[0-9]{4}-[0-9]{2}", "今月", "か月", "this_month"),
}
