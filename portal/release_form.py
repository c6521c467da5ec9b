"""How a version of a shared form is offered: to whom, by when, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from shared_forms.models import VersionRelease
from shared_forms.services.releases import ReleaseFacts
from tenants.models import Municipality

EVERYBODY, PILOTS = "all", "pilots"


class ReleaseForm(forms.Form):
    """Summary, receivers, day and reason."""

    summary = forms.CharField(
        label="新しい版の要点",
        max_length=200,
        required=False,
        error_messages={"max_length": "200文字までで入力してください。"},
    )
    to = forms.ChoiceField(
        label="どの市町村に出しますか",
        choices=[(EVERYBODY, "すべての市町村"), (PILOTS, "先に試す市町村だけ")],
        widget=forms.RadioSelect,
        required=False,
        initial=EVERYBODY,
    )
    due_on = forms.DateField(
        label="取り込みの期限",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "日付を入力してください。例：2027-03-31"},
    )
    reason = forms.CharField(
        label="期限の理由",
        max_length=200,
        required=False,
        error_messages={"max_length": "200文字までで入力してください。"},
    )

    def __init__(
        self, data: QueryDict | None, *, cities: Iterable[Municipality], release: VersionRelease | None = None
    ) -> None:
        super().__init__(data, initial=self._initial(release))
        self.fields["pilots"] = forms.MultipleChoiceField(
            label="先に試す市町村",
            choices=[(city.slug, city.name) for city in cities],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["summary", "to", "pilots", "due_on", "reason"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("to") == PILOTS and not values.get("pilots"):
            self.add_error("pilots", "先に試す市町村を、1つ以上選んでください。")
        if values.get("due_on") and not values.get("reason"):
            self.add_error("reason", "期限の理由を入力してください。例：令和9年4月1日に、規則の様式が変わるため")
        if values.get("due_on") and values["due_on"] < timezone.localdate():
            self.add_error("due_on", "今日より後の日付を入力してください。")
        return values

    def facts(self) -> ReleaseFacts:
        """What was typed, once it is valid."""
        values = self.cleaned_data
        pilots = values["pilots"] if values["to"] == PILOTS else ()
        return ReleaseFacts(values["summary"], tuple(pilots), values["due_on"], values["reason"])

    @staticmethod
    def _initial(release: VersionRelease | None) -> dict[str, Any]:
        if release is None:
            return {}
        return {
            "summary": release.summary,
            "to": PILOTS if release.pilots else EVERYBODY,
            "pilots": release.pilots,
            "due_on": release.due_on,
            "reason": release.reason,
        }
