"""What staff decide when an update of a template meets the city's own changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from shared_forms.language.merge import Choice, Collision, Level, Resolution
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
    """One choice for each collision with more than one way out, and new words where they are asked for.

    What only wants to be looked at has its first way out chosen; what was decided before, that.
    """

    version = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        collisions: Iterable[Collision],
        version: object,
        decided: Mapping[str, Choice],
    ) -> None:
        self.collisions = [each for each in collisions if len(each.resolutions) > 1]
        super().__init__(data, initial={"version": version, **self._decided(decided)})
        for collision in self.collisions:
            self.fields[collision.key] = forms.ChoiceField(
                label=collision.sentence,
                choices=[(each.value, WORDS[each]) for each in collision.resolutions],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(
                    ("required", "invalid_choice"), f"『{collision.name}』をどうするかを選んでください。"
                ),
            )
            if Resolution.REWRITE in collision.resolutions:
                too_long = {"max_length": "400文字までで入力してください。"}
                self.fields[words_key(collision)] = forms.CharField(
                    label="書き直すことば", required=False, max_length=400, error_messages=too_long
                )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for collision in self.collisions:
            if values.get(collision.key) == Resolution.REWRITE and not values.get(words_key(collision)):
                self.add_error(words_key(collision), f"『{collision.name}』の、書き直すことばを入力してください。")
        return values

    def choices(self) -> dict[str, Choice]:
        """What was decided, by the key of the collision: of a form with errors, that which is in order."""
        values = self.cleaned_data
        return {
            each.key: Choice(Resolution(values[each.key]), self._words(each))
            for each in self.collisions
            if values.get(each.key) and (values[each.key] != Resolution.REWRITE or values.get(words_key(each)))
        }

    def _words(self, collision: Collision) -> Text | None:
        is_rewritten = self.cleaned_data[collision.key] == Resolution.REWRITE
        return Text(ja=self.cleaned_data[words_key(collision)]) if is_rewritten else None

    def _decided(self, decided: Mapping[str, Choice]) -> dict[str, str]:
        values = {}
        for collision in self.collisions:
            if choice := decided.get(collision.key):
                values[collision.key] = choice.resolution.value
                values[words_key(collision)] = str(choice.text or collision.ours or "")
            else:
                values[words_key(collision)] = collision.ours or ""
                if collision.level is Level.LOOK:
                    values[collision.key] = collision.resolution.value
        return values


def words_key(collision: Collision) -> str:
    """The field for the new words of a collision."""
    return f"{collision.key}.words"
