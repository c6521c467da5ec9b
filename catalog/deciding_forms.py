"""The shape of what staff type about how applications are decided."""

from typing import Any

from django import forms

from catalog.appeal_notice import standard_notice
from catalog.models import Procedure

MOST_CHARACTERS = 3000


class AppealNoticeForm(forms.Form):
    """Which words about appeals go with a rejection."""

    kind = forms.ChoiceField(
        label="却下のときに付ける教示",
        choices=Procedure.AppealNotice.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "どれか1つを選んでください。"),
    )
    own_words = forms.CharField(
        label="この手続の文",
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea,
        error_messages={"max_length": f"{MOST_CHARACTERS}文字までで書いてください。"},
    )

    @staticmethod
    def initial_of(procedure: Procedure, city: str) -> dict[str, Any]:
        """What is set; the city's own words begin with the ordinary ones."""
        return {"kind": procedure.appeal_notice, "own_words": procedure.own_appeal_notice or standard_notice(city)}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") == Procedure.AppealNotice.OWN and not values.get("own_words"):
            self.add_error("own_words", "この手続の文を書いてください。")
        return values

    def notice(self) -> dict[str, Any]:
        """The arguments of `set_appeal_notice`; the line breaks of a browser become those of every other text."""
        words = self.cleaned_data["own_words"].replace("\r\n", "\n")
        return {"kind": Procedure.AppealNotice(self.cleaned_data["kind"]), "own_words": words}
