"""What is typed about advisers: whom the secretariat appoints, whom a city lets in and for how long."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from accounts.models import User
from tenants.models import Adviser
from web.line_field import LineField

DAYS = ((1, "1日"), (3, "3日"), (7, "7日"), (14, "14日"), (30, "30日"))


class AppointmentForm(forms.Form):
    """Somebody of the secretariat whom cities may choose."""

    use_required_attribute = False
    person = forms.ChoiceField(label="アドバイザーになる人")
    introduction = LineField(
        label="紹介", max_length=100, help_text="市町村が選ぶときに読みます。例：地域戦略推進課。様式づくりの相談を担当"
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {str(person.pk): person.name for person in people}
        choices = self.fields["person"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = list(self.names.items())

    def facts(self) -> dict[str, Any]:
        """What was typed. The form must be valid."""
        person = self.cleaned_data["person"]
        return {
            "person_id": UUID(person),
            "name": self.names[person],
            "introduction": self.cleaned_data["introduction"],
        }


class GrantForm(forms.Form):
    """Whom the city lets into its settings, for how many days, and what for."""

    use_required_attribute = False
    adviser = forms.ChoiceField(
        label="アドバイザー",
        widget=forms.RadioSelect,
        error_messages={"required": "アドバイザーを選んでください。"},
    )
    days = forms.TypedChoiceField(label="期間", choices=DAYS, coerce=int, help_text="いつでも、途中で終えられます。")
    reason = LineField(
        label="頼みたいこと", max_length=200, help_text="アドバイザーが読みます。例：保育所の入所申込の様式を見てほしい"
    )

    def __init__(self, *args: Any, advisers: Iterable[Adviser], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["adviser"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [(str(each.pk), f"{each.name}（{each.introduction}）") for each in advisers]
