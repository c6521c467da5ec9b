"""What staff decide when an update of a template meets the city's own changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from shared_forms.language.merge import Choice, Collision, Resolution
from shared_forms.language.texts import Text

WORDS: Mapping[Resolution, str] = {
    Resolution.OURS: "市のとおりにする",
    Resolution.THEIRS: "新しい版に合わせる",
    Resolution.REWRITE: "書き直す",
    Resolution.KEEP: "市の項目として残す",
    Resolution.UNCONDITIONAL: "条件をはずして残す",
    Resolution.DROP: "なくす",
}


class UpdateForm(forms.Form):
    """One choice for each collision with more than one way out, and new words where they are asked for."""

    version = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, collisions: Iterable[Collision], version: object) -> None:
        super().__init__(data, initial={"version": version})
        self.collisions = [each for each in collisions if len(each.resolutions) > 1]
        for collision in self.collisions:
            self.fields[collision.key] = forms.ChoiceField(
                label=collision.sentence,
                choices=[(each.value, WORDS[each]) for each in collision.resolutions],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(("required", "invalid_choice"), "どちらにするかを選んでください。"),
            )
            if Resolution.REWRITE in collision.resolutions:
                self.fields[f"{collision.key}.words"] = forms.CharField(
                    label="書き直すことば", required=False, max_length=400
                )

    @property
    def rows(self) -> list[tuple[Collision, forms.BoundField, forms.BoundField | None]]:
        """Each collision with its fields."""
        return [
            (each, self[each.key], self[f"{each.key}.words"] if f"{each.key}.words" in self.fields else None)
            for each in self.collisions
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for collision in self.collisions:
            if values.get(collision.key) == Resolution.REWRITE and not values.get(f"{collision.key}.words"):
                self.add_error(f"{collision.key}.words", "書き直すことばを入力してください。")
        return values

    def choices(self) -> dict[str, Choice]:
        """The decisions, by the key of the collision."""
        return {
            each.key: Choice(
                Resolution(self.cleaned_data[each.key]),
                Text(ja=self.cleaned_data[f"{each.key}.words"])
                if self.cleaned_data[each.key] == Resolution.REWRITE
                else None,
            )
            for each in self.collisions
        }
