"""What the sign-in library asks us: where to go, what to say, whom to write to."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from guichet.clients.queries import own_client_ids
from guichet.doors.account.sender import DEVICE_COOKIE, DEVICE_SECONDS, address_of, device_secret, network
from guichet.doors.entrance import entrance_of
from guichet.doors.known import METHODS, note_shown
from guichet.foundation.languages import Language
from guichet.identity.actions import note_sign_in, note_try, remember_device, whose
from guichet.identity.rules import coarse_network, device_from
from guichet.identity.terms import Proof

# Who signed in so many seconds ago need not show again that it is they: the first codes come right after an app.
JUST_SIGNED_IN = 10 * 60
ADDRESS_STAGE = "guichet.doors.account.sign_in.stages.AddressStage"
# The way, and the page, of those who have nothing but their e-mail address.
CODE_AGAIN = "code_again"

# What is said after an act. Where the next page says it already, nothing is said twice.
SAID_AFTERWARDS = {
    "account/messages/email_confirmed.txt": gettext_lazy("Your e-mail address is confirmed."),
    "account/messages/logged_out.txt": gettext_lazy("You are signed out."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey was added."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey was removed."),
    "mfa/messages/totp_activated.txt": gettext_lazy("The authenticator app was added."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The authenticator app was removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy(
        "There are new recovery codes. The old ones no longer work."
    ),
    "usersessions/messages/sessions_logged_out.txt": gettext_lazy("Your other sessions were ended."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: by e-mail address, without a password, in the language of the page."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "incorrect_code": gettext_lazy("This code is not right. Check the latest e-mail that we sent you."),
        "invalid_login": gettext_lazy("Enter an e-mail address, such as name@example.org."),
        "rate_limited": gettext_lazy("There were too many tries. Wait a few minutes and try again."),
        "same_as_current": gettext_lazy("This is the address that you have now. Enter the new one."),
        "too_many_login_attempts": gettext_lazy("There were too many tries. Wait a few minutes and try again."),
        "email_taken": gettext_lazy("This address cannot be used. Enter another one."),
        "duplicate_email": gettext_lazy("This is the address that you have now. Enter the new one."),
    }

    def new_user(self, request: HttpRequest) -> Any:
        """Return a new account, which speaks the language of the page it was made on."""
        user = super().new_user(request)
        user.language = Language.of(get_language()).value
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our letters about the account, in the language of the page."""
        language = Language.of(get_language())
        said = {
            "service": settings.SERVICE_NAME[language],
            "department": settings.DEPARTMENT_NAME[language],
            "sign_in_url": f"{settings.SITE_URL}{reverse('account_login')}",
            "sign_up_url": f"{settings.SITE_URL}{reverse('account_signup')}",
            "security_url": f"{settings.SITE_URL}{reverse('account:security')}",
        }
        super().send_mail(template_prefix, email, {**context, **said})

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in, with ours in the place of the library's."""
        stages: list[str] = super().get_login_stages()
        return [ADDRESS_STAGE if stage.endswith(".EmailVerificationStage") else stage for stage in stages]

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Note on which device somebody signed in, tell them of a new one, and know it again by a cookie."""
        answer: HttpResponse = super().post_login(request, user, **more)
        visit = entrance_of(request)
        visit.forget_viewer()
        if not request.session.get(METHODS):
            # A new account: its address was confirmed by a code a moment ago.
            note_shown(request, Proof.EMAIL_CODE, visit.at)
        signed_in = note_sign_in(
            user_id=user.pk,
            secret=device_secret(request),
            facts=device_from(self.get_http_user_agent(request) or ""),
            network=coarse_network(address_of(request)),
            client_ids=own_client_ids(user.pk),
            origin=visit.origin,
        )
        remember_device(session_key=request.session.session_key, device_id=signed_in.device_id)
        if user.email:
            # What was asked for before counts against nobody who got in.
            for device_id in (None, signed_in.device_id):
                note_try(
                    of=whose(user.email), proof=Proof.EMAIL_CODE, network=network(request), device_id=device_id,
                    succeeded=True, origin=visit.origin,
                )  # fmt: skip
        answer.set_cookie(
            DEVICE_COOKIE, signed_in.secret, max_age=DEVICE_SECONDS, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        return answer

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the owner of an address that somebody asked to make a second account with it."""
        self.send_mail("account/email/account_already_exists", email, {})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done where the next page does not: in our words, never with an address in them."""
        if message_template is not None:
            message = str(SAID_AFTERWARDS.get(message_template, ""))
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Return whether to ask again before something that matters: unless somebody has only just signed in.

        The library asks nobody again who has nothing but codes by e-mail. We do: whoever sits down at a browser that
        was left open could else give the account a passkey of their own. Raises ReauthenticationRequired for those.
        """
        methods = context.request.session.get(METHODS, [])
        if methods and time.time() - methods[-1]["at"] < JUST_SIGNED_IN:
            return False
        if not super().is_reauthentication_required(app=app, **more):
            return False
        if [way["id"] for way in self.get_reauthentication_methods(context.request.user)] == [CODE_AGAIN]:
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways to show again that it is you, the easiest first; a code, where nothing stronger is there."""
        said = {
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
            "mfa_reauthenticate": _("Use your authenticator app or a recovery code"),
        }
        ways = [way for way in super().get_reauthentication_methods(user) if way["id"] in said]
        if not ways and user.is_authenticated and user.email:
            url = reverse(CODE_AGAIN)
            return [{"id": CODE_AGAIN, "description": _("Use a code that we send by e-mail"), "url": url}]
        return sorted(
            ({**way, "description": said[way["id"]]} for way in ways), key=lambda way: list(said).index(way["id"])
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Passkeys, authenticator apps and recovery codes, named and refused in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right. Codes change every 30 seconds: enter the newest one."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
        "cannot_delete_authenticator": gettext_lazy("Your work here needs a second step: this one cannot be removed."),
        "rate_limited": gettext_lazy("There were too many tries. Wait a few minutes and try again."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether a second factor may go: the last one of staff may not, where one is demanded."""
        user = authenticator.user
        if not (settings.STAFF_SECOND_FACTOR and user.is_staff):
            return True
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Return a name for a passkey whose owner gave it none."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return how a passkey names this service on the person’s device."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.SERVICE_NAME[Language.of(get_language())]}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The department’s own identity provider."""

    def new_user(self, request: HttpRequest, sociallogin: Any) -> Any:
        """Return a new account, which speaks the language of the page it was made on."""
        user = super().new_user(request, sociallogin)
        user.language = Language.of(get_language()).value
        return user
