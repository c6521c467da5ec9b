"""The shape of what staff say about applications that only named people read."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import User
from applications.guarding import Reason


class ReasonForOpeningForm(forms.Form):
    """Why an application is opened, from a list: nobody writes about the person here."""

    reason = forms.ChoiceField(
        label="開く理由",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "理由を1つ選んでください。"),
    )


class ConfidentialityForm(forms.Form):
    """Whether only some read it, and who."""

    is_confidential = forms.BooleanField(label="決めた人だけが見られるようにする", required=False)
    viewers = forms.ModelMultipleChoiceField(
        label="見られる人",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "見られる人を選び直してください。"},
    )

    def __init__(self, data: QueryDict | None, *, people: QuerySet[User], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["viewers"].queryset = people  # type: ignore[attr-defined]  # it is a ModelMultipleChoiceField

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("is_confidential") and not values.get("viewers"):
            self.add_error("viewers", "見られる人を1人以上選んでください。")
        return values

    def setting(self) -> dict[str, Any]:
        """The argument of `set_confidential`."""
        chosen = self.cleaned_data["viewers"] if self.cleaned_data["is_confidential"] else ()
        return {"viewers": [person.pk for person in chosen]}
