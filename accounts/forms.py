"""The shape of what people type on the pages of `accounts`."""

from typing import Any
from uuid import UUID

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError

from accounts import sign_in_records
from accounts.models import Department, User
from accounts.roles import Role

# What a role lets people do, in the words of the form.
ROLE_WORDS = {
    Role.VIEWER: "届いた申請を見ます。",
    Role.PROCESSOR: "審査を始め、申請者に修正をお願いします。",
    Role.APPROVER: "申請を承認し、却下します。",
    Role.FINANCE: "負担金の計算を見て、照会に答えます。申請は見ません。",
    Role.FORM_EDITOR: "手続と様式を直し、公開します。",
    Role.ADMINISTRATOR: "利用者、課、手続を管理します。申請は見ません。",
}


class SignInForm(LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages |= {
            "required": "メールアドレスを入力してください。",
            "invalid": "メールアドレスの形で入力してください。例: hanako@city.example.jp",
        }
        self.fields["password"].error_messages["required"] = "パスワードを入力してください。"


class _CodeForm(forms.Form):
    """A form that asks for a code says so when there is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = "コードを入力してください。"


class ActivationForm(_CodeForm, ActivateTOTPForm):
    """The first code of a new authenticator app."""


class SecondFactorForm(_CodeForm, AuthenticateForm):
    """The code of the authenticator app, or a recovery code; a wrong one is recorded."""

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except ValidationError:
            sign_in_records.failed(context.request, self.user.email, factor="code")
            raise


class SecondFactorAgainForm(_CodeForm, ReauthenticateForm):
    """The code once more, before something delicate."""


class MembershipsForm(forms.Form):
    """Roles of one person, and the departments they reach."""

    roles = forms.MultipleChoiceField(
        label="役割", choices=Role.choices, error_messages={"required": "役割を一つ以上選んでください。"}
    )
    reach = forms.ChoiceField(
        label="担当する範囲",
        choices=[("some", "選んだ課だけ"), ("all", "すべての課")],
        initial="some",
        error_messages={"required": "担当する範囲を選んでください。"},
    )
    departments = forms.ModelMultipleChoiceField(label="課", queryset=Department.objects.all(), required=False)

    def __init__(self, *args: Any, has_seat: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].required = not has_seat

    @property
    def role_choices(self) -> list[tuple[str, str, str]]:
        """Code, name and explanation of every role."""
        return [(role.value, role.label, ROLE_WORDS[role]) for role in Role]

    @property
    def chosen_departments(self) -> set[str]:
        """Keys of the departments that are ticked, as the page writes them."""
        return {str(key) for key in self["departments"].value() or ()}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("roles") and values.get("reach") == "some" and not values.get("departments"):
            self.add_error("departments", "課を一つ以上選ぶか、「すべての課」を選んでください。")
        return values

    def memberships(self) -> dict[str, Any]:
        """The arguments `roles` and `departments` of the services."""
        reached = self.cleaned_data["departments"] if self.cleaned_data["reach"] == "some" else []
        return {
            "roles": [Role(role) for role in self.cleaned_data["roles"]],
            "departments": [department.pk for department in reached],
        }

    @staticmethod
    def initial_of(user: User) -> dict[str, Any]:
        """What the form shows for somebody who has memberships already."""
        memberships = [row for row in user.memberships.all() if row.seat_id is None]
        departments = {row.department_id for row in memberships if row.department_id}
        return {
            "roles": sorted({row.role for row in memberships}),
            "reach": "some" if departments else "all",
            "departments": sorted(departments),
        }


class InvitationForm(MembershipsForm):
    """A new person."""

    name = forms.CharField(label="氏名", max_length=100, error_messages={"required": "氏名を入力してください。"})
    email = forms.EmailField(
        label="メールアドレス",
        error_messages={
            "required": "メールアドレスを入力してください。",
            "invalid": "メールアドレスの形で入力してください。例: hanako@city.example.jp",
        },
    )
    field_order = ["name", "email", "roles", "reach", "departments"]


class DepartmentForm(forms.Form):
    """Name and telephone number of a department."""

    name = forms.CharField(label="課の名前", max_length=60, error_messages={"required": "課の名前を入力してください。"})
    phone = forms.CharField(label="電話番号", max_length=20, required=False)


class SeatForm(forms.Form):
    """A seat: what it is called, and what whoever sits there may do."""

    name = forms.CharField(
        label="席の名前", max_length=60, error_messages={"required": "席の名前を入力してください。例：保育課 審査1"}
    )
    roles = forms.MultipleChoiceField(
        label="役割",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "役割を一つ以上選んでください。"},
    )
    department = forms.ModelChoiceField(
        label="課", queryset=Department.objects.all(), required=False, empty_label="すべての課"
    )

    def seat(self) -> dict[str, Any]:
        """The arguments of the services."""
        department = self.cleaned_data["department"]
        return {
            "name": self.cleaned_data["name"],
            "roles": [Role(role) for role in self.cleaned_data["roles"]],
            "department": department.pk if department else None,
        }


class NextHolderForm(forms.Form):
    """Who takes a seat, and from which day. Leaving it vacant is said, not left out."""

    VACANT = "vacant"

    on = forms.DateField(
        label="いつから",
        error_messages={
            "required": "日付を入力してください。",
            "invalid": "日付は 2027-04-01 のように入力してください。",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("name").values_list("pk", "name")
        self.fields["to"] = forms.ChoiceField(
            label="次の人",
            choices=[("", "選んでください"), *people, (self.VACANT, "空席にする")],
            error_messages={"required": "次の人を選んでください。", "invalid_choice": "次の人を選び直してください。"},
        )
        self.order_fields(["to", "on"])

    def person(self) -> UUID | None:
        """The key of who was chosen."""
        chosen = self.cleaned_data["to"]
        return None if chosen == self.VACANT else UUID(chosen)
