"""The addresses of signing in: the library’s views under our own paths, French ones in French.

Only what we offer is here: there is no password, so nothing about passwords has an address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as provider
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from guichet.doors.account.by_number.views import sign_in_by_number, sign_in_help
from guichet.doors.account.sign_in import again, views
from guichet.doors.account.sign_in.careful import changes_sign_in
from guichet.doors.account.step_up.views import step_up, step_up_by, step_up_done
from guichet.doors.account.ways.views import not_me, stop_by_link
from guichet.identity.terms import Proof

urlpatterns = [
    path("", account.login, name="account_login"),
    path(_("code/"), account.confirm_login_code, name="account_confirm_login_code"),
    # The sign-in page itself asks for the code.
    path(_("code/new/"), RedirectView.as_view(pattern_name="account_login"), name="account_request_login_code"),
    path(_("by-number/"), sign_in_by_number, name="sign_in_number"),
    path(_("help/"), sign_in_help, name="sign_in_help"),
    path(_("not-me/<str:token>/"), not_me, name="not_me"),
    path(_("stop/<str:token>/"), stop_by_link, name="stop_recovery"),
    # More of oneself, and back.
    path(_("more/"), step_up, name="step_up"),
    path(_("more/done/"), step_up_done, name="step_up_done"),
    path(_("more/by/<slug:way>/"), step_up_by, name="step_up_by"),
    path(_("second-step/"), mfa.authenticate, name="mfa_authenticate"),
    path(_("passkey/"), webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(_("sign-out/"), account.logout, name="account_logout"),
    path(_("closed/"), account.account_inactive, name="account_inactive"),
    path(_("done/"), views.after_sign_in, name="after_sign_in"),
    path(_("new-account/"), account.signup, name="account_signup"),
    path(_("new-account/passkey/"), account.signup_by_passkey, name="account_signup_by_passkey"),
    path(_("new-account/passkey/add/"), webauthn.signup_webauthn, name="mfa_signup_webauthn"),
    path(_("confirm-address/"), account.email_verification_sent, name="account_email_verification_sent"),
    # Before something that matters: it is still you?
    path(_("again/"), mfa.reauthenticate, name="mfa_reauthenticate"),
    path(_("again/passkey/"), webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(_("again/code/"), again.code_again, name="code_again"),
    path(_("again/way/"), RedirectView.as_view(pattern_name="mfa_reauthenticate"), name="account_reauthenticate"),
    # What one has to sign in with.
    path(_("security/"), RedirectView.as_view(pattern_name="account:security"), name="mfa_index"),
    path(_("security/second-step/"), views.second_factor, name="second_factor"),
    path(_("security/address/"), changes_sign_in(account.email), name="account_email"),
    path(_("security/sessions/"), RedirectView.as_view(pattern_name="account:sessions"), name="usersessions_list"),
    path(_("security/app/add/"), changes_sign_in(totp.activate_totp, shows=Proof.APP_CODE), name="mfa_activate_totp"),
    path(_("security/app/remove/"), changes_sign_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        _("security/recovery-codes/"),
        changes_sign_in(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        _("security/recovery-codes/new/"),
        changes_sign_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        _("security/recovery-codes/download/"),
        changes_sign_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path(_("security/passkeys/"), webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(
        _("security/passkeys/add/"),
        changes_sign_in(webauthn.add_webauthn, shows=Proof.PASSKEY),
        name="mfa_add_webauthn",
    ),
    path(_("security/passkeys/<int:pk>/name/"), changes_sign_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        _("security/passkeys/<int:pk>/remove/"),
        changes_sign_in(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    # The department's identity provider; its own two addresses are in provider_urls, without a language.
    path(_("provider/cancelled/"), provider.login_cancelled, name="socialaccount_login_cancelled"),
    path(_("provider/error/"), provider.login_error, name="socialaccount_login_error"),
    path(_("provider/new-account/"), provider.signup, name="socialaccount_signup"),
    path(_("provider/connected/"), RedirectView.as_view(pattern_name="account:security"),
         name="socialaccount_connections"),
]  # fmt: skip
