"""What a browser sends for a passkey: the answer of the device, as JSON. Whatever else arrives is refused in words."""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauth
from django import forms
from django.core.exceptions import ValidationError

from accounts import sign_in_records
from accounts.models import User

NOT_ACCEPTED = (
    "パスキーを確かめられませんでした。もう一度お試しください。続くときは、パスワードでサインインしてください。"
)
MALFORMED = (AttributeError, KeyError, TypeError, ValueError)  # what a library says to JSON that no device wrote


class AddPasskeyForm(allauth.AddWebAuthnForm):
    """A new passkey, and the name by which its owner knows it again."""

    name = forms.CharField(label="パスキーの名前", max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except MALFORMED as error:
            raise ValidationError(NOT_ACCEPTED) from error


class _ProofForm(forms.Form):
    """The proof that somebody holds a passkey; a wrong one is recorded."""

    user: User | None

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth's form stands behind
        except (ValidationError, *MALFORMED) as error:
            sign_in_records.failed(context.request, self.user.email if self.user else "", factor="passkey")
            raise ValidationError(NOT_ACCEPTED) from error


class SignInPasskeyForm(_ProofForm, allauth.LoginWebAuthnForm):
    """Instead of address, password and code."""


class SecondFactorPasskeyForm(_ProofForm, allauth.AuthenticateWebAuthnForm):
    """After the password, instead of a code."""


class PasskeyAgainForm(_ProofForm, allauth.ReauthenticateWebAuthnForm):
    """Once more, before something delicate."""
