"""What the secretariat types about one municipality: why and how long it is suspended, and whom to call there."""

from typing import Any

from django import forms
from django.utils import timezone

from tenants.models import Contact
from tenants.services.contacts import ContactFacts
from web.line_field import LineField


class SuspensionForm(forms.Form):
    """Why a municipality's pages are closed, and what people read there."""

    use_required_attribute = False
    reason = LineField(
        label="停止する理由", max_length=200, help_text="事務局の記録です。住民や職員の画面には出ません。"
    )
    notice = forms.CharField(
        label="画面に出すお知らせ",
        max_length=300,
        widget=forms.Textarea,
        help_text="住民と職員が読みます。短く、専門のことばを使わずに書いてください。",
        error_messages={
            "required": "画面に出すお知らせを入力してください。",
            "max_length": "画面に出すお知らせは300文字までで入力してください。",
        },
    )
    phone = LineField(
        label="住民の問い合わせ先の電話", max_length=20, required=False, help_text="市の代表電話など。例：072-233-1101"
    )
    resumes_on = forms.DateField(
        label="再開の予定",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d"),
        help_text="決まっていなければ空けておきます。この日が来ても、自動では再開しません。",
        error_messages={"invalid": "再開の予定は、実際にある日付で入力してください。"},
    )

    def clean_resumes_on(self) -> Any:
        day = self.cleaned_data["resumes_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("再開の予定は、今日か、今日より後の日にしてください。")
        return day


class ContactForm(forms.Form):
    """Somebody in a municipality whom the secretariat calls."""

    use_required_attribute = False
    duty = forms.ChoiceField(label="役割", choices=Contact.Duty.choices)
    name = LineField(label="氏名", max_length=100)
    section = LineField(label="課名", max_length=60, required=False)
    phone = LineField(label="電話番号", max_length=20, required=False)
    email = forms.EmailField(
        label="メールアドレス",
        required=False,
        error_messages={"invalid": "メールアドレスの形で入力してください。例：hanako@city.example.jp"},
    )

    @staticmethod
    def initial_of(contact: Contact) -> dict[str, Any]:
        """What the form shows of a contact."""
        return {name: getattr(contact, name) for name in ContactForm.base_fields}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors and not (typed["phone"] or typed["email"]):
            self.add_error("phone", "電話番号かメールアドレスの、どちらかを入力してください。")
        return typed

    def facts(self) -> ContactFacts:
        """What was typed. The form must be valid."""
        return ContactFacts(**self.cleaned_data)
