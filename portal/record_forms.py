"""What an administrator looks for among the records."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import User
from audit.events import AuditEvent

_IN_THE_BAR = {"class": "input filter-bar__text"}
EVERYTHING = {"subject": "", "person": "", "event": "", "day": None}


class RecordForm(forms.Form):
    """A receipt number, a person, an event, a day; whatever is left empty narrows nothing."""

    subject = forms.CharField(
        label="受付番号", required=False, max_length=64, widget=forms.TextInput(attrs=_IN_THE_BAR)
    )
    person = forms.ModelChoiceField(
        label="人",
        queryset=User.objects.none(),
        required=False,
        empty_label="だれでも",
        error_messages={"invalid_choice": "人を選びなおしてください。"},
    )
    event = forms.ChoiceField(
        label="できごと",
        choices=[("", "すべて"), *AuditEvent.choices],
        required=False,
        error_messages={"invalid_choice": "できごとを選びなおしてください。"},
    )
    day = forms.DateField(
        label="日",
        required=False,
        widget=forms.DateInput(attrs=_IN_THE_BAR | {"type": "date"}),
        error_messages={"invalid": "日を正しく入力してください。"},
    )

    def __init__(self, data: QueryDict, *, people: QuerySet[User]) -> None:
        super().__init__(data)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # it is a ModelChoiceField

    def search(self) -> dict[str, Any]:
        """The arguments of `audit.selectors.sealed_records`; nothing is narrowed by what was not understood."""
        if not self.is_valid():
            return EVERYTHING
        person = self.cleaned_data["person"]
        return {**self.cleaned_data, "person": str(person.pk) if person else ""}
