"""The shape of what staff type about the places where a procedure is made known."""

from typing import Any

from django import forms

from catalog.forms import WordsField
from catalog.models import Placement


class PlacementForm(forms.Form):
    """One more place."""

    kind = forms.ChoiceField(
        label="何に印刷しますか",
        choices=Placement.Kind.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "種類を選んでください。"),
    )
    name = WordsField(
        label="置き場所",
        max_length=100,
        error_messages={
            "required": "あとで見分けられる名前を入力してください。例：市役所1階のポスター",
            "max_length": "100文字までで入力してください。",
        },
    )

    def placement(self) -> dict[str, Any]:
        """The arguments of `add_placement`."""
        return {"kind": Placement.Kind(self.cleaned_data["kind"]), "name": self.cleaned_data["name"]}
