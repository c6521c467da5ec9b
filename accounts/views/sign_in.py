"""Signing in and out, and one's own password: allauth's views with our pages."""

from typing import Any

from allauth.account import views as allauth
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy

from accounts import passkey_forms, sign_in_records
from accounts.access import member_required
from accounts.models import User
from accounts.requests import MemberRequest

# Why somebody sees the sign-in page: words for the `because` of its address.
REASONS = {
    "ended": "しばらく操作がなかったため、サインアウトしました。もう一度サインインしてください。",
    "kept": "しばらく操作がなかったため、サインアウトしていました。入力した内容は取ってあります。サインインすると、つづけて送れます。",
    "signed_out": "サインアウトしました。",
    "password": "パスワードを設定しました。つづけてサインインしてください。",
    "passkey": passkey_forms.NOT_ACCEPTED,
    "again": "安全のため、もう一度サインインしてください。",
}


class SignInView(allauth.LoginView):
    """First factor: address and password."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        because = REASONS.get(self.request.GET.get("because", ""))
        return super().get_context_data(because=because, **kwargs)


class PasswordChangeView(allauth.PasswordChangeView):
    """One's own new password; every other session of the person ends with it."""

    template_name = "accounts/password_change.html"

    def dispatch(self, request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_usable_password():
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sign_in_records.password_changed(self.request, self.request.user)
        return response


class InvitationView(PasswordResetConfirmView):
    """Choose a password, by the address in the mail of the invitation. The address works once."""

    template_name = "accounts/invitation.html"
    reset_url_token = "password"  # noqa: S105  # the last part of an address
    success_url = reverse_lazy("account_login")

    def get_user(self, uidb64: str) -> User | None:
        user = super().get_user(uidb64)
        return user if user and user.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        sign_in_records.password_changed(self.request, form.user)
        return redirect(f"{self.success_url}?because=password")


sign_in = SignInView.as_view()
sign_out = allauth.LogoutView.as_view(template_name="accounts/sign_out.html")
inactive = allauth.AccountInactiveView.as_view(template_name="accounts/inactive.html")
reauthenticate = allauth.ReauthenticateView.as_view(template_name="accounts/reauthenticate.html")
password_change = member_required(PasswordChangeView.as_view())
invitation = InvitationView.as_view()
