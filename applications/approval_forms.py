"""The shape of what staff type on a decision's way through those who must agree."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import User
from applications.forms import MOST_CHARACTERS, TOO_LONG
from applications.states import Decision

WRONG_DAY = "年・月・日をカレンダーから選んでください。例：2026年12月1日"


class ProposalForm(forms.Form):
    """What is to be decided, and with which words."""

    decision = forms.ChoiceField(
        label="案",
        choices=[(Decision.APPROVED.value, "承認する"), (Decision.REJECTED.value, "却下する")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "承認か却下のどちらかを選んでください。"),
    )
    reason = forms.CharField(
        label="申請者へのことば・却下の理由",
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
        error_messages=TOO_LONG,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("decision") == Decision.REJECTED and not values.get("reason"):
            self.add_error("reason", "却下の理由を書いてください。申請者に伝わります。")
        return values

    def proposal(self) -> dict[str, Any]:
        """The arguments of `propose`."""
        return {"decision": Decision(self.cleaned_data["decision"]), "reason": self.cleaned_data["reason"]}


class VerdictForm(forms.Form):
    """Which step was on the screen, and a word for whoever proposed it and those who come after."""

    step = forms.UUIDField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label="ことば",
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
        error_messages=TOO_LONG,
    )


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("required", "invalid"), WRONG_DAY),
    )


class SubstituteForm(forms.Form):
    """Who decides in one's place, from when until when."""

    substitute = forms.ModelChoiceField(
        label="代わりに決裁する人",
        queryset=User.objects.none(),
        empty_label="選んでください",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "代わりに決裁する人を選んでください。"),
    )
    begins_on = _day("始まりの日")
    ends_on = _day("終わりの日")

    def __init__(self, data: QueryDict | None, *, people: QuerySet[User]) -> None:
        super().__init__(data)
        self.fields["substitute"].queryset = people  # type: ignore[attr-defined]  # it is a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        begins_on, ends_on = values.get("begins_on"), values.get("ends_on")
        if isinstance(begins_on, date) and isinstance(ends_on, date) and begins_on > ends_on:
            self.add_error("ends_on", "終わりの日は、始まりの日と同じか、それより後にしてください。")
        return values

    def substitution(self) -> dict[str, Any]:
        """The arguments of `name_substitute`."""
        return {**self.cleaned_data, "substitute": self.cleaned_data["substitute"].pk}
