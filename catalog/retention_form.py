"""The shape of what staff say about keeping documents."""

from django import forms

from catalog.models import Procedure

UNDECIDED = ""


class RetentionForm(forms.Form):
    """How long documents are kept."""

    years = forms.ChoiceField(
        label="保存年限",
        required=False,
        choices=[(UNDECIDED, "まだ決めない"), *((str(value), label) for value, label in Procedure.Retention.choices)],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "どれか1つを選んでください。"},
    )

    @staticmethod
    def initial_of(procedure: Procedure) -> dict[str, str]:
        """What is set."""
        years = procedure.retention_years
        return {"years": UNDECIDED if years is None else str(years)}

    def retention(self) -> Procedure.Retention | None:
        """For the service."""
        years = self.cleaned_data["years"]
        return Procedure.Retention(int(years)) if years else None
