"""What the secretariat decides about a form that a city offers."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict

from shared_forms.categories import Category
from tenants.models import OfferedForm

SLUG_HELP = "半角の小文字、数字、ハイフンで40文字まで。例：dog-death"


class AcceptForm(forms.Form):
    """Under which name, and where, a form stands among the shared ones."""

    slug = forms.CharField(
        label="識別名",
        max_length=40,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", SLUG_HELP)],
        error_messages={"required": f"識別名を入力してください。{SLUG_HELP}", "max_length": SLUG_HELP},
    )
    category = forms.ChoiceField(label="分野", choices=Category.choices)

    def __init__(self, data: QueryDict | None, *, offer: OfferedForm) -> None:
        super().__init__(data, initial={"slug": offer.slug, "category": offer.category})

    def values(self) -> dict[str, Any]:
        """The arguments of `accept`."""
        return {"slug": self.cleaned_data["slug"], "category": Category(self.cleaned_data["category"])}


class DeclineForm(forms.Form):
    """Why not."""

    comment = forms.CharField(
        label="市町村へのことば",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={
            "required": "見送る理由を入力してください。例：同じ様式がすでにあります。選択肢の違いを教えてください。",
            "max_length": "1000文字までで入力してください。",
        },
    )
