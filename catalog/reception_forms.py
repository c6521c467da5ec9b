"""The shape of what staff type about when applications are taken."""

from datetime import datetime, time
from typing import Any

from django import forms

from catalog.forms import WordsField
from catalog.models import Procedure

_MOMENT = "%Y-%m-%dT%H:%M"
_WRONG_MOMENT = "日付と時刻の両方を入力してください。例：2026年12月1日 9:00"
_WRONG_TIME = "時刻を入力してください。例：8:30"


def _moment(label: str) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(format=_MOMENT),
        error_messages={"invalid": _WRONG_MOMENT},
    )


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": _WRONG_TIME},
    )


class PeriodForm(forms.Form):
    """From when until when, and at which hours of the day."""

    opens_at = _moment("受付の始まり")
    closes_at = _moment("受付の終わり")
    daily_from = _time("毎日の始まり")
    daily_until = _time("毎日の終わり")
    hours_note = WordsField(
        label="受付時間の外のときの案内",
        max_length=200,
        required=False,
        error_messages={"max_length": "200文字までで入力してください。"},
    )

    @staticmethod
    def initial_of(procedure: Procedure) -> dict[str, Any]:
        """What the form shows of a procedure."""
        return {name: getattr(procedure, name) for name in PeriodForm.base_fields}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        opens_at, closes_at = values.get("opens_at"), values.get("closes_at")
        if isinstance(opens_at, datetime) and isinstance(closes_at, datetime) and opens_at >= closes_at:
            self.add_error("closes_at", "受付の終わりは、始まりより後にしてください。")
        self._check_hours(values.get("daily_from"), values.get("daily_until"))
        return values

    def _check_hours(self, first: time | None, end: time | None) -> None:
        if self.errors.keys() & {"daily_from", "daily_until"}:
            return
        if (first is None) != (end is None):
            missing = "daily_from" if first is None else "daily_until"
            self.add_error(missing, "毎日の受付時間は、始まりと終わりの両方を入力してください。")
        elif first is not None and first == end:
            self.add_error(
                "daily_until",
                "始まりと終わりに、ちがう時刻を入力してください。一日中受け付けるときは、両方を空けておきます。",
            )


class CloseForm(forms.Form):
    """Why a procedure does not take applications; residents read it."""

    is_ended = forms.ChoiceField(
        label="どのように止めますか",
        choices=[
            ("no", "しばらく止める（「いまは受け付けていません」と出ます）"),
            ("yes", "受付終了にする（定員に達したときなど）"),
        ],
        initial="no",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "どちらか1つを選んでください。"),
    )
    reason = WordsField(
        label="住民に伝えることば",
        max_length=200,
        error_messages={
            "required": "受付を止める理由を入力してください。例：今年度の受付は終わりました。来年度は10月から受け付けます。",
            "max_length": "200文字までで入力してください。",
        },
    )

    def decision(self) -> dict[str, Any]:
        """The arguments of `close`."""
        return {"reason": self.cleaned_data["reason"], "is_ended": self.cleaned_data["is_ended"] == "yes"}
