"""What an administrator says of a new token of the API."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from catalog.models import Procedure

LONGEST = timedelta(days=366)


class TokenForm(forms.Form):
    """A name, the procedures it reaches, and its last day."""

    name = forms.CharField(
        label="使う相手", max_length=60, error_messages={"required": "だれが何に使うかを入力してください。"}
    )
    procedures = forms.ModelMultipleChoiceField(
        label="読める手続",
        queryset=Procedure.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "読める手続を1つ以上選んでください。"},
    )
    last_day = forms.DateField(
        label="使える最後の日",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages=dict.fromkeys(("required", "invalid"), "使える最後の日を入力してください。"),
    )

    def __init__(self, data: QueryDict | None, *, procedures: QuerySet[Procedure]) -> None:
        super().__init__(data)
        self.fields["procedures"].queryset = procedures  # type: ignore[attr-defined]  # it is a ModelMultipleChoiceField

    def clean_last_day(self) -> date:
        last_day: date = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if not today <= last_day <= today + LONGEST:
            raise forms.ValidationError("今日から1年以内の日を入力してください。")
        return last_day

    def token(self) -> dict[str, Any]:
        """The arguments of `make_token`."""
        return {**self.cleaned_data, "procedures": [each.pk for each in self.cleaned_data["procedures"]]}
