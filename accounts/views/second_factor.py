"""The second factor: setting it up, using it, and the recovery codes for the day the phone is lost."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts import selectors, sessions, sign_in_records, signed_in_devices
from accounts.access import member_required
from accounts.requests import MemberRequest

# What was just done: words for the `done` of the address.
DONE = {
    "password": "パスワードを変えました。ほかの端末からはサインアウトしました。",
    "passkey": "パスキーを登録しました。次からは、サインインの画面で「パスキーでサインインする」を押すだけです。",
    "passkey_removed": "パスキーを消しました。",
    "sessions": "ほかの端末からサインアウトしました。",
}


class TotpActivationView(totp.ActivateTOTPView):
    """Scan a code, type a code: the second factor is set up, and proved for this session."""

    template_name = "accounts/totp_activation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if response := begin_again_if_unproved(request):
            return response
        if request.user.is_authenticated and is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sessions.confirm_second_factor(self.request.session)
        sign_in_records.totp_activated(self.request, self.request.user)
        return response


class SecondFactorView(base.AuthenticateView):
    """After the password: a passkey where there is one, the code of the app, or a recovery code."""

    template_name = "accounts/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        set_up = selectors.sign_in_set_up(self.stage.login.user)
        return {**context, "set_up": set_up, "options": context["js_data"]["request_options"]}


class RecoveryCodesRenewalView(recovery_codes.GenerateRecoveryCodesView):
    """New codes instead of the old ones."""

    template_name = "accounts/recovery_codes_renewal.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sign_in_records.recovery_codes_renewed(self.request, self.request.user)
        return response


def begin_again_if_unproved(request: HttpRequest) -> HttpResponse | None:
    """A session from before the second factor was set up elsewhere proves nothing: it ends. None lets go on."""
    if not request.user.is_authenticated or sessions.has_second_factor(request.session):
        return None
    if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        return None
    get_adapter(request).logout(request)
    return redirect(f"{reverse('account_login')}?because=again")


@member_required
def own_account(request: MemberRequest) -> HttpResponse:
    """One's own sign-in at a glance: password, second factors, recovery codes, and where one is signed in."""
    context = {
        "done": DONE.get(request.GET.get("done", "")),
        "set_up": selectors.sign_in_set_up(request.user),
        "sessions": signed_in_devices.of(request.user, this=request.session.session_key),
    }
    return render(request, "accounts/own_account.html", context)


authenticate = SecondFactorView.as_view()
reauthenticate = base.ReauthenticateView.as_view(template_name="accounts/second_factor_again.html")
activate = TotpActivationView.as_view()
view_codes = member_required(recovery_codes.ViewRecoveryCodesView.as_view(template_name="accounts/recovery_codes.html"))
renew_codes = member_required(RecoveryCodesRenewalView.as_view())
download_codes = member_required(recovery_codes.DownloadRecoveryCodesView.as_view())
