"""Passkeys: signing in with one, adding and removing one. Without JavaScript, password and code remain."""

from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.webauthn import views as allauth
from allauth.mfa.webauthn.internal import auth, flows
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts import selectors, sessions, sign_in_records
from accounts.access import member_required
from accounts.errors import LastSecondFactor
from accounts.views import second_factor


class PasskeySignInView(allauth.LoginWebAuthnView):
    """Both factors in one touch. A page asks for the challenge with GET and answers it with POST."""

    def form_valid(self, form: Any) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, passkey, login)

    def form_invalid(self, form: Any) -> HttpResponse:
        values = {"because": "passkey"}
        if address := get_next_redirect_url(self.request):
            values["next"] = address
        return redirect(f"{reverse('account_login')}?{urlencode(values)}")


class AddPasskeyView(allauth.AddWebAuthnView):
    """Register a passkey. The device keeps who it is for, so that later nothing has to be typed."""

    template_name = "accounts/passkey_add.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return second_factor.begin_again_if_unproved(request) or super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        options = auth.begin_registration(self.request.user, passwordless=True)
        beginner = not sessions.has_second_factor(self.request.session)
        return super(allauth.AddWebAuthnView, self).get_context_data(options=options, beginner=beginner, **kwargs)

    def get_success_url(self) -> str:
        if self.did_generate_recovery_codes:
            return reverse("mfa_view_recovery_codes")
        return f"{reverse('mfa_index')}?done=passkey"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        sessions.confirm_second_factor(self.request.session)
        sign_in_records.passkey_added(self.request, self.request.user)
        return response


class RemovePasskeyView(allauth.RemoveWebAuthnView):
    """Ask, then remove. The last second factor stays, or whoever knew the password could set up their own."""

    template_name = "accounts/passkey_remove.html"

    def get_success_url(self) -> str:
        return f"{reverse('mfa_index')}?done=passkey_removed"

    def form_valid(self, form: Any) -> HttpResponse:
        if not selectors.sign_in_set_up(self.request.user).can_lose_a_passkey:
            context = self.get_context_data(refusal=LastSecondFactor().message)
            return render(self.request, self.template_name, context, status=409)
        response = super().form_valid(form)
        sign_in_records.passkey_removed(self.request, self.request.user)
        return response


class PasskeyAgainView(allauth.ReauthenticateWebAuthnView):
    """The passkey instead of the password, before something delicate."""

    template_name = "accounts/passkey_again.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "options": context["js_data"]["request_options"]}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response({**self.get_context_data(), "form": form}, status=422)


sign_in = PasskeySignInView.as_view()
add = AddPasskeyView.as_view()
remove = member_required(RemovePasskeyView.as_view())
reauthenticate = PasskeyAgainView.as_view()
