"""What allauth asks us: no sign-up, where to go, what to say, and what to record."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import doors, sealing, sessions, sign_in_records
from accounts.models import User

TOO_MANY = "まちがいが続いたため、サインインを止めています。15分ほど待ってから、もう一度お試しください。"


class StaffAccountAdapter(DefaultAccountAdapter):
    """Sign-in by address and password for people whom an administrator invited."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "メールアドレスかパスワードが違います。もう一度入力してください。",
        "incorrect_password": "パスワードが違います。もう一度入力してください。",
        "enter_current_password": "いまのパスワードが違います。もう一度入力してください。",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return doors.home(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return f"{reverse('account_login')}?because=signed_out"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return f"{reverse('mfa_index')}?done=password"

    def is_safe_url(self, url: str) -> bool:
        """Only this very host: after signing in nobody is led to a sibling city's page."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again, unless it was given a few minutes ago."""
        records = get_authentication_records(context.request, context.request.user)
        return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        sign_in_records.failed(request, credentials.get("email", ""), factor="password")

    def post_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponse:
        records = get_authentication_records(request, user)
        methods = {record["method"] for record in records}
        if "mfa" in methods:
            sessions.confirm_second_factor(request.session)
        by_passkey = any(record.get("passwordless") for record in records)
        sign_in_records.signed_in(request, user, factors=2 if by_passkey else len(methods))
        return super().post_login(request, user, **hooks)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            sign_in_records.signed_out(request, request.user)
        super().logout(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys, time-based codes (TOTP) and recovery codes; secrets are sealed where they are kept."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "コードが違います。認証アプリにいま出ている6桁の数字を入力してください。",
    }

    def get_totp_issuer(self) -> str:
        return _what_people_sign_in_to()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to this very host: one of 堺 opens nothing in 守口."""
        return {**super().get_public_key_credential_rp_entity(), "name": _what_people_sign_in_to()}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's name
        return f"パスキー{Authenticator.objects.filter(user=user, type=type).count() + 1}"

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)


def _what_people_sign_in_to() -> str:
    return f"共同窓口 {doors.place_name()}"
