"""The addresses of signing in and of one's account. The names are those the library links by.

Each is written out: what the library offers beyond these has no address here.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as providers
from django.urls import path, re_path

from frankpledge.web.access import open_to_all, signed_in
from frankpledge.web.sign_in import views

urlpatterns = [
    path("", views.account, name="account"),
    # In and out
    path("sign-in", open_to_all(account.login), name="account_login"),
    path("sign-out", open_to_all(account.logout), name="account_logout"),
    path("sign-in/second-step", open_to_all(views.ProveSecondStep.as_view()), name="mfa_authenticate"),
    path("sign-in/passkey", open_to_all(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("closed", open_to_all(account.account_inactive), name="account_inactive"),
    path("opening-one", open_to_all(account.signup), name="account_signup"),
    # Showing again who one is
    path("again", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("again/code", signed_in(second_step.reauthenticate), name="mfa_reauthenticate"),
    path("again/passkey", signed_in(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    # E-mail address and password
    path("email", signed_in(account.email), name="account_email"),
    path("email/sent", open_to_all(account.email_verification_sent), name="account_email_verification_sent"),
    path("email/confirm/<str:key>", open_to_all(account.confirm_email), name="account_confirm_email"),
    path("password", signed_in(account.password_change), name="account_change_password"),
    path("password/set", signed_in(account.password_set), name="account_set_password"),
    path("password/forgotten", open_to_all(account.password_reset), name="account_reset_password"),
    path(
        "password/forgotten/sent",
        open_to_all(account.password_reset_done),
        name="account_reset_password_done",
    ),
    # The key may hold hyphens, the number before it may not.
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        open_to_all(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/changed",
        open_to_all(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    # Second steps
    path("second-steps", signed_in(second_step.index), name="mfa_index"),
    path("second-steps/app", signed_in(views.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("second-steps/app/remove", signed_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-steps/codes", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-steps/codes/new", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "second-steps/codes/download",
        signed_in(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys", signed_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add", signed_in(views.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove", signed_in(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/name", signed_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    # Sessions
    path("sessions", views.where_signed_in, name="usersessions_list"),
    # Sign-in providers
    path("provider/<slug:provider_id>", views.to_provider, name="openid_connect_login"),
    path("provider/<slug:provider_id>/back", views.from_provider, name="openid_connect_callback"),
    path("providers", signed_in(providers.connections), name="socialaccount_connections"),
    path("providers/signing-up", open_to_all(providers.signup), name="socialaccount_signup"),
    path("providers/cancelled", open_to_all(providers.login_cancelled), name="socialaccount_login_cancelled"),
    path("providers/failed", open_to_all(providers.login_error), name="socialaccount_login_error"),
]
