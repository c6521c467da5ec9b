"""Addresses of sign-in and of people: below `/staff/` in a city, below `/` in the consortium.

Their names are allauth's where allauth asks for them. There is no sign-up, and no address that allauth would offer besides.
"""

from django.urls import path

from accounts.views import demo, departments, passkeys, people, review, second_factor, sessions, sign_in, stay, unsent

urlpatterns = [
    path("login/", sign_in.sign_in, name="account_login"),
    path("login/passkey/", passkeys.sign_in, name="mfa_login_webauthn"),
    path("logout/", sign_in.sign_out, name="account_logout"),
    path("inactive/", sign_in.inactive, name="account_inactive"),
    path("reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("invitation/<uidb64>/<token>/", sign_in.invitation, name="account_invitation"),
    path("stay/", stay.stay, name="account_stay"),
    path("unsent/", unsent.unsent, name="account_unsent"),
    path("account/", second_factor.own_account, name="mfa_index"),
    path("account/password/", sign_in.password_change, name="account_change_password"),
    path("account/sessions/end/", sessions.end_others, name="account_end_sessions"),
    path("account/passkeys/add/", passkeys.add, name="mfa_add_webauthn"),
    path("account/passkeys/again/", passkeys.reauthenticate, name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("two-factor/", second_factor.authenticate, name="mfa_authenticate"),
    path("two-factor/again/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("two-factor/activate/", second_factor.activate, name="mfa_activate_totp"),
    path("two-factor/recovery-codes/", second_factor.view_codes, name="mfa_view_recovery_codes"),
    path("two-factor/recovery-codes/renew/", second_factor.renew_codes, name="mfa_generate_recovery_codes"),
    path("two-factor/recovery-codes/download/", second_factor.download_codes, name="mfa_download_recovery_codes"),
    path("people/", people.people, name="account_people"),
    path("people/invite/", people.invite, name="account_invite"),
    path("people/<uuid:person_id>/", people.person, name="account_person"),
    path("people/<uuid:person_id>/deactivate/", people.deactivate, name="account_deactivate"),
    path("people/<uuid:person_id>/reactivate/", people.reactivate, name="account_reactivate"),
    path("people/<uuid:person_id>/invite-again/", people.invite_again, name="account_invite_again"),
    path("people/<uuid:person_id>/sign-out/", people.sign_out, name="account_sign_out_everywhere"),
    path("people/<uuid:person_id>/lift-lock/", people.lift_lock, name="account_lift_lock"),
    path("people/review/", review.review, name="account_review"),
    path("people/review/review.csv", review.review_file, name="account_review_file"),
    path("people/review/done/", review.reviewed, name="account_reviewed"),
    path("people/departments/", departments.departments, name="account_departments"),
    path("people/departments/<uuid:department_id>/", departments.department, name="account_department"),
    path("demo/", demo.personas, name="account_personas"),
    path("demo/<uuid:person_id>/", demo.sign_in_as, name="account_sign_in_as"),
]
