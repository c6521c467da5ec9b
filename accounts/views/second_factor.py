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

from accounts import selectors, sessions, sign_in_records
from accounts.access import member_required
from accounts.requests import MemberRequest


class TotpActivationView(totp.ActivateTOTPView):
    """Scan a code, type a code: the second factor is set up, and proved for this session."""

    template_name = "accounts/totp_activation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return self._already_active(request)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sessions.confirm_second_factor(self.request.session)
        sign_in_records.totp_activated(self.request, self.request.user)
        return response

    def _already_active(self, request: HttpRequest) -> HttpResponse:
        """A session from before the second factor was set up elsewhere proves nothing: begin again."""
        if sessions.has_second_factor(request.session):
            return redirect("mfa_index")
        get_adapter(request).logout(request)
        return redirect(f"{reverse('account_login')}?because=again")


class RecoveryCodesRenewalView(recovery_codes.GenerateRecoveryCodesView):
    """New codes instead of the old ones."""

    template_name = "accounts/recovery_codes_renewal.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sign_in_records.recovery_codes_renewed(self.request, self.request.user)
        return response


@member_required
def own_account(request: MemberRequest) -> HttpResponse:
    """One's own sign-in at a glance: password, second factor, recovery codes."""
    context = {
        "changed_password": request.GET.get("done") == "password",
        "set_up": selectors.sign_in_set_up(request.user),
    }
    return render(request, "accounts/own_account.html", context)


authenticate = base.AuthenticateView.as_view(template_name="accounts/second_factor.html")
reauthenticate = base.ReauthenticateView.as_view(template_name="accounts/second_factor_again.html")
activate = TotpActivationView.as_view()
view_codes = member_required(recovery_codes.ViewRecoveryCodesView.as_view(template_name="accounts/recovery_codes.html"))
renew_codes = member_required(RecoveryCodesRenewalView.as_view())
download_codes = member_required(recovery_codes.DownloadRecoveryCodesView.as_view())
