"""What the secretariat types to tell something to the staff of every city."""

from typing import Any

from django import forms

from tenants.models import Announcement
from tenants.services.announcements import AnnouncementFacts
from web.line_field import LineField


def _day(label: str, help_text: str, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d"),
        help_text=help_text,
        error_messages={
            "required": f"{label}を入力してください。",
            "invalid": f"{label}は、実際にある日付で入力してください。",
        },
    )


class AnnouncementForm(forms.Form):
    """An announcement (お知らせ)."""

    use_required_attribute = False
    title = LineField(label="件名", max_length=100, help_text="何のお知らせかが、ひと目でわかるように書いてください。")
    text = forms.CharField(
        label="本文",
        max_length=2000,
        widget=forms.Textarea,
        help_text="いつまでに、何をしてほしいかを、先に書いてください。アドレスは自動でリンクになります。",
        error_messages={
            "required": "本文を入力してください。",
            "max_length": "本文は2000文字までで入力してください。",
        },
    )
    importance = forms.ChoiceField(
        label="重要度",
        choices=Announcement.Importance.choices,
        help_text="「重要」は、目立つ枠で、いちばん上に出ます。",
    )
    starts_on = _day("掲載を始める日", "この日から、職員の最初の画面に出ます。", required=True)
    ends_on = _day(
        "掲載を終える日",
        "この日まで、最初の画面に出ます。終わったあとも、お知らせの一覧で読めます。",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("ends_on") and typed.get("starts_on") and typed["ends_on"] < typed["starts_on"]:
            self.add_error("ends_on", "掲載を終える日は、始める日か、それより後の日にしてください。")
        return typed

    def facts(self) -> AnnouncementFacts:
        """What was typed. The form must be valid."""
        return AnnouncementFacts(**self.cleaned_data)
