"""Whole numbers, days and choices as the secretariat's forms ask for them."""

import unicodedata
from typing import Any

from django import forms

from common.money import Yen
from web.line_field import LineField

MOST_YEN = 999_999_999_999
MOST_PEOPLE = 99_999_999
MOST_WEIGHT = 1000


class WholeNumberField(LineField):
    """A whole number as people write it: 48,400,000 or ４８４０００００円, from `least` to `most`."""

    def __init__(self, *, least: int, most: int, example: str, unit: str = "", **kwargs: Any) -> None:
        super().__init__(max_length=30, **{"width": "money", **kwargs})
        self.least, self.most, self.unit = least, most, unit
        self.sentence = f"{self.label}は{least:,}から{most:,}までの数字で入力してください。例：{example}"
        self.error_messages["max_length"] = self.sentence
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").removesuffix(self.unit)
        if not plain:
            return None
        if not (plain.isascii() and plain.isdecimal() and self.least <= int(plain) <= self.most):
            raise forms.ValidationError(self.sentence, code="not_in_range")
        return int(plain)


class YenField(WholeNumberField):
    """Whole yen; nothing typed is nothing, where it may be left out."""

    def __init__(self, *, least: int = 0, example: str = "1,000,000", **kwargs: Any) -> None:
        super().__init__(least=least, most=MOST_YEN, example=example, unit="円", **kwargs)

    def clean(self, value: Any) -> Yen | None:
        typed = super().clean(value)
        return None if typed is None else Yen(typed)


class DayField(forms.DateField):
    """A day, by the browser's own control."""

    def __init__(self, *, label: str, example: str = "2026-10-01", **kwargs: Any) -> None:
        messages = {
            "required": f"{label}を入力してください。",
            "invalid": f"{label}を正しい日付で入力してください。例：{example}",
        }
        widget = forms.DateInput(attrs={"type": "date", "class": "input input--16"}, format="%Y-%m-%d")
        super().__init__(label=label, widget=widget, error_messages=messages, **kwargs)


def choice(label: str, choices: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """A list to choose one from, as wide as its words."""
    messages = {"required": f"{label}を選んでください。", "invalid_choice": f"{label}を選び直してください。"}
    widget = forms.Select(attrs={"class": "input"})
    return forms.TypedChoiceField(label=label, choices=choices, widget=widget, error_messages=messages, **kwargs)
